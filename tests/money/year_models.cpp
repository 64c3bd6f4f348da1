// The played actors of the town: a market whose prices wander, and a coordinator whose plans are
// made by chance from what the others tell.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "actors/coordinator/inputs.hpp"
#include "messages/codec.hpp"
#include "messages/entries.hpp"
#include "messages/listings.hpp"
#include "messages/rates.hpp"
#include "tests/money/year_town.hpp"

namespace ballast::money {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Side;

planner::Settings planner_settings() {
  return {};
}

}  // namespace

messages::UniverseSnapshot Town::universe() const {
  messages::UniverseSnapshot out;
  out.base_currency = "EUR";
  for (const Listed& listed : market_) {
    out.securities.push_back(listed.security);
    out.securities.back().quote->date = priced_;
  }
  out.newest_price = priced_;
  out.rates = {{"USD", dollars_.rbegin()->second, priced_}};
  return out;
}

void Town::move_rates() {
  const double step = (static_cast<double>(below(2001)) - 1000.0) / 1000.0 * 0.01;
  dollars_[now_ms_] = std::round(dollars_.rbegin()->second * (1.0 + step) * 10'000.0) / 10'000.0;
  publish("universe.updated");
}

planner::ledger::Rate Town::rate_at(std::int64_t at_ms) const {
  const auto after = dollars_.upper_bound(at_ms);
  const auto of_then = after == dollars_.begin() ? after : std::prev(after);
  return *planner::ledger::Rate::nearest(of_then->second);
}

void Town::move_prices() {
  for (Listed& listed : market_) {
    double& price = listed.security.quote->price;
    const double step = (static_cast<double>(below(2001)) - 998.0) / 1000.0 * 0.012;
    price = std::round(price * (1.0 + step) * 100.0) / 100.0;
  }
  priced_ = today();
  publish("universe.updated");
}

void Town::split(std::size_t which) {
  double& price = market_.at(which).security.quote->price;
  price = std::round(price * 50.0) / 100.0;
}

void Town::serve_universe(const Envelope& envelope) {
  const std::string& id = envelope.header.id;
  const std::string& type = envelope.header.type;
  if (type == messages::GetUniverse::type) return answer(id, messages::pack(universe()));
  if (type == messages::GetListings::type) {
    messages::Listings out;
    for (const Listed& one : market_) {
      const auto& security = one.security;
      out.listings.push_back({security.id, security.symbol, one.exchange, 1e6});
    }
    return answer(id, messages::pack(out));
  }
  if (type == messages::ResolveSymbols::type) {
    const auto wish = messages::unpack<messages::ResolveSymbols>(envelope);
    messages::SymbolsResolved out;
    for (const std::string& symbol : wish->symbols) {
      for (const Listed& one : market_) {
        if (one.security.symbol == symbol) out.securities.push_back(one.security);
      }
    }
    return answer(id, messages::pack(out));
  }
  const auto asked = messages::unpack<messages::GetRates>(envelope);
  messages::RatesTold rates;
  rates.base_currency = "EUR";
  for (std::size_t at = 0; at < asked->currencies.size(); ++at) {
    const planner::Date day{std::chrono::days{asked->days[at]}};
    rates.rates.push_back({asked->currencies[at], dollars_.rbegin()->second, day, day, "the town"});
  }
  answer(id, messages::pack(rates));
}

void Town::gather(const Envelope& envelope, std::function<void(const planner::PlanInputs&)> use) {
  const auto give_up = [this, id = envelope.header.id](const Failure& failure) {
    answer(id, tl::unexpected(failure));
  };
  ask("portfolio", messages::pack(messages::GetPortfolio{}),
      [this, give_up, use = std::move(use)](const Result<Envelope>& books) {
        if (!books) return give_up(books.error());
        const auto portfolio = messages::unpack<messages::PortfolioSnapshot>(*books).value();
        ask("trading", messages::pack(messages::GetTradeHistory{}),
            [this, give_up, use, portfolio](const Result<Envelope>& trades) {
              if (!trades) return give_up(trades.error());
              const auto history = messages::unpack<messages::TradeHistoryReport>(*trades).value();
              use(actors::assemble_inputs({portfolio, universe(), history}, {}, {}, today())
                      .value());
            });
      });
}

void Town::serve_coordinator(const Envelope& envelope) {
  const std::string& id = envelope.header.id;
  const std::string& type = envelope.header.type;
  if (type == messages::GetPlanningState::type) {
    return gather(envelope, [this, envelope](const auto& inputs) { tell_state(envelope, inputs); });
  }
  if (type == messages::CreatePlan::type) {
    return gather(envelope,
                  [this, envelope](const auto& inputs) { create_plan(envelope, inputs); });
  }
  const auto wish = messages::unpack<messages::GetPlan>(envelope);
  const auto plan = plans_.find(wish->plan_id);
  if (plan == plans_.end()) {
    return answer(id, tl::unexpected(Failure{FailureKind::missing, "no such plan", "", ""}));
  }
  messages::PlanReport report = plan->second.report;
  if (++plan->second.asked == 1) {
    report.state = messages::PlanState::running;
    report.decision.reset();
  }
  answer(id, messages::pack(report));
}

void Town::tell_state(const Envelope& envelope, const planner::PlanInputs& inputs) {
  const auto wish = messages::unpack<messages::GetPlanningState>(envelope);
  messages::PlanningState out{actors::planning_state_hash(planner_settings(), inputs), ""};
  const auto plan = plans_.find(wish->plan_id);
  if (plan != plans_.end()) {
    out.of_plan = actors::planning_state_hash(planner_settings(), plan->second.inputs);
  }
  answer(envelope.header.id, messages::pack(out));
}

void Town::create_plan(const Envelope& envelope, const planner::PlanInputs& inputs) {
  const auto wish = messages::unpack<messages::CreatePlan>(envelope);
  if (!plans_.contains(wish->plan_id)) {
    plans_[wish->plan_id] = {planned(wish->plan_id, inputs), inputs, 0};
  }
  answer(envelope.header.id, messages::pack(messages::PlanAccepted{wish->plan_id}));
}

messages::PlanReport Town::planned(const std::string& id, const planner::PlanInputs& inputs) {
  messages::PlanReport out;
  out.plan_id = id;
  out.state = below(20) == 0 ? messages::PlanState::failed : messages::PlanState::completed;
  planner::Decision decision;
  const auto add = [&](Side side, const planner::Security& security, double shares) {
    if (shares < 1.0) return;
    const double per_base = security.currency == "EUR" ? 1.0 : dollars_.rbegin()->second;
    planner::Step step;
    step.side = side;
    step.symbol = security.symbol;
    step.quantity = shares;
    step.price = security.quote->price;
    step.currency = security.currency;
    step.value = planner::Money::from_units(shares * step.price / per_base);
    step.fee = planner::Money::from_units(2.0 + shares * step.price / per_base * 0.002);
    decision.steps.push_back(std::move(step));
  };
  double cash = 0.0;
  for (const auto& balance : inputs.cash) cash += balance.amount;
  if (!inputs.positions.empty() && below(3) == 0) {
    const auto& held = inputs.positions[below(inputs.positions.size())];
    add(Side::sell, market_.at(static_cast<std::size_t>(held.security.value - 1)).security,
        std::floor(held.quantity * 0.3));
  }
  for (std::uint64_t count = below(3); count > 0; --count) {
    const auto& security = market_[below(market_.size())].security;
    add(Side::buy, security, std::floor(std::min(cash * 0.3, 3'000.0) / security.quote->price));
  }
  decision.after.total = planner::Score::nearest(static_cast<double>(below(40)) / 4'000.0);
  out.decision = std::move(decision);
  return out;
}

template <class Wish, class Reply>
Result<Reply> Town::ask_portfolio(const Wish& wish) {
  Result<Reply> out = tl::unexpected(Failure{FailureKind::unavailable, "no answer", "", ""});
  Envelope command;
  const auto payload = messages::pack(wish);
  command.header.type = payload.type;
  command.header.id = fmt::format("look-{}", ++messages_);
  command.body = payload.bytes;
  const auto id = command.header.id;
  waiting_[id] = [&](const Result<Envelope>& reply) {
    if (reply) out = messages::unpack<Reply>(*reply);
  };
  serve("portfolio", command);
  // The answer is under way for a few milliseconds.
  live_until(now_ms_ + 5);
  waiting_.erase(id);
  return out;
}

Result<messages::PortfolioSnapshot> Town::books() {
  return ask_portfolio<messages::GetPortfolio, messages::PortfolioSnapshot>({});
}

Result<messages::BooksReport> Town::ledger() {
  return ask_portfolio<messages::GetBooks, messages::BooksReport>({std::nullopt, 0});
}

}  // namespace ballast::money
