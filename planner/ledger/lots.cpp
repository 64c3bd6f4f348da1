#include "planner/ledger/lots.hpp"

#include <algorithm>

namespace ballast::planner::ledger {
namespace {

LotPart part_of(const Lot& lot, std::size_t place, Quantity wanted) {
  const Quantity taken = std::min(wanted, lot.quantity);
  LotPart out{place, taken, share_of(lot.cost, taken, lot.quantity), std::nullopt};
  if (lot.base_cost) out.base_cost = share_of(*lot.base_cost, taken, lot.quantity);
  return out;
}

/// The place of the dearest lot that comes after `last` in the order of price, dearest first, and
/// of age among equals.
std::size_t next_dearest(const std::deque<Lot>& lots, std::optional<std::size_t> last) {
  std::size_t best = lots.size();
  for (std::size_t place = 0; place < lots.size(); ++place) {
    const Price price = lots[place].price;
    if (last && (price > lots[*last].price || (price == lots[*last].price && place <= *last))) {
      continue;
    }
    if (best == lots.size() || price > lots[best].price) best = place;
  }
  return best;
}

Lot pooled(const Lot& a, const Lot& b) {
  Lot out = a;
  out.acquired = std::min(a.acquired, b.acquired);
  out.quantity += b.quantity;
  out.cost += b.cost;
  out.cost_known = a.cost_known && b.cost_known;
  if (a.base_cost && b.base_cost) {
    out.base_cost = *a.base_cost + *b.base_cost;
  } else {
    out.base_cost.reset();
  }
  out.price = price_per_share(out.cost, out.quantity).value_or(b.price);
  return out;
}

}  // namespace

Holding::Holding(std::string symbol, std::string currency, std::optional<Date> first_bought)
    : symbol_(std::move(symbol)), currency_(std::move(currency)), first_bought_(first_bought) {}

bool Holding::cost_known() const {
  return std::all_of(lots_.begin(), lots_.end(), [](const Lot& lot) { return lot.cost_known; });
}

void Holding::add(Lot lot, LotMethod method) {
  quantity_ += lot.quantity;
  cost_ += lot.cost;
  if (method == LotMethod::average && !lots_.empty()) {
    pool();
    lots_.front() = pooled(lots_.front(), lot);
    return;
  }
  auto at = lots_.end();
  while (at != lots_.begin() && lot.acquired < std::prev(at)->acquired) --at;
  lots_.insert(at, std::move(lot));
}

std::vector<LotPart> Holding::choose(Quantity quantity, LotMethod method) const {
  std::vector<LotPart> out;
  std::optional<std::size_t> last;
  for (std::size_t taken = 0; quantity > Quantity{} && taken < lots_.size(); ++taken) {
    std::size_t place = taken;
    if (method == LotMethod::lifo) place = lots_.size() - 1 - taken;
    if (method == LotMethod::highest_cost) place = next_dearest(lots_, last);
    out.push_back(part_of(lots_[place], place, quantity));
    quantity -= out.back().quantity;
    last = place;
  }
  return out;
}

void Holding::take(const std::vector<LotPart>& parts) {
  for (const LotPart& part : parts) {
    Lot& lot = lots_[part.lot];
    lot.quantity -= part.quantity;
    lot.cost -= part.cost;
    if (lot.base_cost) *lot.base_cost -= part.base_cost.value_or(Money{});
    quantity_ -= part.quantity;
    cost_ -= part.cost;
  }
  const auto is_empty = [](const Lot& lot) { return lot.quantity == Quantity{}; };
  while (!lots_.empty() && is_empty(lots_.front())) lots_.pop_front();
  while (!lots_.empty() && is_empty(lots_.back())) lots_.pop_back();
  if (parts.size() == 1 && !lots_.empty() && parts.front().lot == 0) return;
  lots_.erase(std::remove_if(lots_.begin(), lots_.end(), is_empty), lots_.end());
}

void Holding::pool() {
  while (lots_.size() > 1) {
    lots_[1] = pooled(lots_[0], lots_[1]);
    lots_.pop_front();
  }
}

std::optional<Holding> Holding::after_split(SplitRatio ratio) const {
  Holding out = *this;
  Quantity before;
  Quantity after;
  for (Lot& lot : out.lots_) {
    before += lot.quantity;
    const auto total = scaled_down(before.count(), ratio.become, ratio.held);
    if (!total || *total <= after.count()) return std::nullopt;
    lot.quantity = Quantity::of(*total) - after;
    after = Quantity::of(*total);
    lot.price = price_per_share(lot.cost, lot.quantity).value_or(lot.price);
  }
  if (after > quantity_max) return std::nullopt;
  out.quantity_ = after;
  return out;
}

}  // namespace ballast::planner::ledger
