// The broker, nodes and clients together, on every transport.
#include "tests/pipeline/broker_cluster.hpp"

#include <map>
#include <random>

#include "broker/wire.hpp"
#include "messages/codec.hpp"
#include "messages/control.hpp"

namespace ballast::broker {
namespace {

using messages::Envelope;
using planner::FailureKind;

/// Repeats what is lost while the bus has not subscribed, until it has had its effect.
template <class Action, class Condition>
bool again_until(Client& client, Action action, Condition condition) {
  for (int count = 0; count < 1000 && !condition(); ++count) {
    action();
    client.wait(condition, milliseconds(20));
  }
  return condition();
}

class BrokerCluster : public testing::TestWithParam<Transport> {};

TEST_P(BrokerCluster, AnswersACommandToARoleAndToAnInstance) {
  Echo portfolio;
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  cluster.start_node("portfolio", portfolio);
  auto client = opened(cluster);
  for (const char* route : {"portfolio", "portfolio-1@home"}) {
    const auto reply = client->request(route, echo, "plan-1", patience);
    ASSERT_TRUE(reply) << describe(reply.error());
    EXPECT_EQ(reply->header.type, "Echoed");
    EXPECT_EQ(reply->header.correlation, "plan-1");
    EXPECT_EQ(reply->header.sender, "portfolio-1@home");
    EXPECT_EQ(reply->body, echo.bytes);
  }
}

TEST_P(BrokerCluster, BringsARefusalAndAThrownErrorBackAsFailures) {
  Echo portfolio;
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  cluster.start_node("portfolio", portfolio);
  auto client = opened(cluster);
  const auto refused = client->request("portfolio", {"Refuse", "\x80"}, "", patience);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), (Failure{FailureKind::refused, "not today", "here", "tomorrow"}));
  const auto thrown = client->request("portfolio", {"Throw", "\x80"}, "", patience);
  ASSERT_FALSE(thrown);
  EXPECT_EQ(thrown.error().kind, FailureKind::internal);
  EXPECT_TRUE(client->request("portfolio", echo, "", patience));
}

TEST_P(BrokerCluster, HandlesARepeatedCommandOnceAndAnswersItAgain) {
  Echo portfolio;
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  cluster.start_node("portfolio", portfolio);
  std::map<std::string, int> replies;
  auto client = opened(cluster, {"reply.tester"},
                       [&](const Envelope& reply) { ++replies[reply.header.causation]; });
  Socket door(cluster.new_context(), Purpose::front_door_out);
  ASSERT_TRUE(door.connect(cluster.map().front_door()));
  Envelope command{"portfolio", {}, echo.bytes};
  command.header.type = echo.type;
  command.header.id = "one-id";
  command.header.sender = "tester";
  command.header.reply_to = "reply.tester";
  for (int count = 1; count <= 3; ++count) {
    ASSERT_TRUE(door.try_send(frames_of(command)));
    EXPECT_TRUE(client->wait([&] { return replies["one-id"] == count; }, patience));
  }
  EXPECT_EQ(portfolio.received, 1);
}

TEST_P(BrokerCluster, TellsTheSenderWhenACommandExpires) {
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  std::vector<messages::CommandExpired> expired;
  auto client = opened(cluster, {"command.expired"}, [&](const Envelope& event) {
    expired.push_back(*messages::unpack<messages::CommandExpired>(event));
  });
  const auto reply = client->request("trading", echo, "", milliseconds(300));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, FailureKind::unavailable);
  ASSERT_TRUE(client->wait([&] { return !expired.empty(); }, patience));
  EXPECT_EQ(expired[0].route, "trading");
  EXPECT_EQ(expired[0].command_type, "Echo");
  EXPECT_EQ(expired[0].sender, client->instance());
}

TEST_P(BrokerCluster, SaysThatNobodyHasAName) {
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  auto client = opened(cluster);
  const auto reply = client->request("astrologer", echo, "", patience);
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, FailureKind::missing);
  EXPECT_EQ(reply.error().allowed, "broker, portfolio, trading");
}

