#include "planner/why/nearest_change.hpp"

namespace ballast::planner {
namespace {

/// A value of the grid and what is traded there.
struct Found {
  std::int64_t k = 0;
  TradeThen then;
};

class Walk {
 public:
  Walk(const WhyCase& at, const Lever& lever, bool in_plan, Trials& trials)
      : at_(at), lever_(lever), in_plan_(in_plan), trials_(trials) {}

  /// Looks at the first value, some further ones, and the last; then halves.
  std::optional<Found> towards(std::int64_t first, std::int64_t last) {
    const std::int64_t way = last >= first ? 1 : -1;
    const std::int64_t most = (last - first) * way;
    std::int64_t before = -1;
    for (const std::int64_t probe : {std::int64_t{0}, most / 128, most / 24, most / 5, most}) {
      if (probe <= before) continue;
      if (auto then = flipped(first + way * probe)) {
        return halve(first, way, before, {probe, *then});
      }
      before = probe;
    }
    return std::nullopt;
  }

 private:
  /// What happens at k, if that is the other answer.
  std::optional<TradeThen> flipped(std::int64_t k) {
    WhyCase changed = at_;
    lever_.set_number(changed, lever_.grid->value(k));
    const auto trade = trials_.trade_in(changed);
    if (!trade || trade->traded() == in_plan_) return std::nullopt;
    return trade;
  }

  /// Between a distance that keeps the answer (or -1) and one that flips it.
  Found halve(std::int64_t first, std::int64_t way, std::int64_t keeps, Found flips) {
    while (flips.k - keeps > 1) {
      const std::int64_t middle = keeps + (flips.k - keeps) / 2;
      if (auto then = flipped(first + way * middle)) {
        flips = {middle, *then};
      } else {
        keeps = middle;
      }
    }
    return {first + way * flips.k, flips.then};
  }

  const WhyCase& at_;
  const Lever& lever_;
  bool in_plan_;
  Trials& trials_;
};

FlippingChange change_of(const Lever& lever, std::string to, double size, const TradeThen& then) {
  return {.what = lever.what,
          .from = lever.from,
          .to = std::move(to),
          .unit = lever.unit,
          .is_setting = lever.is_setting,
          .size = size,
          .side = then.side,
          .then = trade_text(then),
          .exact = {}};
}

std::optional<FlippingChange> nearest_number(const WhyCase& at, const Lever& lever, bool in_plan,
                                             Trials& trials) {
  const Grid& grid = *lever.grid;
  Walk walk(at, lever, in_plan, trials);
  std::optional<Found> best;
  if (const std::int64_t first = grid.first_above(); first <= grid.highest) {
    best = walk.towards(first, grid.highest);
  }
  if (const std::int64_t first = grid.first_below(); first >= grid.lowest) {
    const auto down = walk.towards(first, grid.lowest);
    if (down && (!best || grid.size(down->k) < grid.size(best->k))) best = down;
  }
  if (!best) return std::nullopt;
  const double value = grid.value(best->k);
  FlippingChange change =
      change_of(lever, lever.number_text(value), grid.size(best->k), best->then);
  change.exact = value;
  return change;
}

std::optional<FlippingChange> first_other(const WhyCase& at, const Lever& lever, bool in_plan,
                                          Trials& trials) {
  for (const std::string& value : lever.others) {
    WhyCase changed = at;
    lever.set_text(changed, value);
    const auto trade = trials.trade_in(changed);
    if (trade && trade->traded() != in_plan) return change_of(lever, value, 1.0, *trade);
  }
  return std::nullopt;
}

}  // namespace

std::optional<FlippingChange> nearest_change(const WhyCase& at, const Lever& lever, bool in_plan,
                                             Trials& trials) {
  return lever.grid ? nearest_number(at, lever, in_plan, trials)
                    : first_other(at, lever, in_plan, trials);
}

}  // namespace ballast::planner
