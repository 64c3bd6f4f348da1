// Brokers that end and begin again, meet another, or are not there, as processes see it.
#include "tests/pipeline/broker_cluster.hpp"

#include "broker/limits.hpp"
#include "broker/wire.hpp"
#include "messages/codec.hpp"
#include "messages/control.hpp"

namespace ballast::broker {
namespace {

using messages::Envelope;
using planner::FailureKind;

class BrokerProcesses : public testing::TestWithParam<Transport> {};

TEST_P(BrokerProcesses, LoseNoCommandWhenTheBrokerRestarts) {
  Echo portfolio;
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  cluster.start_node("portfolio", portfolio);
  auto client = opened(cluster);
  ASSERT_TRUE(client->request("portfolio", echo, "", patience));
  cluster.stop_broker();
  std::thread restart([&] { cluster.start_broker(); });
  const auto reply = client->request("portfolio", echo, "", patience);
  restart.join();
  ASSERT_TRUE(reply) << describe(reply.error());
  EXPECT_EQ(portfolio.received, 2);
}

TEST_P(BrokerProcesses, TellStateTopicsAgainToANewBroker) {
  class Teller : public Echo {
    void start(Outlet& outlet) override {
      outlet.publish("state.teller", {"Told", "\x80"}, {}, Outlet::Keep::last_value);
    }
  } teller;
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  cluster.start_node("portfolio", teller);
  {
    auto client = opened(cluster);
    ASSERT_TRUE(client->request("portfolio", echo, "", patience));
  }
  cluster.stop_broker();
  cluster.start_broker();
  int seen = 0;
  auto late = opened(cluster, {"state."}, [&](const Envelope&) { ++seen; });
  EXPECT_TRUE(late->wait([&] { return seen > 0; }, patience));
}

TEST_P(BrokerProcesses, AnswerANodeThatStartedBeforeItsBroker) {
  Echo portfolio;
  ClusterOfTest cluster(GetParam());
  cluster.start_node("portfolio", portfolio);
  cluster.start_broker();
  auto client = opened(cluster);
  EXPECT_TRUE(client->request("portfolio", echo, "", patience));
}

TEST_P(BrokerProcesses, RefuseASecondBroker) {
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  Broker second(cluster.broker_settings(cluster.new_context(), -1));
  const auto opened_twice = second.open();
  ASSERT_FALSE(opened_twice);
  EXPECT_EQ(opened_twice.error().kind, FailureKind::conflict);
  auto client = opened(cluster);
  EXPECT_TRUE(client->request("broker", messages::pack(messages::Ping{}), "", patience));
}

TEST_P(BrokerProcesses, SayThatAMailboxIsFull) {
  ClusterOfTest cluster(GetParam(), "[limits]\nmailbox_messages = 4\n");
  cluster.start_broker();
  std::vector<std::string> refused;
  auto client = opened(cluster, {"reply.tester"}, [&](const Envelope& reply) {
    refused.push_back(messages::unpack<Failure>(reply)->what);
  });
  Socket door(cluster.new_context(), Purpose::front_door_out);
  ASSERT_TRUE(door.connect(cluster.map().front_door()));
  Envelope command{"trading", {}, echo.bytes};
  command.header.type = echo.type;
  command.header.reply_to = "reply.tester";
  for (int count = 0; count < 6; ++count) {
    command.header.id = "id-" + std::to_string(count);
    ASSERT_TRUE(door.try_send(frames_of(command)));
  }
  EXPECT_TRUE(client->wait([&] { return refused.size() == 2; }, patience));
  EXPECT_EQ(refused[0], "the mailbox of trading is full");
}

TEST_P(BrokerProcesses, AreMissedAtOnceWhenNobodyListens) {
  ClusterOfTest cluster(GetParam());
  auto client = cluster.new_client();
  const auto done = client->open({}, {}, patience);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, FailureKind::missing);
  EXPECT_EQ(done.error().where, cluster.map().front_door().text());
}

TEST_P(BrokerProcesses, EndAClientsWaitWhenItIsInterrupted) {
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  StopFlag interrupt;
  auto client = cluster.new_client(interrupt.descriptor());
  ASSERT_TRUE(client->open({}, {}, patience));
  interrupt.raise();
  const auto reply = client->request("trading", echo, "", patience);
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().what, "interrupted");
  EXPECT_TRUE(client->interrupted());
}

INSTANTIATE_TEST_SUITE_P(Over, BrokerProcesses, testing::Values(Transport::ipc, Transport::tcp),
                         name_of);

TEST(BrokerSockets, OfADeadBrokerCountAsNobody) {
  ClusterOfTest cluster(Transport::ipc);
  const auto path = cluster.map().front_door().place();
  std::filesystem::create_directories(cluster.map().runtime_dir());
  EXPECT_EQ(probe(cluster.map().front_door(), patience), Presence::nobody);
  {
    // A process that was killed leaves its socket file behind.
    cluster.start_broker();
    std::filesystem::create_hard_link(path, path + ".left");
    cluster.stop_broker();
    std::filesystem::rename(path + ".left", path);
  }
  EXPECT_EQ(probe(cluster.map().front_door(), patience), Presence::nobody);
  cluster.start_broker();
  EXPECT_EQ(probe(cluster.map().front_door(), patience), Presence::listening);
}

TEST(BrokerSockets, LeaveNoFileBehind) {
  ClusterOfTest cluster(Transport::ipc);
  cluster.start_broker();
  cluster.stop_broker();
  for (const auto& entry : std::filesystem::directory_iterator(cluster.map().runtime_dir())) {
    EXPECT_NE(entry.path().extension(), ".sock") << entry.path();
  }
}

}  // namespace
}  // namespace ballast::broker