TEST_P(BrokerCluster, GivesALateJoinerTheLastValueOfAStateTopic) {
  class Teller : public Echo {
    void start(Outlet& outlet) override {
      for (const char* text : {"first", "second"}) {
        outlet.publish("state.teller", {text, "\x80"}, {}, Outlet::Keep::last_value);
      }
    }
  } teller;
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  cluster.start_node("portfolio", teller);
  {
    // Once it answers, it has started.
    auto first = opened(cluster);
    ASSERT_TRUE(first->request("portfolio", echo, "", patience));
  }
  std::vector<std::string> seen;
  auto late = opened(cluster, {"state."},
                     [&](const Envelope& event) { seen.push_back(event.header.type); });
  ASSERT_TRUE(late->wait([&] { return !seen.empty() && seen.back() == "second"; }, patience));
}

TEST_P(BrokerCluster, ListsWhoIsAliveAndWhoHasStopped) {
  Echo portfolio;
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  auto& node = cluster.start_node("portfolio", portfolio);
  auto client = opened(cluster, {"actor.portfolio"});
  const auto portfolio_alive = [&]() -> int {
    const auto reply =
        client->request("broker", messages::pack(messages::GetRegistry{}), "", patience);
    if (!reply) return -1;
    const auto registry = messages::unpack<messages::Registry>(*reply);
    for (const auto& actor : registry->actors) {
      if (actor.heartbeat.instance == "portfolio-1@home") return actor.alive ? 1 : 0;
    }
    return -1;
  };
  EXPECT_TRUE(client->wait([&] { return portfolio_alive() == 1; }, patience));
  node.raise_stop();
  node.join();
  EXPECT_TRUE(portfolio.drained);
  EXPECT_TRUE(client->wait([&] { return portfolio_alive() == 0; }, patience));
}

TEST_P(BrokerCluster, StopsANodeByCommandAfterItHasAnswered) {
  Echo portfolio;
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  auto& node = cluster.start_node("portfolio", portfolio);
  auto client = opened(cluster);
  const auto ask = [&](const auto& body) {
    return client->request("portfolio-1@home", messages::pack(body), "", patience);
  };
  const auto has_a_name = [&] { return ask(messages::Ping{}).has_value(); };
  ASSERT_TRUE(client->wait(has_a_name, patience));
  EXPECT_TRUE(messages::unpack<messages::Pong>(*ask(messages::Ping{}))->ready);
  const auto stopping = ask(messages::Stop{});
  ASSERT_TRUE(stopping) << describe(stopping.error());
  EXPECT_EQ(messages::unpack<messages::Stopping>(*stopping)->instance, "portfolio-1@home");
  node.join();
  EXPECT_TRUE(portfolio.drained);
  EXPECT_EQ(portfolio.received, 0);
}

