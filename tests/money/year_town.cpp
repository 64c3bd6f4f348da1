#include "tests/money/year_town.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "actors/coordinator/inputs.hpp"
#include "actors/trading/paper_broker.hpp"
#include "messages/codec.hpp"
#include "messages/listings.hpp"
#include "tests/unit/actors/trading/trading_books.hpp"

namespace ballast::money {
namespace {

using actors::Answered;
using actors::BrokerOrderNews;
using planner::Failure;
using planner::FailureKind;
using planner::Side;

constexpr std::chrono::milliseconds way{5};  // of a message
constexpr std::int64_t one_hour_ms = 3'600'000;

template <class Body>
Result<messages::Payload> told(const Body& body) {
  return messages::pack(body);
}

Failure silence(const std::string& role) {
  return {FailureKind::unavailable, "no answer", role, ""};
}

planner::Settings quick_planner() {
  planner::Settings out;
  out.min_hold_days = 3;
  out.sell_cooldown_days = 3;
  out.buy_cooldown_days = 3;
  return out;
}

}  // namespace

/// What an actor says, while it lives.
class Town::Line final : public broker::Outlet {
 public:
  Line(Town& town, const std::string& role)
      : town_(town), self_{role, role + "-1@home", "home", 1} {}

  [[nodiscard]] const broker::Identity& self() const override { return self_; }
  [[nodiscard]] broker::Monotonic now() const override { return town_.agenda_.clock().now(); }
  std::string request(std::string_view route, messages::Payload payload, std::string_view,
                      std::chrono::milliseconds deadline, broker::ReplyHandler hear) override {
    return town_.request(std::string(route), payload, "", deadline,
                         [life = std::weak_ptr(life_), hear = std::move(hear)](const auto& reply) {
                           if (!life.expired()) hear(reply);
                         });
  }
  void reply(const Envelope& command, messages::Payload payload) override {
    town_.answer(command.header.id, std::move(payload));
  }
  void refuse(const Envelope& command, const Failure& failure) override {
    town_.answer(command.header.id, tl::unexpected(failure));
  }
  void publish(std::string_view topic, messages::Payload, std::string_view, Keep) override {
    town_.publish(std::string(topic));
  }
  void after(std::chrono::milliseconds delay, std::function<void()> action) override {
    town_.agenda_.later(delay, [life = std::weak_ptr(life_), action = std::move(action)] {
      if (!life.expired()) action();
    });
  }
  void stop() override {}

 private:
  Town& town_;
  broker::Identity self_;
  std::shared_ptr<int> life_ = std::make_shared<int>(1);
};

/// Paper trading that looks at each order that leaves.
class Town::Counter final : public actors::BrokerAdapter {
 public:
  Counter(Town& town, std::unique_ptr<BrokerAdapter> paper)
      : town_(town), paper_(std::move(paper)) {}

  [[nodiscard]] std::string_view name() const override { return paper_->name(); }
  [[nodiscard]] bool keeps_account() const override { return false; }
  void start(broker::Outlet& outlet, actors::BrokerHint hint) override {
    paper_->start(outlet, std::move(hint));
  }
  void submit(const actors::BrokerOrder& order, Answered<BrokerOrderNews> answered) override {
    look_at(order);
    paper_->submit(order, std::move(answered));
  }
  void cancel(const std::string& client, const std::string& broker,
              Answered<BrokerOrderNews> answered) override {
    paper_->cancel(client, broker, std::move(answered));
  }
  void find(const std::string& client, Answered<std::optional<BrokerOrderNews>> answered) override {
    paper_->find(client, std::move(answered));
  }
  void open_orders(Answered<std::vector<BrokerOrderNews>> answered) override {
    paper_->open_orders(std::move(answered));
  }
  void fills_since(const std::string& cursor, Answered<actors::BrokerFills> answered) override {
    paper_->fills_since(cursor, std::move(answered));
  }
  void cash_since(const std::string& cursor, Answered<actors::BrokerCashRows> answered) override {
    paper_->cash_since(cursor, std::move(answered));
  }
  [[nodiscard]] planner::Result<void> forget_before(std::int64_t at_ms) override {
    return paper_->forget_before(at_ms);
  }
  void account(Answered<actors::BrokerAccount> answered) override {
    paper_->account(std::move(answered));
  }
  void positions(Answered<std::vector<actors::BrokerPosition>> answered) override {
    paper_->positions(std::move(answered));
  }

