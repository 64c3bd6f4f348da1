// What trading does without being asked, in a process that lasts: it watches losses, lets queued
// steps go when they may, and trades by itself where that is turned on.
#include <algorithm>
#include <utility>

#include "actors/trading/trading.hpp"
#include "actors/trading/wall_time.hpp"
#include "messages/codec.hpp"

namespace ballast::actors {
namespace {

using messages::Envelope;
using planner::Date;
using planner::Failure;
using planner::Result;

constexpr std::chrono::milliseconds watch_deadline{15'000};
constexpr std::int64_t one_day_ms = 86'400'000;
constexpr std::chrono::hours drop_daily{24};
constexpr std::chrono::minutes drop_soon{1};
constexpr std::size_t dropped_at_once = 200;

}  // namespace

std::vector<std::string> Trading::subscriptions() const {
  if (!rules_.lasts) return {};
  return {"portfolio.updated", "universe.updated"};
}

void Trading::observe(const Envelope& /*event*/, broker::Outlet& outlet) {
  loop_.expect_change();
  attend(outlet);
}

bool Trading::is_busy() const {
  return current_ || !waiting_.empty() || reconciler_.works();
}

void Trading::attend(broker::Outlet& outlet) {
  if (!rules_.lasts) return;
  queue_.attend(outlet);
  loop_.attend(outlet);
}

void Trading::place(messages::ExecutePlan plan, PlaceWish wish, Placed placed,
                    broker::Outlet& outlet) {
  auto execution = std::make_shared<Execution>();
  execution->command_id = wish.command_id;
  execution->request = std::move(plan);
  execution->wish = std::move(wish);
  execution->placed = std::move(placed);
  waiting_.push_back(std::move(execution));
  begin_next(outlet);
}

LoopSurroundings Trading::surroundings_of_loop() {
  return {
      [this](messages::ExecutePlan plan, PlaceWish wish, Placed placed, broker::Outlet& outlet) {
        place(std::move(plan), std::move(wish), std::move(placed), outlet);
      },
      [this] { return is_busy(); },
      [this](std::int64_t since_ms) -> Result<bool> {
        if (!adapter_->keeps_account()) return true;
        const auto compared = store_.compared_ms();
        if (!compared) return tl::unexpected(compared.error());
        return reconciler_.has_compared() && compared->value_or(-1) >= since_ms;
      },
      [this](broker::Outlet& outlet) { compare_books(outlet); }};
}

QueueSurroundings Trading::surroundings_of_queue() {
  return {
      [this](messages::ExecutePlan plan, PlaceWish wish, Placed placed, broker::Outlet& outlet) {
        place(std::move(plan), std::move(wish), std::move(placed), outlet);
      },
      [this] { return is_busy(); }};
}

void Trading::set_auto(const Envelope& command, broker::Outlet& outlet) {
  const auto wish = messages::unpack<messages::SetAuto>(command);
  if (!wish) return outlet.refuse(command, wish.error());
  if (auto turned = loop_.turn(wish->on); !turned) return outlet.refuse(command, turned.error());
  attend(outlet);
  answer_auto(command, outlet);
}

void Trading::answer_auto(const Envelope& command, broker::Outlet& outlet) {
  auto told = loop_.status();
  if (!told) return outlet.refuse(command, told.error());
  told->attended = rules_.lasts;
  outlet.reply(command, messages::pack(*told));
}

Result<std::vector<messages::QueuedLine>> Trading::queued_lines() {
  const auto queue = store_.queue();
  if (!queue) return tl::unexpected(queue.error());
  std::vector<messages::QueuedLine> out;
  for (const WaitingStep& step : *queue) {
    messages::QueuedLine line{
        step.timing.number,   step.plan_id,          step.step, {}, "", 0.0, step.timing.queued_ms,
        step.timing.tried_ms, step.timing.may_go_ms, step.text};
    const auto plan = store_.asked_plan(step.plan_id);
    if (!plan) return tl::unexpected(plan.error());
    if (*plan && step.step >= 1 && step.step <= (*plan)->orders.size()) {
      const messages::TradeOrder& order = (*plan)->orders[step.step - 1];
      line.side = order.side;
      line.symbol = order.symbol;
      line.quantity = order.quantity;
    }
    out.push_back(std::move(line));
  }
  return out;
}

void Trading::tell_trouble(std::string& before, const std::string& now, broker::Outlet& outlet) {
  if (!now.empty() && now != before) outlet.note({broker::Notice::Level::warning, "", now});
  before = now;
}

bool Trading::trades_in_past() const {
  return rules_.planning_date.kind != PlanningDate::Kind::today && !adapter_->keeps_account();
}

Date Trading::day_traded(const messages::UniverseSnapshot& universe) const {
  const Date today = std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(wall_ms(clock_))));
  return trades_in_past() ? universe.newest_price.value_or(today) : today;
}

