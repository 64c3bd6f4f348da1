#include "tests/money/trading_life.hpp"

#include <unistd.h>

#include <algorithm>
#include <functional>
#include <string>

#include <sqlite3.h>

#include "actors/trading/alpaca/alpaca_adapter.hpp"
#include "actors/trading/trading.hpp"
#include "messages/codec.hpp"
#include "tests/money/agenda.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/actors/trading/trading_books.hpp"

namespace ballast::money {
namespace {

using messages::Envelope;
using planner::Result;

/// After it nothing is expected any more: an order is settled within minutes.
constexpr std::int64_t longest_ms = 1'500'000;

World* world_of_hook = nullptr;

/// Something is about to leave a trace, or has left one.
void event(World& world) {
  ++world.events;
  if (world.kill_at == world.events) ::_exit(0);
}

int before_commit(void* /*unused*/) {
  event(*world_of_hook);
  return 0;
}

/// SQLite calls it for each connection that is opened.
int watch_commits(sqlite3* database, const char** /*error*/, const void* /*functions*/) {
  sqlite3_commit_hook(database, before_commit, nullptr);
  return SQLITE_OK;
}

class ModelHttp final : public actors::Http {
 public:
  ModelHttp(World& world, Agenda& agenda) : world_(world), agenda_(agenda) {}

  void send(actors::HttpRequest request, Done done) override {
    event(world_);
    auto answer = world_.broker.serve(request, agenda_.clock().wall_ns() / ns_per_ms);
    event(world_);
    agenda_.at_once([answer = std::move(answer), done = std::move(done)] { done(answer); });
  }

 private:
  World& world_;
  Agenda& agenda_;
};

/// The other actors: a market, books, and a portfolio that applies each fill once.
class ModelOutlet final : public broker::Outlet {
 public:
  ModelOutlet(World& world, Agenda& agenda) : world_(world), agenda_(agenda) {}

  [[nodiscard]] const broker::Identity& self() const override { return self_; }
  [[nodiscard]] broker::Monotonic now() const override { return agenda_.clock().now(); }

  std::string request(std::string_view /*route*/, messages::Payload payload,
                      std::string_view /*correlation*/, std::chrono::milliseconds /*deadline*/,
                      broker::ReplyHandler on_reply) override {
    event(world_);
    auto reply = serve(payload);
    event(world_);
    agenda_.at_once(
        [reply = std::move(reply), on_reply = std::move(on_reply)] { on_reply(reply); });
    return "request";
  }

  void reply(const Envelope& /*command*/, messages::Payload /*payload*/) override {
    event(world_);
    world_.answered = true;
  }
  void refuse(const Envelope& /*command*/, const planner::Failure& /*failure*/) override {
    event(world_);
    world_.answered = true;
  }
  void publish(std::string_view /*topic*/, messages::Payload /*payload*/,
               std::string_view /*correlation*/, Keep /*keep*/) override {}
  void after(std::chrono::milliseconds delay, std::function<void()> action) override {
    agenda_.later(delay, std::move(action));
  }
  void stop() override {}

 private:
  Result<Envelope> serve(const messages::Payload& payload) {
    if (payload.type == messages::GetUniverse::type) return told(market_of_today());
    if (payload.type == messages::GetListings::type) return told(actors::small_listings());
    if (payload.type == messages::GetPortfolio::type) {
      auto books = actors::small_books();
      books.cash.front().amount = 1e6;
      return told(books);
    }
    if (payload.type == messages::GetBooks::type) return told(books());
    const auto fill = messages::decode<messages::ApplyFill>(payload.bytes);
    if (!fill) return tl::unexpected(fill.error());
    if (world_.broker.random.one_in(8)) {
      return tl::unexpected(
          planner::Failure{planner::FailureKind::unavailable, "no answer", "", ""});
    }
    return told(messages::FillApplied{fill->fill_id, !book(*fill), 1, 1.0});
  }