 private:
  void look_at(const actors::BrokerOrder& order) {
    ++town_.outgoing_.orders;
    const auto wrong = [&](const std::string& what) {
      town_.outgoing_.wrong.push_back(order.client_order_id + ": " + what);
    };
    paper_->open_orders([&](const auto& told) {
      const auto* done = std::get_if<actors::Done<std::vector<BrokerOrderNews>>>(&told);
      if (done == nullptr || !done->value.empty()) wrong("another order is open");
    });
    paper_->find(order.client_order_id, [&](const auto& told) {
      const auto* done = std::get_if<actors::Done<std::optional<BrokerOrderNews>>>(&told);
      if (done == nullptr || done->value) wrong("it was sent before");
    });
    const auto state = town_.journal_->state();
    if (!state || state->state == planner::trading::TradingState::halt || !state->tripped.empty()) {
      wrong("trading is halted");
    }
  }

  Town& town_;
  std::unique_ptr<BrokerAdapter> paper_;
};

Town::Town(std::uint64_t seed, const std::filesystem::path& folder, std::int64_t keep_days)
    : random_(seed), agenda_(now_ms_), folder_(folder), keep_days_(keep_days) {
  const char* const exchanges[] = {"XETR", "XPAR", "XNYS", "XLON"};
  const char* const countries[] = {"Germany", "France", "United States", "United Kingdom"};
  for (int number = 0; number < 4; ++number) {
    const std::string currency = number == 2 ? "USD" : "EUR";
    auto security = actors::security_of(number + 1, fmt::format("S{}", number), currency,
                                        40.0 + 25.0 * number, 1);
    security.country = countries[number];
    market_.push_back({std::move(security), exchanges[number]});
  }
  priced_ = today();
  dollars_ = {{now_ms_, 1.1}};
  portfolio_line_ = std::make_unique<Line>(*this, "portfolio");
  portfolio_ = std::make_unique<actors::Portfolio>(
      actors::PortfolioStore::open(folder_ / "portfolio.db").value(), agenda_.clock());
  restart_trading();
}

Town::~Town() = default;

actors::BrokerFills Town::fills_after(const std::string& cursor) {
  actors::BrokerFills out;
  adapter_->fills_since(cursor, [&](const auto& told) {
    if (const auto* done = std::get_if<actors::Done<actors::BrokerFills>>(&told)) {
      out = done->value;
    }
  });
  return out;
}

planner::Date Town::today() const {
  return std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(now_ms_)));
}

void Town::restart_trading() {
  ++restarts_;
  journal_.reset();  // else the log of the store is never emptied
  trading_.reset();
  trading_line_ = std::make_unique<Line>(*this, "trading");
  const planner::trading::PaperRules paper{0.002, 0.3, 7};
  auto adapter = std::make_unique<Counter>(
      *this, actors::PaperBroker::open(folder_ / "paper.db", agenda_.clock(), paper).value());
  adapter_ = adapter.get();
  auto exchanges =
      actors::load_exchanges(std::string(BALLAST_SOURCE_ROOT) + "/etc/exchanges.toml").value();
  actors::TradingRules rules{
      quick_planner(), {}, {}, actors::Exchanges(std::move(exchanges)), {}, {}};
  // Nothing but the rule of one at a time keeps two orders apart.
  rules.limits.min_minutes_between_trades = 0;
  rules.limits.keep_order_days = keep_days_;
  rules.delivery.poll_ms = 300'000;
  rules.lasts = true;
  rules.loop.look_every_ms = 12 * one_hour_ms;
  rules.loop.trouble_ms = 12 * one_hour_ms;
  rules.queue.again_ms = 8 * one_hour_ms;
  rules.watch_every = std::chrono::hours(24);
  trading_ =
      std::make_unique<actors::Trading>(actors::TradingStore::open(folder_ / "trading.db").value(),
                                        std::move(adapter), std::move(rules), agenda_.clock());
  journal_ = std::make_unique<actors::TradingStore>(
      actors::TradingStore::open(folder_ / "trading.db", true).value());
  trading_->start(*trading_line_);
}