void Trading::watch(broker::Outlet& outlet) {
  outlet.after(rules_.watch_every, [this, &outlet] { watch(outlet); });
  if (watching_) return;
  watching_ = true;
  std::optional<Date> as_of;
  if (rules_.planning_date.kind == PlanningDate::Kind::fixed) as_of = rules_.planning_date.day;
  outlet.request("universe", messages::pack(messages::GetUniverse{as_of, {}}), "", watch_deadline,
                 [this, &outlet](const Result<Envelope>& reply) { hear_universe(reply, outlet); });
}

void Trading::drop_old(broker::Outlet& outlet) {
  const std::int64_t before = wall_ms(clock_) - rules_.limits.keep_order_days * one_day_ms;
  const auto tell = [&outlet](const Failure& failure) {
    outlet.note(
        {broker::Notice::Level::warning, "", "old orders were not dropped: " + describe(failure)});
  };
  const auto dropped = store_.drop_before(before, dropped_at_once);
  if (!dropped) tell(dropped.error());
  // The broker is asked about orders that are not over yet, however old they are.
  const auto open = store_.open_orders();
  if (open && open->empty()) {
    if (const auto done = adapter_->forget_before(before); !done) tell(done.error());
  }
  const bool more = dropped && *dropped == dropped_at_once;
  outlet.after(more ? drop_soon : drop_daily, [this, &outlet] { drop_old(outlet); });
}

void Trading::hear_universe(const Result<Envelope>& reply, broker::Outlet& outlet) {
  auto universe = reply ? messages::unpack<messages::UniverseSnapshot>(*reply)
                        : Result<messages::UniverseSnapshot>(tl::unexpected(reply.error()));
  if (!universe) {
    watching_ = false;
    return tell_trouble(trouble_of_watch_,
                        "losses cannot be watched: " + describe(universe.error()), outlet);
  }
  watched_ = std::move(*universe);
  outlet.request("portfolio", messages::pack(messages::GetPortfolio{}), "", watch_deadline,
                 [this, &outlet](const Result<Envelope>& told) { hear_books(told, outlet); });
}

void Trading::hear_books(const Result<Envelope>& reply, broker::Outlet& outlet) {
  watching_ = false;
  DeskView view;
  view.universe = *std::exchange(watched_, std::nullopt);
  view.now_ms = wall_ms(clock_);
  view.today = day_traded(view.universe);
  view.settings = rules_.limits;
  view.planner = rules_.planner;
  auto books = reply ? messages::unpack<messages::PortfolioSnapshot>(*reply)
                     : Result<messages::PortfolioSnapshot>(tl::unexpected(reply.error()));
  Result<planner::trading::RiskFacts> risk = tl::unexpected(planner::Failure{});
  if (books) {
    view.portfolio = std::move(*books);
    const TradingDesk desk(std::move(view));
    risk = risk_of(desk, outlet);
    if (risk && !risk->emergency.empty()) mend_emergency(desk, outlet);
  } else {
    risk = tl::unexpected(books.error());
  }
  tell_trouble(trouble_of_watch_, risk ? "" : "losses cannot be watched: " + describe(risk.error()),
               outlet);
}

}  // namespace ballast::actors
