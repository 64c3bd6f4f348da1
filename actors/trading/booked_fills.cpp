#include "actors/trading/booked_fills.hpp"

#include <algorithm>
#include <cmath>

namespace ballast::actors {
namespace {

using messages::ApplyFill;
using planner::Failure;
using planner::FailureKind;
using planner::Money;
using planner::ledger::Quantity;

planner::Result<double> fee_in_base(const ApplyFill& like, const BrokerFill& fill) {
  if (fill.fee.money == Money{}) return 0.0;
  if (fill.fee.currency == like.base_currency) return fill.fee.money.units();
  if (fill.fee.currency == like.currency) return fill.fee.money.units() / like.rate;
  return tl::unexpected(Failure{FailureKind::invalid, "a fee in " + fill.fee.currency, "",
                                like.currency + " or " + like.base_currency});
}

}  // namespace

planner::Result<ApplyFill> booked_fill(const JournalledOrder& order, const BrokerFill& fill) {
  ApplyFill out = order.fill;
  if (fill.side != out.side || fill.currency != out.currency) {
    return tl::unexpected(Failure{FailureKind::invalid,
                                  "the fill is of the other side or in another currency", "",
                                  out.currency});
  }
  if (fill.price.count() <= 0 || fill.fee.money < Money{}) {
    return tl::unexpected(
        Failure{FailureKind::invalid, "the fill has no price or a negative fee", "", "above 0"});
  }
  const auto fee = fee_in_base(out, fill);
  if (!fee) return tl::unexpected(fee.error());
  out.fill_id = fill.fill_id;
  out.order_id = order.report.order_id;
  out.quantity = fill.quantity.units();
  out.price = fill.price.units();
  out.fee = *fee;
  out.executed = fill.day;
  out.priced_at = fill.priced_at;
  return out;
}

void report_fills(JournalledOrder& order, const std::vector<ApplyFill>& fills) {
  double shares = 0.0;
  double native = 0.0;
  double fees = 0.0;
  for (const ApplyFill& fill : fills) {
    shares += fill.quantity;
    native += fill.quantity * fill.price;
    fees += fill.fee;
    order.fill.executed = fill.executed;
  }
  const double value = native / order.fill.rate;
  order.report.price = native / shares;
  if (std::isfinite(value) && value < Money::max_units) {
    order.report.value = Money::from_units(value);
  }
  if (fees < Money::max_units) order.report.fee = Money::from_units(fees);
}

Quantity shares_of(const std::vector<ApplyFill>& fills) {
  Quantity sum;
  for (const ApplyFill& fill : fills) {
    sum += Quantity::nearest(fill.quantity).value_or(Quantity{});
  }
  return sum;
}

}  // namespace ballast::actors
