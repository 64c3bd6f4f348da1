// Cash below zero: trading keeps that it is so, tells it, buys nothing meanwhile, and where it
// trades by itself sells until it is over.
#include <algorithm>

#include <fmt/format.h>

#include "actors/trading/trading.hpp"
#include "actors/trading/wall_time.hpp"
#include "messages/codec.hpp"
#include "planner/trading/checks.hpp"

namespace ballast::actors {
namespace {

using messages::CashEmergency;
using planner::Money;
using planner::Result;
using planner::trading::Emergency;
using planner::trading::EmergencyFacts;
using planner::trading::RescueSale;

/// Returns the step that sells; its fee is what the planner expects of such an order.
messages::TradeOrder step_of_sale(const RescueSale& sale, const EmergencyFacts& facts,
                                  std::uint32_t number) {
  const auto rate = facts.rates.find(sale.currency);
  const auto value = planner::ledger::value_of(sale.quantity, sale.price).value_or(Money{});
  const auto in_base =
      rate == facts.rates.end() ? value : planner::ledger::to_base(value, rate->second);
  const Money worth = in_base.value_or(Money{});
  return {number,
          planner::Side::sell,
          sale.symbol,
          sale.quantity.units(),
          sale.price.units(),
          sale.currency,
          worth,
          planner::trading::part_of(worth, facts.fee_share) + facts.fee};
}

std::string why_blocked(const messages::ExecutionReport& report) {
  for (const messages::OrderReport& order : report.orders) {
    for (const messages::OrderCheck& check : order.checks) {
      if (!check.passed) return order.symbol + ": " + check.text;
    }
  }
  return "there is nothing that may be sold";
}

bool any_went(const messages::ExecutionReport& report) {
  return std::any_of(report.orders.begin(), report.orders.end(), [](const auto& order) {
    return order.state != messages::OrderState::blocked;
  });
}

}  // namespace

EmergencyFacts Trading::emergency_facts(const TradingDesk& desk) const {
  EmergencyFacts out = desk.emergency_facts();
  // Only the books of paper trading exchange currencies by themselves.
  out.exchanges = !adapter_->keeps_account();
  const Money largest =
      planner::trading::part_of(desk.standing().value, rules_.limits.max_order_share);
  out.largest_sale = std::min(largest, Money::from_units(rules_.guard.max_order_value));
  return out;
}

Result<std::string> Trading::note_emergency(const TradingDesk& desk, broker::Outlet& outlet) {
  const EmergencyFacts facts = emergency_facts(desk);
  const Emergency found = planner::trading::assess_emergency(facts);
  const auto known = store_.emergency();
  if (!known) return tl::unexpected(known.error());
  const std::int64_t now = wall_ms(clock_);
  if (found.lacks.empty()) {
    if (*known) return end_emergency(**known, now, outlet);
    return std::string();
  }
  CashEmergency told{*known ? (*known)->since_ms : now, found.is_below_zero(),
                     planner::trading::describe(found),
                     planner::trading::advice_of(found, facts.base_currency)};
  if (*known != told) {
    if (auto kept = store_.keep_emergency(told); !kept) return tl::unexpected(kept.error());
  }
  if (!*known || (*known)->below_zero != told.below_zero) {
    const auto level =
        told.below_zero ? broker::Notice::Level::warning : broker::Notice::Level::info;
    outlet.note({level, "", told.text + "; `ballast orders` tells what would mend it"});
    outlet.publish("emergency.started", messages::pack(messages::EmergencyChanged{true, told}), "");
  }
  return told.below_zero ? told.text : std::string();
}

Result<std::string> Trading::end_emergency(const CashEmergency& emergency, std::int64_t now_ms,
                                           broker::Outlet& outlet) {
  if (auto ended = store_.end_emergency(now_ms); !ended) return tl::unexpected(ended.error());
  outlet.note({broker::Notice::Level::info, "", "it is over: " + emergency.text});
  outlet.publish("emergency.ended", messages::pack(messages::EmergencyChanged{false, emergency}),
                 "");
  return std::string();
}

void Trading::mend_emergency(const TradingDesk& desk, broker::Outlet& outlet) {
  if (is_busy() || mending_ || !adapter_->keeps_account()) return;
  const auto automatic = store_.automatic();
  const auto open = store_.open_orders();
  const auto known = store_.emergency();
  // What cannot be read is told by the watch that led here.
  if (!automatic || !open || !known) return;
  if (!automatic->on || !open->empty() || !*known || !(*known)->below_zero) return;
  const EmergencyFacts facts = emergency_facts(desk);
  const auto sales =
      planner::trading::alternative_sales(facts, planner::trading::assess_emergency(facts));
  messages::ExecutePlan plan;
  plan.plan_id = fmt::format("emergency-{:x}", wall_ms(clock_));
  plan.all = true;
  std::uint32_t number = 0;
  for (const RescueSale& sale : sales) plan.orders.push_back(step_of_sale(sale, facts, ++number));
  if (plan.orders.empty()) return hear_mended(messages::ExecutionReport{}, outlet);
  mending_ = true;
  PlaceWish wish{plan.plan_id, true, rules_.loop.refusals_max, true};
  place(
      std::move(plan), std::move(wish),
      [this, &outlet](const auto& report) { hear_mended(report, outlet); }, outlet);
}

void Trading::hear_mended(const Result<messages::ExecutionReport>& report, broker::Outlet& outlet) {
  mending_ = false;
  const std::string why = !report             ? describe(report.error())
                          : any_went(*report) ? std::string()
                                              : why_blocked(*report);
  tell_trouble(trouble_of_mending_,
               why.empty() ? "" : "cash is below zero, and nothing is sold for it: " + why, outlet);
}

}  // namespace ballast::actors
