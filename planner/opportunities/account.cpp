#include "planner/opportunities/account.hpp"

#include <algorithm>

#include "planner/metrics/market_regime.hpp"
#include "planner/opportunities/pending_orders.hpp"

namespace ballast::planner {
namespace {

Money cash_of(const PlanInputs& inputs, const std::vector<CashBalance>& balances,
              std::vector<std::string>& degraded) {
  Money cash;
  std::vector<std::string> unknown;
  for (const CashBalance& balance : balances) {
    if (const auto rate = rate_of(inputs, balance.currency)) {
      cash += Money::from_units(balance.amount / *rate);
    } else if (balance.amount != 0.0) {
      unknown.push_back(balance.currency);
    }
  }
  std::sort(unknown.begin(), unknown.end());
  unknown.erase(std::unique(unknown.begin(), unknown.end()), unknown.end());
  for (const std::string& currency : unknown) {
    degraded.push_back("There is no exchange rate for " + currency +
                       ", so cash in it is not counted.");
  }
  return cash;
}

HeldPosition value_position(const PlanInputs& inputs, std::uint32_t index,
                            const SharesAfter& shares, std::vector<std::string>& degraded) {
  const Security& security = inputs.securities[index];
  HeldPosition held{.security = index,
                    .quantity = shares.quantity,
                    .average_price = shares.average_price,
                    .first_bought = shares.first_bought};
  held.quoted = security.quote && security.quote->price > 0.0;
  held.price = held.quoted ? security.quote->price : held.average_price;
  held.rate = rate_of(inputs, security.currency).value_or(0.0);
  if (held.rate > 0.0) held.value = held.quantity * held.price / held.rate;
  if (held.rate <= 0.0) {
    degraded.push_back("There is no exchange rate for " + security.currency + ", so " +
                       security.symbol + " is not counted.");
  } else if (!held.quoted) {
    degraded.push_back(security.symbol + (held.price > 0.0
                                              ? " has no price and is valued at its average cost."
                                              : " has no price and no cost and is not counted."));
  }
  return held;
}

std::string list_of(const std::vector<std::string>& symbols) {
  std::string text;
  for (const std::string& symbol : symbols) text += (text.empty() ? "" : ", ") + symbol;
  return text;
}

/// The reserve of settings; with an eye on the market never less than its share of the portfolio.
Money reserve_of(const PlanInputs& inputs, const Settings& settings, double total_value,
                 std::vector<std::string>& degraded) {
  const Money least = Money::from_units(settings.min_cash_reserve);
  if (!settings.enable_market_regime) return least;
  const MarketReading market = read_market(inputs, settings);
  if (settings.market_indices.empty()) {
    degraded.emplace_back(
        "No market index is named in market_indices, so the market is taken to "
        "rest.");
  } else if (!market.missing.empty()) {
    degraded.push_back("There are no 200 days of prices of " + list_of(market.missing) +
                       (market.distance ? ", so the other market indices decide."
                                        : ", so the market is taken to rest."));
  }
  const double share = cash_share(market.regime, settings) * std::max(0.0, total_value);
  return std::max(least, Money::from_units(std::min(share, Money::max_units)));
}

Money spendable(Money cash, Money reserve) {
  if (cash < Money{}) return cash;
  return std::max(Money{}, cash - reserve);
}

}  // namespace

const HeldPosition* Account::find(std::uint32_t security) const {
  const auto at = std::lower_bound(
      positions.begin(), positions.end(), security,
      [](const HeldPosition& held, std::uint32_t wanted) { return held.security < wanted; });
  return at != positions.end() && at->security == security ? &*at : nullptr;
}

std::optional<double> rate_of(const PlanInputs& inputs, const std::string& currency) {
  if (currency == inputs.base_currency) return 1.0;
  const auto at = std::find_if(inputs.rates.begin(), inputs.rates.end(),
                               [&](const ExchangeRate& rate) { return rate.currency == currency; });
  if (at == inputs.rates.end() || !(at->per_base > 0.0)) return std::nullopt;
  return at->per_base;
}

std::optional<std::uint32_t> index_of_security(const PlanInputs& inputs, SecurityId id) {
  const auto at = std::lower_bound(
      inputs.securities.begin(), inputs.securities.end(), id,
      [](const Security& security, SecurityId wanted) { return security.id < wanted; });
  if (at == inputs.securities.end() || at->id != id) return std::nullopt;
  return static_cast<std::uint32_t>(at - inputs.securities.begin());
}

Account prepare_account(const PlanRequest& request, const PlanInputs& inputs) {
  Account account;
  const BooksAfter books = after_pending(inputs);
  double positions_value = 0.0;
  for (const auto& [index, held] : books.shares) {
    if (held.quantity <= 0.0) continue;
    account.positions.push_back(value_position(inputs, index, held, account.degraded));
    positions_value += account.positions.back().value;
  }
  account.cash = request.cash ? *request.cash : cash_of(inputs, books.cash, account.degraded);
  account.total_value = positions_value + account.cash.units();
  account.reserve = reserve_of(inputs, request.settings, account.total_value, account.degraded);
  account.available = spendable(account.cash, account.reserve);
  return account;
}

}  // namespace ballast::planner