  [[nodiscard]] messages::UniverseSnapshot market_of_today() const {
    auto market = actors::small_market();
    for (auto& security : market.securities) {
      security.quote->date =
          std::chrono::floor<std::chrono::days>(std::chrono::sys_time<std::chrono::nanoseconds>(
              std::chrono::nanoseconds(agenda_.clock().wall_ns())));
    }
    return market;
  }

  [[nodiscard]] messages::BooksReport books() const {
    messages::BooksReport out;
    const auto hold = [&](const char* symbol, int shares) {
      messages::HoldingLine line;
      line.symbol = symbol;
      line.quantity = shares;
      out.holdings.push_back(std::move(line));
    };
    out.balances.push_back(
        {"main", planner::ledger::BookAccount::cash, "USD", planner::Money::from_units(110.0)});
    hold("AAA.DE", 20);
    hold("BBB.HK", 150);
    if (world_.portfolio.shares() > 0) hold("CCC", world_.portfolio.shares());
    return out;
  }

  template <class Body>
  static Result<Envelope> told(const Body& body) {
    Envelope envelope;
    const messages::Payload payload = messages::pack(body);
    envelope.header.type = payload.type;
    envelope.body = payload.bytes;
    return envelope;
  }

  /// Returns whether it is new.
  bool book(const messages::ApplyFill& fill) {
    ModelPortfolio& portfolio = world_.portfolio;
    ++portfolio.told;
    for (std::size_t at = 0; at < portfolio.count; ++at) {
      if (portfolio.fill_ids.at(at).data() == fill.fill_id) return false;
    }
    auto& id = portfolio.fill_ids.at(portfolio.count);
    std::copy_n(fill.fill_id.begin(), std::min(fill.fill_id.size(), id.size() - 1), id.begin());
    portfolio.quantities.at(portfolio.count++) = static_cast<int>(fill.quantity);
    return true;
  }

  broker::Identity self_{"trading", "trading-1@home", "home", 1};
  World& world_;
  Agenda& agenda_;
};

messages::ExecutePlan one_purchase() {
  messages::ExecutePlan plan;
  plan.plan_id = "plan-1";
  plan.all = true;
  plan.orders = {actors::order_of(1, planner::Side::buy, "CCC", 60)};
  return plan;
}

/// An exchange that trades around the clock, on weekdays.
actors::Exchanges always_open() {
  planner::trading::Exchange exchange;
  exchange.mic = "XNYS";
  exchange.zone = "Etc/UTC";
  exchange.close = 1440;
  return actors::Exchanges({exchange});
}

}  // namespace

int ModelPortfolio::shares() const {
  int sum = 0;
  for (std::size_t at = 0; at < count; ++at) sum += quantities.at(at);
  return sum;
}

void live(World& world, const std::filesystem::path& folder) {
  world_of_hook = &world;
  world.events = 0;
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(watch_commits));
  Agenda agenda(world.wall_ms);
  ModelOutlet outlet(world, agenda);
  auto adapter = std::make_unique<actors::alpaca::AlpacaAdapter>(
      actors::alpaca::Connection{"http://127.0.0.1:1", {"ID", "SECRET", false}, ""},
      [&](broker::Outlet& /*outlet*/) { return std::make_unique<ModelHttp>(world, agenda); },
      agenda.clock());
  actors::TradingRules rules{
      actors::patient_planner(), actors::generous_limits(), {}, always_open(), {}, {}};
  if (world.hasty) rules.delivery.pauses_ms = {0, 0, 0};
  auto store = actors::TradingStore::open(folder / "trading.db").value();
  actors::Trading trading(std::move(store), std::move(adapter), std::move(rules), agenda.clock());
  trading.start(outlet);
  // Who asked repeats the command until there is an answer.
  if (!world.answered) trading.receive(actors::command_of(one_purchase(), "command-1"), outlet);
  while (agenda.step(std::chrono::milliseconds(longest_ms))) continue;
  world.settled = true;
  sqlite3_reset_auto_extension();
}

}  // namespace ballast::money