void Town::live_until(std::int64_t at_ms) {
  const std::chrono::milliseconds end(at_ms - began_ms_);
  while (agenda_.step(end)) {
    ++steps_;
    const bool soon = restart_in_ > 0 && --restart_in_ == 0;
    if (soon || below(1'000) == 0) restart_trading();
  }
}

void Town::at(std::int64_t at_ms, Agenda::Action action) {
  agenda_.later(std::chrono::milliseconds(std::max<std::int64_t>(at_ms - now_ms_, 0)),
                std::move(action));
}

void Town::set_down(const std::string& role, bool down) {
  if (down) {
    down_.insert(role);
  } else {
    down_.erase(role);
  }
}

std::string Town::request(const std::string& role, const messages::Payload& payload, std::string id,
                          std::chrono::milliseconds deadline, broker::ReplyHandler hear) {
  if (id.empty()) id = fmt::format("message-{}", ++messages_);
  waiting_[id] = std::move(hear);
  const bool lost = below(40) == 0;  // the command, all the while, or each answer to it
  const bool late = below(40) == 0;
  if (!is_down(role) && !lost) {
    Envelope envelope;
    envelope.header.type = payload.type;
    envelope.header.id = late ? id + " unheard" : id;
    envelope.body = payload.bytes;
    agenda_.later(way, [this, role, envelope] { serve(role, envelope); });
    if (!late) return id;
  }
  agenda_.later(deadline, [this, id, role] { answer(id, tl::unexpected(silence(role))); });
  return id;
}

void Town::answer(const std::string& id, const Result<messages::Payload>& answer) {
  const auto at = waiting_.find(id);
  if (at == waiting_.end()) return;
  const auto hear = std::move(at->second);
  waiting_.erase(at);
  if (!answer) return agenda_.later(way, [hear, answer] { hear(tl::unexpected(answer.error())); });
  Envelope envelope;
  envelope.header.type = answer->type;
  envelope.body = answer->bytes;
  agenda_.later(way, [hear, envelope] { hear(envelope); });
}

void Town::publish(const std::string& topic) {
  Envelope event;
  event.header.type = topic;
  agenda_.later(way, [this, event] { trading_->observe(event, *trading_line_); });
}

void Town::ask(const std::string& role, const messages::Payload& wish,
               std::function<void(const Result<Envelope>&)> hear) {
  request(role, wish, "", std::chrono::seconds(15), [hear = std::move(hear)](const auto& reply) {
    if (hear) hear(reply);
  });
}

void Town::serve(const std::string& role, const Envelope& envelope) {
  // While an order is checked and booked there is most to lose.
  const std::string& type = envelope.header.type;
  const bool delicate = type == messages::GetListings::type || type == messages::ApplyFill::type;
  if (delicate && restart_in_ == 0 && below(6) == 0) restart_in_ = below(8) + 1;
  if (role == "portfolio") {
    Envelope heard = envelope;
    const auto lie = tamper_ ? tamper_(heard) : std::nullopt;
    if (lie) return answer(envelope.header.id, *lie);
    return portfolio_->receive(heard, *portfolio_line_);
  }
  if (role == "trading") return trading_->receive(envelope, *trading_line_);
  if (role == "universe") return serve_universe(envelope);
  serve_coordinator(envelope);
}

}  // namespace ballast::money
