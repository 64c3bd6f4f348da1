#include "planner/ledger/apply_entry.hpp"

#include <algorithm>

#include "planner/model/currency.hpp"

namespace ballast::planner::ledger {
namespace {

tl::unexpected<Failure> conflict(const Entry& entry, std::string what, std::string allowed) {
  return tl::unexpected(
      Failure{FailureKind::conflict, std::move(what), "entry " + entry.id, std::move(allowed)});
}

/// What postings change, an account each.
std::vector<Posting> changes_of(const std::vector<Posting>& postings) {
  std::vector<Posting> out;
  for (const Posting& posting : postings) {
    const auto at = std::find_if(out.begin(), out.end(), [&](const Posting& other) {
      return other.account == posting.account && other.amount.currency == posting.amount.currency;
    });
    at == out.end() ? out.push_back(posting) : void(at->amount.money += posting.amount.money);
  }
  return out;
}

Result<void> check_change(const AccountState& state, const Entry& entry, const Posting& change) {
  const std::string& currency = change.amount.currency;
  const Money before = state.balance(change.account, currency);
  const Money after = before + change.amount.money;
  if (after > balance_max || -after > balance_max) {
    return conflict(entry, "a sum would be too large to count", "up to 4e12 in each account");
  }
  if (change.account != BookAccount::cash || entry.reported) return {};
  if (after >= Money{} || after >= before) return {};
  return conflict(entry,
                  currency + " would be overdrawn: " + format_money(before) + " is there, " +
                      format_money(before - after) + " is needed",
                  "up to " + format_money(std::max(before, Money{})));
}

/// Applies postings all together or not at all.
Result<void> post(AccountState& state, const Entry& entry, const std::vector<Posting>& postings) {
  const auto changes = changes_of(postings);
  for (const Posting& change : changes) {
    if (auto possible = check_change(state, entry, change); !possible) return possible;
  }
  for (const Posting& change : changes) {
    const auto at = state.balances.try_emplace({change.account, change.amount.currency}).first;
    at->second += change.amount.money;
    if (at->second == Money{}) state.balances.erase(at);
  }
  return {};
}

const Holding* held(const AccountState& state, const Entry& entry) {
  const auto at = state.holdings.find(entry.security);
  return at == state.holdings.end() ? nullptr : &at->second;
}

Result<void> check_holding(const Holding* holding, const Entry& entry) {
  if (holding == nullptr || holding->currency() == entry.amount.currency) return {};
  return conflict(
      entry,
      entry.symbol + " is held in " + holding->currency() + ", not in " + entry.amount.currency,
      holding->currency());
}

std::optional<Money> in_base(const Entry& entry, Money amount) {
  if (entry.rate.per_base <= Rate{}) return std::nullopt;
  return to_base(amount, entry.rate.per_base);
}

/// The price that was told, in whole units of the amount's currency.
std::optional<Price> whole_price(const Entry& entry) {
  if (entry.price <= Price{}) return std::nullopt;
  if (entry.price_unit == entry.amount.currency) return entry.price;
  const auto unit = quotation_of(entry.price_unit);
  if (!unit || unit->currency != entry.amount.currency) return std::nullopt;
  const auto count =
      scaled(entry.price.count(), 1, static_cast<std::int64_t>(unit->units_per_whole));
  return Price::of(count.value_or(0));
}

Lot lot_of(const Entry& entry) {
  Lot lot;
  lot.opened_by = entry.id;
  lot.acquired = entry.kind == EntryKind::buy ? std::optional(entry.day) : entry.acquired;
  lot.quantity = entry.quantity;
  lot.cost = entry.amount.money;
  lot.cost_known = entry.kind == EntryKind::buy || entry.amount.money > Money{};
  if (lot.cost_known) lot.base_cost = in_base(entry, lot.cost);
  lot.price =
      whole_price(entry).value_or(price_per_share(lot.cost, lot.quantity).value_or(Price{}));
  return lot;
}

Result<Booked> acquire(AccountState& state, const Entry& entry) {
  const Holding* before = held(state, entry);
  if (auto same = check_holding(before, entry); !same) return tl::unexpected(same.error());
  if (before != nullptr && before->quantity() > quantity_max - entry.quantity) {
    return conflict(entry, "so many shares cannot be counted", "up to 9e9");
  }
  Booked out{postings_of(entry), {}};
  if (auto posted = post(state, entry, out.postings); !posted) {
    return tl::unexpected(posted.error());
  }
  const Lot lot = lot_of(entry);
  const auto [at, fresh] =
      state.holdings.try_emplace(entry.security, entry.symbol, entry.amount.currency, lot.acquired);
  at->second.add(lot, state.method);
  return out;
}

/// What each part brought, so that the parts bring all together.
std::vector<RealisedLot> realised(const Holding& holding, const Entry& entry,
                                  const std::vector<LotPart>& parts) {
  std::vector<RealisedLot> out;
  const auto base = in_base(entry, entry.amount.money);
  Quantity told;
  Money proceeds_told;
  Money base_told;
  for (const LotPart& part : parts) {
    const Lot& lot = holding.lots()[part.lot];
    told += part.quantity;
    const Money proceeds = share_of(entry.amount.money, told, entry.quantity);
    RealisedLot one{entry.id,      lot.opened_by,         entry.security,
                    entry.symbol,  lot.acquired,          entry.day,
                    part.quantity, entry.amount.currency, proceeds - proceeds_told,
                    part.cost,     lot.cost_known,        std::nullopt,
                    part.base_cost};
    proceeds_told = proceeds;
    if (base) {
      const Money base_proceeds = share_of(*base, told, entry.quantity);
      one.base_proceeds = base_proceeds - base_told;
      base_told = base_proceeds;
    }
    out.push_back(std::move(one));
  }
  return out;
}

Result<Booked> give(AccountState& state, const Entry& entry) {
  const Holding* before = held(state, entry);
  const Quantity there = before == nullptr ? Quantity{} : before->quantity();
  if (entry.quantity > there) {
    return conflict(entry, format(entry.quantity) + " of " + entry.symbol + " cannot be sold",
                    "at most " + format(there));
  }
  if (auto same = check_holding(before, entry); !same) return tl::unexpected(same.error());
  const auto parts = before->choose(entry.quantity, state.method);
  Booked out{{}, realised(*before, entry, parts)};
  Money cost;
  Money unknown_proceeds;
  for (const RealisedLot& part : out.realised) {
    cost += part.cost;
    if (!part.cost_known) unknown_proceeds += part.proceeds - part.cost;
  }
  out.postings = postings_of(entry, cost, unknown_proceeds);
  if (entry.kind == EntryKind::removal) out.realised.clear();
  if (auto posted = post(state, entry, out.postings); !posted) {
    return tl::unexpected(posted.error());
  }
  const auto at = state.holdings.find(entry.security);
  at->second.take(parts);
  if (at->second.quantity() == Quantity{}) state.holdings.erase(at);
  return out;
}

Result<Booked> split(AccountState& state, const Entry& entry) {
  const auto at = state.holdings.find(entry.security);
  if (at == state.holdings.end()) return Booked{};
  auto after = at->second.after_split(entry.split);
  if (!after) {
    return conflict(entry,
                    "the split would leave a lot of " + entry.symbol + " that cannot be counted",
                    "lots of a billionth of a share up to 9e9 shares");
  }
  at->second = std::move(*after);
  return Booked{};
}

Result<Booked> choose_method(AccountState& state, const Entry& entry) {
  state.method = entry.method;
  if (state.method == LotMethod::average) {
    for (auto& [security, holding] : state.holdings) holding.pool();
  }
  return Booked{};
}

Result<Booked> post_alone(AccountState& state, const Entry& entry) {
  Booked out{postings_of(entry), {}};
  if (auto posted = post(state, entry, out.postings); !posted) {
    return tl::unexpected(posted.error());
  }
  return out;
}

}  // namespace

Result<Booked> apply_entry(AccountState& state, const Entry& entry) {
  switch (entry.kind) {
    case EntryKind::opening:
    case EntryKind::buy:
      return acquire(state, entry);
    case EntryKind::sell:
    case EntryKind::removal:
      return give(state, entry);
    case EntryKind::split:
      return split(state, entry);
    case EntryKind::method:
      return choose_method(state, entry);
    default:
      return post_alone(state, entry);
  }
}

}  // namespace ballast::planner::ledger
