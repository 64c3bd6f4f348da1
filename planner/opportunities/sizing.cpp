#include "planner/opportunities/sizing.hpp"

#include <algorithm>
#include <cmath>

namespace ballast::planner {

BuySize size_buy(double target_value, double price, int min_lot, double rate) {
  if (target_value <= 0.0) return {};
  const double lot = std::max(1, min_lot);
  const double units_per_base = rate > 0.0 ? rate : 1.0;
  const double lot_native = lot * price;
  BuySize size;
  size.lots = 1.0;
  if (lot_native / units_per_base <= target_value) {
    size.lots = std::max(1.0, std::trunc(target_value * units_per_base / lot_native));
  }
  size.quantity = size.lots * lot;
  size.value_native = size.quantity * price;
  size.value = size.value_native / units_per_base;
  return size;
}

double lots_within(double value, double price, int min_lot, double rate) {
  return floor_to_lot(std::trunc(value * rate / price), min_lot);
}

double size_sale(double wanted, double held, int min_lot) {
  const double lot = std::max(1, min_lot);
  const double quantity = floor_to_lot(std::min(std::trunc(wanted), held), min_lot);
  const double rest = held - quantity;
  if (rest <= 0.0 || rest >= lot) return quantity;
  return floor_to_lot(std::max(0.0, held - lot), min_lot);
}

double floor_to_lot(double quantity, int min_lot) {
  const double lot = std::max(1, min_lot);
  return std::floor(quantity / lot) * lot;
}

double trade_value(double quantity, double price, double rate) {
  return quantity * price / rate;
}

double base_trade_value(double fee_fixed, double fee_percent) {
  const double room = highest_fee_ratio - fee_percent;
  return room > 0.0 ? fee_fixed / room : fallback_base_trade;
}

bool worthwhile(double value, double fee_fixed, double fee_percent) {
  const double size = std::fabs(value);
  return size >= worthwhile_fee_multiple * (fee_fixed + size * fee_percent);
}

}  // namespace ballast::planner
