// What trading asks before it decides: the market, the books, the broker's open orders; and what it
// decides from them.
#include <algorithm>

#include <fmt/format.h>

#include "actors/trading/kept_queue.hpp"
#include "actors/trading/trading.hpp"
#include "actors/trading/wall_time.hpp"
#include "messages/codec.hpp"

namespace ballast::actors {
namespace {

using messages::Envelope;
using messages::OrderState;
using planner::Date;
using planner::Money;
using planner::Result;
using planner::trading::OpenOrder;

constexpr std::chrono::milliseconds snapshot_deadline{15'000};
/// A quote that is older is asked for anew before an order is checked.
constexpr std::uint64_t quote_kept_ms = 5'000;
constexpr std::int64_t week_ms = 7 * std::int64_t{86'400'000};

bool is_chosen(const messages::ExecutePlan& request, std::uint32_t step) {
  return request.all ||
         std::find(request.steps.begin(), request.steps.end(), step) != request.steps.end();
}

std::vector<OpenOrder> open_orders_of(const std::vector<BrokerOrderNews>& told) {
  std::vector<OpenOrder> out;
  out.reserve(told.size());
  for (const BrokerOrderNews& news : told) {
    out.push_back({news.symbol, news.side, news.quantity - news.filled, "", Money{}});
  }
  return out;
}

OpenOrder open_order_of(const JournalledOrder& order) {
  const auto life = order.life();
  const auto price = planner::ledger::Price::nearest(order.fill.price);
  const auto value = price ? planner::ledger::value_of(life.open(), *price) : std::nullopt;
  return {order.report.symbol, order.report.side, life.open(), order.fill.currency,
          value.value_or(Money{})};
}

}  // namespace

void Trading::gather(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet) {
  const std::string correlation = execution->request.plan_id;
  const auto take = [this, execution, &outlet](auto& place, const Result<Envelope>& reply) {
    if (execution->over) return;
    using Body = typename std::remove_reference_t<decltype(place)>::value_type;
    if (!reply) return give_up(execution, reply.error(), outlet);
    auto body = messages::unpack<Body>(*reply);
    if (!body) return give_up(execution, body.error(), outlet);
    place = std::move(*body);
    decide(execution, outlet);
  };
  std::optional<Date> as_of;
  if (rules_.planning_date.kind == PlanningDate::Kind::fixed) as_of = rules_.planning_date.day;
  messages::GetListings listings{{}, as_of, {}};
  if (!trades_in_past()) listings.quotes_within_ms = quote_kept_ms;
  for (const messages::TradeOrder& order : execution->request.orders) {
    listings.symbols.push_back(order.symbol);
  }
  ask_open_orders(execution, outlet);
  outlet.request("universe", messages::pack(messages::GetUniverse{as_of, {}}), correlation,
                 snapshot_deadline,
                 [=](const Result<Envelope>& reply) { take(execution->universe, reply); });
  outlet.request("universe", messages::pack(listings), correlation, snapshot_deadline,
                 [=](const Result<Envelope>& reply) { take(execution->listings, reply); });
  outlet.request("portfolio", messages::pack(messages::GetPortfolio{}), correlation,
                 snapshot_deadline,
                 [=](const Result<Envelope>& reply) { take(execution->portfolio, reply); });
}

void Trading::ask_open_orders(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet) {
  using Told = std::vector<BrokerOrderNews>;
  adapter_->open_orders([this, execution, &outlet](const BrokerAnswer<Told>& answer) {
    if (execution->over) return;
    execution->broker_answered = true;
    if (const auto* done = std::get_if<Done<Told>>(&answer)) {
      execution->broker_open = open_orders_of(done->value);
    }
    decide(execution, outlet);
  });
}

Result<DeskView> Trading::view_of(Execution& execution) {
  DeskView out;
  out.now_ms = wall_ms(clock_);
  const std::string& plan_id = execution.request.plan_id;
  const auto executed = store_.executed_steps(plan_id);
  auto traded = store_.history();
  auto week = store_.sent_since(out.now_ms - week_ms);
  auto open = store_.open_orders();
  const auto unanswered = store_.unanswered_shares(adapter_->name());
  if (!unanswered) return tl::unexpected(unanswered.error());
  if (!executed) return tl::unexpected(executed.error());
  if (!traded) return tl::unexpected(traded.error());
  if (!week) return tl::unexpected(week.error());
  if (!open) return tl::unexpected(open.error());
  const auto compared = store_.compared_ms();
  if (!compared) return tl::unexpected(compared.error());
  for (const JournalledOrder& order : *open) {
    // An order does not stand in its own way.
    if (order.report.order_id == execution.asked_again) continue;
    out.own_open.push_back(open_order_of(order));
    if (!is_open(order.report.state)) out.unsettled = order.report.order_id;
  }
  out.executed = {executed->begin(), executed->end()};
  if (!execution.asked_again.empty()) {
    out.executed.erase(execution.orders[execution.next].report.step);
  }
  out.traded = std::move(*traded);
  out.week = std::move(*week);
  out.broker_open = execution.broker_open;
  out.universe = std::move(*execution.universe);
  out.portfolio = std::move(*execution.portfolio);
  out.listings = std::move(*execution.listings);
  out.plan = execution.request.orders;
  out.settings = rules_.limits;
  out.planner = rules_.planner;
  if (compared->has_value()) out.books_age_ms = std::max<std::int64_t>(out.now_ms - **compared, 0);
  // What was compared before this process began says nothing of what happened since.
  if (!reconciler_.has_compared()) out.books_age_ms.reset();
  if (!adapter_->keeps_account()) out.books_age_ms = 0;
  out.differs = [this](const std::string& symbol) { return reconciler_.differs(symbol); };
  for (const BrokerCashRow& row : *unanswered) out.unanswered.emplace(row.symbol, row.text);
  out.past = trades_in_past();
  out.today = day_traded(out.universe);
  out.emergency = execution.wish.emergency;
  if (!execution.asked_again.empty()) {
    out.emergency = execution.orders[execution.next].report.emergency;
  }
  out.session = [this, now = out.now_ms](const std::string& exchange) {
    std::optional<planner::trading::SessionFact> fact;
    if (const auto told = rules_.exchanges.session(exchange, now)) {
      fact = {told->mic, told->session.open, told->session.opens_ms, told->session.ends_ms};
    }
    return fact;
  };
  return out;
}

void Trading::decide(const std::shared_ptr<Execution>& execution, broker::Outlet& outlet) {
  if (!execution->universe || !execution->portfolio || !execution->listings ||
      !execution->broker_answered) {
    return;
  }
  auto view = view_of(*execution);
  if (!view) return give_up(execution, view.error(), outlet);
  TradingDesk desk(std::move(*view));
  auto risk = risk_of(desk, outlet);
  if (!risk) return give_up(execution, risk.error(), outlet);
  desk.set_risk(std::move(*risk));
  if (!execution->asked_again.empty()) return decide_again(execution, desk, outlet);
  if (auto checked = check_steps(*execution, desk); !checked) {
    return give_up(execution, checked.error(), outlet);
  }
  execution->decided = true;
  if (execution->request.dry_run) return finish(execution, outlet);
  if (auto kept = store_.journal(to_be_kept(*execution), execution->request); !kept) {
    return give_up(execution, kept.error(), outlet);
  }
  carry_next(execution, outlet);
}

std::vector<JournalledOrder> Trading::to_be_kept(const Execution& execution) {
  // What the loop and the queue try in vain is tried again, and is no order.
  std::vector<JournalledOrder> out = execution.orders;
  if (execution.placed) {
    std::erase_if(out, [](const auto& one) { return one.report.state == OrderState::blocked; });
  }
  return out;
}

Result<void> Trading::check_steps(Execution& execution, TradingDesk& desk) {
  const messages::ExecutePlan& request = execution.request;
  for (const messages::TradeOrder& order : request.orders) {
    if (!is_chosen(request, order.step)) continue;
    if (execution.placed) {
      const auto refused = store_.refusals(request.plan_id, order.step);
      if (!refused) return tl::unexpected(refused.error());
      if (*refused >= execution.wish.refusals_max) continue;
    }
    auto step = checked_step(execution, order, desk);
    if (!step) return tl::unexpected(step.error());
    const bool goes = step->report.state != OrderState::blocked;
    execution.orders.push_back(std::move(*step));
    if (goes && execution.wish.first_only) break;
  }
  return {};
}

Result<JournalledOrder> Trading::checked_step(const Execution& execution,
                                              const messages::TradeOrder& order,
                                              TradingDesk& desk) {
  const messages::ExecutePlan& request = execution.request;
  const auto attempts = store_.attempts(request.plan_id, order.step);
  if (!attempts) return tl::unexpected(attempts.error());
  JournalledOrder out;
  out.report = desk.check(order);
  out.report.plan_id = request.plan_id;
  out.report.order_id = fmt::format("{}/{}/{}", request.plan_id, order.step, *attempts + 1);
  out.report.updated_ms = wall_ms(clock_);
  out.command_id = execution.command_id;
  if (!request.dry_run && out.report.state == OrderState::checked) {
    out.report.state = OrderState::journalled;
  }
  if (!request.dry_run && request.queue) out.report.queued = may_wait(out.report);
  out.fill = desk.fill_of(out.report);
  return out;
}

}  // namespace ballast::actors
