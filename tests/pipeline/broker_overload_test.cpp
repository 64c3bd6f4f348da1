// Mailboxes that nobody empties and readers that do not read cost themselves something, and nobody
// else.
#include <gtest/gtest.h>

#include "broker/open_requests.hpp"
#include "broker/wire.hpp"
#include "messages/codec.hpp"
#include "messages/control.hpp"
#include "tests/pipeline/broker_cluster.hpp"

namespace ballast::broker {
namespace {

using messages::Envelope;

Envelope command_to_trading(int number) {
  Envelope command{"trading", {}, echo.bytes};
  command.header.type = echo.type;
  command.header.id = "id-" + std::to_string(number);
  command.header.sender = "tester";
  command.header.reply_to = "reply.tester";
  return command;
}

TEST(BrokerOverload, AMailboxThatNobodyEmptiesIsFullAtItsLimitAndSaysSo) {
  constexpr int kept = 50;
  constexpr int sent = 80;
  Echo trading;
  ClusterOfTest cluster(Transport::ipc,
                        "[limits]\nmailbox_messages = " + std::to_string(kept) + "\n");
  cluster.start_broker();
  int refused = 0;
  std::string why;
  auto client = opened(cluster, {"reply.tester"}, [&](const Envelope& reply) {
    const auto outcome = outcome_of(reply);
    refused += outcome ? 0 : 1;
    if (!outcome) why = outcome.error().what;
  });
  Socket door(cluster.new_context(), Purpose::front_door_out);
  ASSERT_TRUE(door.connect(cluster.map().front_door()));
  for (int number = 0; number < sent; ++number) {
    const Frames frames = frames_of(command_to_trading(number));
    ASSERT_TRUE(client->wait([&] { return door.try_send(frames); }, patience));
  }
  EXPECT_TRUE(client->wait([&] { return refused == sent - kept; }, patience)) << refused;
  EXPECT_EQ(why, "the mailbox of trading is full");
  // Who has an owner is served as ever, and what was kept arrives once somebody reads.
  cluster.start_node("trading", trading);
  EXPECT_TRUE(client->wait([&] { return trading.received == kept; }, patience));
}

class Flood {
 public:
  explicit Flood(ClusterOfTest& cluster) : socket_(cluster.new_context(), Purpose::bus_publish) {
    EXPECT_TRUE(socket_.connect(cluster.map().bus_in()));
  }
  void publish() {
    Envelope news{"news", {}, body_};
    news.header.type = "News";
    news.header.sender = "teller";
    news.header.id = "news-" + std::to_string(next_);
    news.header.seq = next_++;
    static_cast<void>(socket_.try_send(frames_of(news)));
  }

 private:
  Socket socket_;
  std::string body_ = std::string(4000, '\x80');
  std::uint64_t next_ = 1;
};

TEST(BrokerOverload, ATapThatDoesNotReadIsDroppedAndToldAndSlowsNobody) {
  constexpr std::uint64_t rounds = 100;
  constexpr std::uint64_t per_round = 100;  // fewer than any queue between holds
  Echo portfolio;
  ClusterOfTest cluster(Transport::ipc);
  cluster.start_broker();
  cluster.start_node("portfolio", portfolio);
  std::uint64_t tapped = 0;
  std::uint64_t read = 0;
  auto tap = opened(cluster, {"news"}, [&](const Envelope&) { ++tapped; });
  auto reader = opened(cluster, {"news"}, [&](const Envelope&) { ++read; });
  Flood flood(cluster);
  // The bus may not have heard of the teller yet.
  ASSERT_TRUE(reader->wait([&] { return flood.publish(), read > 0; }, patience));
  const std::uint64_t before = read + reader->missed();
  for (std::uint64_t round = 1; round <= rounds; ++round) {
    for (std::uint64_t count = 0; count < per_round; ++count) flood.publish();
    ASSERT_TRUE(reader->wait([&] { return read >= before + round * per_round; }, patience));
    ASSERT_TRUE(reader->request("portfolio", echo, "", patience)) << "while the tap is stuck";
  }
  const std::uint64_t missed_before = tap->missed();
  EXPECT_EQ(missed_before, 0U);
  EXPECT_TRUE(tap->wait([&] { return flood.publish(), tap->missed() > 0; }, patience));
  EXPECT_LT(tapped, rounds * per_round) << "what it did not read in time is not kept for it";
}

}  // namespace
}  // namespace ballast::broker
