#include "planner/ledger/valuation.hpp"

namespace ballast::planner::ledger {

Market::Market(std::string base_currency, const std::vector<Security>& securities,
               const std::vector<ExchangeRate>& rates)
    : base_currency_(std::move(base_currency)) {
  for (const Security& security : securities) {
    if (!security.quote) continue;
    const auto price = Price::nearest(security.quote->price);
    if (price && *price > Price{}) prices_.emplace(security.id, *price);
  }
  for (const ExchangeRate& rate : rates) {
    const auto per_base = Rate::nearest(rate.per_base);
    if (per_base && *per_base > Rate{}) rates_.emplace(rate.currency, *per_base);
  }
  rates_.insert_or_assign(base_currency_, Rate::whole(1));
}

std::optional<Price> Market::price(SecurityId security) const {
  const auto at = prices_.find(security);
  if (at == prices_.end()) return std::nullopt;
  return at->second;
}

std::optional<Money> Market::in_base(Money amount, const std::string& currency) const {
  const auto at = rates_.find(currency);
  if (at == rates_.end()) return std::nullopt;
  return to_base(amount, at->second);
}

Worth worth_of(const Market& market, SecurityId security, Quantity quantity,
               const std::string& currency, std::optional<Money> cost) {
  Worth out;
  const auto price = market.price(security);
  if (!price) return out;
  out.value = value_of(quantity, *price);
  if (!out.value) return out;
  if (cost) out.gain = *out.value - *cost;
  out.base_value = market.in_base(*out.value, currency);
  return out;
}

}  // namespace ballast::planner::ledger
