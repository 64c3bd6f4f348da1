#include "planner/ledger/plain_books.hpp"

#include <algorithm>

#include "planner/ledger/ledger.hpp"

namespace ballast::planner::ledger {
namespace {

struct Parcel {
  PlainLot lot;
  std::optional<Date> acquired;
  bool cost_known = true;
  Price price;
};

/// One security's history, gone through once more for each question.
class Shares {
 public:
  Shares(SecurityId security, std::map<std::string, Money>& gains)
      : security_(security), gains_(gains) {}

  void see(const Entry& entry) {
    if (entry.kind == EntryKind::method) return choose(entry.method);
    if (entry.security != security_) return;
    if (entry.kind == EntryKind::opening || entry.kind == EntryKind::buy) add(entry);
    if (entry.kind == EntryKind::sell || entry.kind == EntryKind::removal) remove(entry);
    if (entry.kind == EntryKind::split) split(entry.split);
  }

  [[nodiscard]] std::vector<PlainLot> lots() const {
    std::vector<PlainLot> out;
    out.reserve(parcels_.size());
    for (const Parcel& parcel : parcels_) out.push_back(parcel.lot);
    return out;
  }

 private:
  void choose(LotMethod method) {
    method_ = method;
    if (method == LotMethod::average) merge();
  }

  void merge() {
    if (parcels_.size() < 2) return;
    Parcel all = parcels_.front();
    all.lot.quantity = {};
    all.lot.cost = {};
    for (const Parcel& parcel : parcels_) {
      all.lot.quantity += parcel.lot.quantity;
      all.lot.cost += parcel.lot.cost;
      all.cost_known = all.cost_known && parcel.cost_known;
      all.acquired = std::min(all.acquired, parcel.acquired);
    }
    all.price = *price_per_share(all.lot.cost, all.lot.quantity);
    parcels_ = {all};
  }

  void add(const Entry& entry) {
    const bool bought = entry.kind == EntryKind::buy;
    Parcel parcel{{entry.id, entry.quantity, entry.amount.money},
                  bought ? std::optional(entry.day) : entry.acquired,
                  bought || entry.amount.money > Money{},
                  *price_per_share(entry.amount.money, entry.quantity)};
    if (entry.price > Price{} && entry.price_unit == entry.amount.currency) {
      parcel.price = entry.price;
    }
    parcels_.push_back(parcel);
    if (method_ == LotMethod::average) return merge();
    std::stable_sort(parcels_.begin(), parcels_.end(),
                     [](const Parcel& a, const Parcel& b) { return a.acquired < b.acquired; });
  }

  [[nodiscard]] std::size_t next() const {
    if (method_ == LotMethod::lifo) return parcels_.size() - 1;
    if (method_ != LotMethod::highest_cost) return 0;
    std::size_t best = 0;
    for (std::size_t at = 1; at < parcels_.size(); ++at) {
      if (parcels_[at].price > parcels_[best].price) best = at;
    }
    return best;
  }

  void remove(const Entry& entry) {
    Quantity sold;
    Money brought;
    while (sold < entry.quantity) {
      const std::size_t at = next();
      Parcel& parcel = parcels_[at];
      const Quantity taken = std::min(entry.quantity - sold, parcel.lot.quantity);
      const Money cost = share_of(parcel.lot.cost, taken, parcel.lot.quantity);
      sold += taken;
      const Money proceeds = share_of(entry.amount.money, sold, entry.quantity) - brought;
      brought += proceeds;
      if (entry.kind == EntryKind::sell && parcel.cost_known) {
        gains_[entry.amount.currency] += proceeds - cost;
      }
      parcel.lot.quantity -= taken;
      parcel.lot.cost -= cost;
      if (parcel.lot.quantity == Quantity{}) parcels_.erase(parcels_.begin() + std::ptrdiff_t(at));
    }
  }

  void split(SplitRatio ratio) {
    Quantity before;
    Quantity after;
    for (Parcel& parcel : parcels_) {
      before += parcel.lot.quantity;
      const auto total = Quantity::of(*scaled_down(before.count(), ratio.become, ratio.held));
      parcel.lot.quantity = total - after;
      parcel.price = *price_per_share(parcel.lot.cost, parcel.lot.quantity);
      after = total;
    }
  }

  SecurityId security_;
  std::map<std::string, Money>& gains_;
  LotMethod method_ = LotMethod::average;
  std::vector<Parcel> parcels_;
};

/// What an entry brings to the cash of a currency.
Money cash_of(const Entry& entry, const std::string& currency) {
  Money out;
  if (entry.received && entry.received->currency == currency) out += entry.received->money;
  if (entry.amount.currency != currency) return out;
  out -= entry.fee + entry.tax;
  switch (entry.kind) {
    case EntryKind::deposit:
    case EntryKind::balance:
    case EntryKind::sell:
    case EntryKind::dividend:
    case EntryKind::interest:
      return out + entry.amount.money;
    case EntryKind::withdrawal:
    case EntryKind::buy:
    case EntryKind::fee:
    case EntryKind::exchange:
      return out - entry.amount.money;
    default:
      return out;
  }
}

void drop_zeros(std::map<std::string, Money>& sums) {
  std::erase_if(sums, [](const auto& sum) { return sum.second == Money{}; });
}

}  // namespace

PlainAccount derive_plainly(std::span<const Entry> entries, const std::string& account) {
  std::vector<const Entry*> mine;
  const auto stands = standing(entries);
  for (std::size_t place = 0; place < entries.size(); ++place) {
    if (stands[place] && entries[place].account == account) mine.push_back(&entries[place]);
  }
  PlainAccount out;
  std::map<SecurityId, int> securities;
  for (const Entry* entry : mine) {
    out.cash[entry->amount.currency] += cash_of(*entry, entry->amount.currency);
    if (entry->received) {
      out.cash[entry->received->currency] += cash_of(*entry, entry->received->currency);
    }
    ++securities[entry->security];
  }
  for (const auto& [security, count] : securities) {
    Shares shares(security, out.gains);
    for (const Entry* entry : mine) shares.see(*entry);
    if (!shares.lots().empty()) out.lots.emplace(security, shares.lots());
  }
  drop_zeros(out.cash);
  drop_zeros(out.gains);
  return out;
}

PlainAccount plain(const AccountState& state) {
  PlainAccount out;
  for (const auto& [key, money] : state.balances) {
    if (key.first == BookAccount::cash) out.cash.emplace(key.second, money);
    if (key.first == BookAccount::gains) out.gains.emplace(key.second, -money);
  }
  for (const auto& [security, holding] : state.holdings) {
    for (const Lot& lot : holding.lots()) {
      out.lots[security].push_back({lot.opened_by, lot.quantity, lot.cost});
    }
  }
  return out;
}

}  // namespace ballast::planner::ledger
