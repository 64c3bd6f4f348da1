#include "planner/trading/emergency.hpp"

#include <algorithm>

#include "planner/trading/checks.hpp"
#include "planner/trading/wording.hpp"

namespace ballast::planner::trading {
namespace {

using ledger::Quantity;
using ledger::Rate;

constexpr int conversions_max = 20;
/// A tenth more than what is needed is raised: prices move until a sale is done.
constexpr std::int64_t margin_part = 10;

std::optional<Rate> known_rate(const EmergencyFacts& facts, const std::string& currency) {
  if (currency == facts.base_currency) return Rate::whole(1);
  const auto at = facts.rates.find(currency);
  if (at == facts.rates.end() || at->second <= Rate{}) return std::nullopt;
  return at->second;
}

/// What of a balance is beyond, or below 0 short of, what it is to be.
Money beyond(const EmergencyFacts& facts, Money balance) {
  return balance - facts.keep;
}

bool is_lacking(const EmergencyFacts& facts, const std::string& currency, Money balance) {
  // A currency of which there is nothing is not used: it is bought when it is needed.
  const bool used = balance != Money{} || currency == facts.base_currency;
  return used && (balance < Money{} || beyond(facts, balance) < Money{});
}

/// A currency by what it has too much or too little of, in the base currency.
struct Ranked {
  std::string currency;
  Rate rate;
  Money worth;
};

/// The one that lacks most, or the one that has most to give.
std::optional<Ranked> extreme(const EmergencyFacts& facts, const std::map<std::string, Money>& cash,
                              bool lacking) {
  std::optional<Ranked> out;
  for (const auto& [currency, balance] : cash) {
    const auto rate = known_rate(facts, currency);
    const Money size = lacking ? -beyond(facts, balance) : beyond(facts, balance);
    if (!rate || size <= Money{} || (lacking && !is_lacking(facts, currency, balance))) continue;
    const auto worth = ledger::to_base(size, *rate);
    if (worth && *worth > Money{} && (!out || *worth > out->worth)) {
      out = Ranked{currency, *rate, *worth};
    }
  }
  return out;
}

std::vector<Conversion> convert(const EmergencyFacts& facts, std::map<std::string, Money>& cash) {
  std::vector<Conversion> out;
  while (out.size() < static_cast<std::size_t>(conversions_max)) {
    const auto from = extreme(facts, cash, false);
    const auto to = extreme(facts, cash, true);
    if (!from || !to) break;
    const Money worth = std::min(from->worth, to->worth);
    const auto given = ledger::from_base(worth, from->rate);
    const auto received = ledger::from_base(worth, to->rate);
    if (!given || !received || *given <= Money{} || *received <= Money{}) break;
    cash[from->currency] -= *given;
    cash[to->currency] += *received;
    out.push_back({{from->currency, *given}, {to->currency, *received}});
  }
  return out;
}

/// What is still below zero, in the base currency.
Money still_needed(const EmergencyFacts& facts, const std::map<std::string, Money>& cash) {
  Money out;
  for (const auto& [currency, balance] : cash) {
    const auto rate = known_rate(facts, currency);
    if (balance >= Money{} || !rate) continue;
    out += ledger::to_base(-balance, *rate).value_or(Money{});
  }
  return out;
}

struct Valued {
  const SellableHolding* holding;
  Rate rate;
  Money worth;  // base currency
};

/// What may be sold, the largest first. Without exchanging, only what is paid in a currency that is
/// below zero helps.
std::vector<Valued> largest_first(const EmergencyFacts& facts) {
  std::vector<Valued> out;
  for (const SellableHolding& one : facts.holdings) {
    const auto rate = known_rate(facts, one.currency);
    const auto value = ledger::value_of(one.quantity, one.price);
    if (!one.allow_sell || one.lot < 1 || !rate || !value) continue;
    const auto balance = facts.cash.find(one.currency);
    const bool paid_where_it_lacks = balance != facts.cash.end() && balance->second < Money{};
    if (!facts.exchanges && !paid_where_it_lacks) continue;
    const auto worth = ledger::to_base(*value, *rate);
    if (worth && *worth > Money{}) out.push_back({&one, *rate, *worth});
  }
  std::sort(out.begin(), out.end(), [](const Valued& a, const Valued& b) {
    return a.worth != b.worth ? a.worth > b.worth : a.holding->symbol < b.holding->symbol;
  });
  return out;
}

/// What a sale brings after its fee.
Money proceeds_of(const EmergencyFacts& facts, Money worth) {
  return worth - part_of(worth, facts.fee_share) - facts.fee;
}

/// The fewest lots that bring `needed`, or all that may be sold.
std::optional<RescueSale> sale_of(const EmergencyFacts& facts, const Valued& one, Money needed) {
  const SellableHolding& held = *one.holding;
  const Quantity lot = Quantity::whole(held.lot);
  const auto worth_of = [&](Quantity shares) {
    const auto value = ledger::value_of(shares, held.price);
    return value ? ledger::to_base(*value, one.rate).value_or(Money{}) : Money{};
  };
  std::int64_t lots = held.quantity.count() / lot.count();
  const Money of_lot = worth_of(lot);
  if (lots < 1 || of_lot <= Money{}) return std::nullopt;
  if (facts.largest_sale > Money{}) {
    lots = std::min(lots, facts.largest_sale.micros() / of_lot.micros());
  }
  const Money net_of_lot = of_lot - part_of(of_lot, facts.fee_share);
  if (lots < 1 || net_of_lot <= Money{}) return std::nullopt;
  const std::int64_t gross = (needed + facts.fee).micros();
  lots = std::min(lots, (gross + net_of_lot.micros() - 1) / net_of_lot.micros());
  const Quantity shares = Quantity::of(lot.count() * lots);
  const Money proceeds = proceeds_of(facts, worth_of(shares));
  // One whose fee eats it mends nothing.
  if (proceeds <= Money{}) return std::nullopt;
  return RescueSale{held.symbol, held.currency, shares, held.price, proceeds};
}

void plan_sales(const EmergencyFacts& facts, Emergency& out) {
  Money rest = out.to_raise;
  for (const Valued& one : largest_first(facts)) {
    if (rest <= Money{}) break;
    const auto sale = sale_of(facts, one, rest);
    if (!sale) continue;
    rest -= sale->proceeds;
    out.sales.push_back(*sale);
  }
  out.not_covered = std::max(rest, Money{});
}

}  // namespace

bool Emergency::is_below_zero() const {
  return std::any_of(lacks.begin(), lacks.end(), [](const Lack& one) { return one.below_zero; });
}

Emergency assess_emergency(const EmergencyFacts& facts) {
  Emergency out;
  for (const auto& [currency, balance] : facts.cash) {
    if (!is_lacking(facts, currency, balance)) continue;
    const bool below_zero = balance < Money{};
    out.lacks.push_back({currency, balance, below_zero});
    if (below_zero && !known_rate(facts, currency)) out.unrated.push_back(currency);
  }
  auto cash = facts.cash;
  if (facts.exchanges) out.conversions = convert(facts, cash);
  const Money needed = still_needed(facts, cash);
  out.to_raise = needed + Money::from_micros((needed.micros() + margin_part - 1) / margin_part);
  if (out.to_raise > Money{}) plan_sales(facts, out);
  return out;
}

std::vector<RescueSale> alternative_sales(const EmergencyFacts& facts, const Emergency& emergency) {
  std::vector<RescueSale> out;
  if (emergency.to_raise <= Money{}) return out;
  for (const Valued& one : largest_first(facts)) {
    if (const auto sale = sale_of(facts, one, emergency.to_raise)) out.push_back(*sale);
  }
  return out;
}

std::string describe(const Emergency& emergency) {
  const bool below = emergency.is_below_zero();
  std::string out = below ? "cash is below zero:" : "cash is low:";
  bool first = true;
  for (const Lack& lack : emergency.lacks) {
    if (below && !lack.below_zero) continue;
    out += (first ? " " : ", ") + amount_text(lack.balance, lack.currency);
    first = false;
  }
  return out;
}

std::vector<std::string> advice_of(const Emergency& emergency, const std::string& base_currency) {
  std::vector<std::string> out;
  for (const Conversion& one : emergency.conversions) {
    out.push_back("exchange " + amount_text(one.give.money, one.give.currency) + " for " +
                  amount_text(one.receive.money, one.receive.currency));
  }
  for (const RescueSale& one : emergency.sales) {
    out.push_back("sell " + ledger::format(one.quantity) + " " + one.symbol + ", which brings " +
                  amount_text(one.proceeds, base_currency));
  }
  if (emergency.not_covered > Money{}) {
    out.push_back("pay in " + amount_text(emergency.not_covered, base_currency) +
                  ": nothing that may be sold brings it");
  }
  for (const std::string& currency : emergency.unrated) {
    out.push_back("find a rate of " + currency + ": without one its balance cannot be mended");
  }
  return out;
}

}  // namespace ballast::planner::trading