TEST_P(BrokerCluster, LivesOnAmongRubbish) {
  Echo portfolio;
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  cluster.start_node("portfolio", portfolio);
  std::map<std::string, int> rejected;
  auto client = opened(cluster, {"frame.rejected"}, [&](const Envelope& event) {
    ++rejected[messages::unpack<messages::FrameRejected>(event)->reason];
  });
  auto& context = cluster.new_context();
  Socket door(context, Purpose::front_door_out);
  Socket bus(context, Purpose::bus_publish);
  ASSERT_TRUE(door.connect(cluster.map().front_door()));
  ASSERT_TRUE(bus.connect(cluster.map().bus_in()));
  std::mt19937_64 random(20261120);
  const auto noise = [&](std::size_t longest) {
    std::string bytes(random() % (longest + 1), '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random());
    return bytes;
  };
  for (int count = 0; count < 500; ++count) {
    Frames frames(1 + random() % 6);
    for (auto& frame : frames) frame = noise(300);
    static_cast<void>(door.try_send(frames));
    static_cast<void>(bus.try_send(frames));
    static_cast<void>(door.try_send({"portfolio", noise(64), noise(64)}));
  }
  EXPECT_TRUE(client->wait([&] { return !rejected.empty(); }, patience));
  const auto reply = client->request("portfolio", echo, "", patience);
  ASSERT_TRUE(reply) << describe(reply.error());
  EXPECT_LE(rejected["a frame has three parts"], 4) << "told far less often than it happens";
}

TEST_P(BrokerCluster, RefusesANodesUnreadableFramesAndLetsItLiveOn) {
  Echo portfolio;
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  cluster.start_node("portfolio", portfolio);
  int rejected = 0;
  auto client = opened(cluster, {"frame.rejected"}, [&](const Envelope&) { ++rejected; });
  Socket bus(cluster.new_context(), Purpose::bus_publish);
  ASSERT_TRUE(bus.connect(cluster.map().bus_in()));
  Envelope forged{"actor.portfolio-1@home", {}, "\xc1"};
  forged.header.type = messages::ActorHeartbeat::type;
  forged.header.sender = "portfolio-1@home";
  EXPECT_TRUE(again_until(
      *client, [&] { static_cast<void>(bus.try_send(frames_of(forged))); },
      [&] { return rejected > 0; }));
  EXPECT_TRUE(client->request("portfolio", echo, "", patience));
}

TEST_P(BrokerCluster, TellsAReaderHowManyEventsItMissed) {
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  std::vector<std::uint64_t> seen;
  auto client =
      opened(cluster, {"news"}, [&](const Envelope& event) { seen.push_back(event.header.seq); });
  Socket bus(cluster.new_context(), Purpose::bus_publish);
  ASSERT_TRUE(bus.connect(cluster.map().bus_in()));
  Envelope news{"news", {}, "\x80"};
  news.header.type = "News";
  news.header.sender = "teller";
  news.header.seq = 1;
  news.header.id = "first";
  EXPECT_TRUE(again_until(
      *client, [&] { static_cast<void>(bus.try_send(frames_of(news))); },
      [&] { return !seen.empty(); }));
  news.header.seq = 5;
  ASSERT_TRUE(bus.try_send(frames_of(news)));
  EXPECT_TRUE(client->wait([&] { return seen.back() == 5; }, patience));
  EXPECT_EQ(client->missed(), 3U);
}

TEST_P(BrokerCluster, CopiesCommandsToATapAndSaysWhenOneListens) {
  Echo portfolio;
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  cluster.start_node("portfolio", portfolio);
  std::vector<std::uint32_t> listeners;
  auto watcher = opened(cluster, {"tap.listening"}, [&](const Envelope& event) {
    listeners.push_back(messages::unpack<messages::TapListening>(event)->listeners);
  });
  ASSERT_TRUE(watcher->request("portfolio", echo, "", patience));
  EXPECT_TRUE(listeners.empty());
  std::vector<std::string> copies;
  {
    auto tap = opened(cluster, {"tap.command.portfolio"},
                      [&](const Envelope& copy) { copies.push_back(copy.header.type); });
    EXPECT_TRUE(
        watcher->wait([&] { return listeners == std::vector<std::uint32_t>{1}; }, patience));
    ASSERT_TRUE(watcher->request("portfolio", echo, "", patience));
    EXPECT_TRUE(tap->wait([&] { return !copies.empty(); }, patience));
    EXPECT_EQ(copies[0], "Echo");
  }
  EXPECT_TRUE(watcher->wait(
      [&] {
        return listeners == std::vector<std::uint32_t>{1, 0};
      },
      patience));
}

TEST_P(BrokerCluster, GivesAnInstanceOutsideTheFileAMailbox) {
  Echo extra;
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  auto client = opened(cluster, {"mailbox."});
  cluster.start_node(new_identity("evaluator", 7, "elsewhere", cluster.random()), extra);
  // Until it has been heard of, nobody has that name.
  bool answered = false;
  const auto ask = [&] {
    answered = client->request("evaluator-7@elsewhere", echo, "", patience).has_value();
  };
  EXPECT_TRUE(again_until(*client, ask, [&] { return answered; }));
  EXPECT_EQ(extra.received, 1);
}

TEST_P(BrokerCluster, LetsANodeAskAnother) {
  class Asker : public Echo {
   public:
    void receive(const Envelope& command, Outlet& outlet) override {
      outlet.request("portfolio", {"Echo", command.body}, "inner", patience,
                     [command, &outlet](const Result<Envelope>& reply) {
                       if (reply) {
                         outlet.reply(command, {"Asked", reply->body});
                       } else {
                         outlet.refuse(command, reply.error());
                       }
                     });
    }
  } asker;
  Echo portfolio;
  ClusterOfTest cluster(GetParam());
  cluster.start_broker();
  cluster.start_node("portfolio", portfolio);
  cluster.start_node("trading", asker);
  auto client = opened(cluster);
  const auto reply = client->request("trading", echo, "", patience);
  ASSERT_TRUE(reply) << describe(reply.error());
  EXPECT_EQ(reply->header.type, "Asked");
  EXPECT_EQ(reply->body, echo.bytes);
}

INSTANTIATE_TEST_SUITE_P(Over, BrokerCluster,
                         testing::Values(Transport::inproc, Transport::ipc, Transport::tcp),
                         name_of);

}  // namespace
}  // namespace ballast::broker
