#include "planner/trading/split_legs.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

#include "planner/ledger/entry_checks.hpp"
#include "planner/numeric/wide.hpp"

namespace ballast::planner::trading {
namespace {

using ledger::Quantity;
using ledger::SplitRatio;

/// Prices are told to four digits: the worths of both legs are equal up to so much.
constexpr std::int64_t worth_parts = 100;

tl::unexpected<Failure> no_split(std::string what) {
  return tl::unexpected(Failure{FailureKind::conflict, std::move(what), "split", ""});
}

bool are_told(const SplitLeg& gone, const SplitLeg& came) {
  return gone.price > ledger::Price{} && came.price > ledger::Price{};
}

/// Whether the legs are worth the same: shares times price, in billionths of billionths.
bool are_worth_the_same(const SplitLeg& gone, const SplitLeg& came) {
  const Wide before = Wide{-gone.shares.count()} * gone.price.count();
  const Wide after = Wide{came.shares.count()} * came.price.count();
  const Wide apart = before < after ? after - before : before - after;
  return apart <= std::max(before, after) / worth_parts;
}

}  // namespace

Result<SplitRatio> split_of(const SplitLeg& one, const SplitLeg& other, Quantity held) {
  const auto& [gone, came] =
      one.shares < other.shares ? std::pair(one, other) : std::pair(other, one);
  if (gone.shares >= Quantity{} || came.shares <= Quantity{}) {
    return no_split("no shares went for those that came");
  }
  if (held != Quantity::of(-gone.shares.count())) {
    return no_split("the books hold " + ledger::format(held) + " shares, and " +
                    ledger::format(Quantity::of(-gone.shares.count())) + " were split");
  }
  const std::int64_t common = std::gcd(gone.shares.count(), came.shares.count());
  const SplitRatio ratio{came.shares.count() / common, -gone.shares.count() / common};
  if (ratio.become == ratio.held) return no_split("as many shares came as went");
  if (std::max(ratio.become, ratio.held) > ledger::split_part_max) {
    return no_split("the shares became others in no ratio of whole numbers");
  }
  if (are_told(gone, came) ? !are_worth_the_same(gone, came) : ratio.held != 1) {
    return no_split("the new shares are not told to be worth the old ones");
  }
  return ratio;
}

}  // namespace ballast::planner::trading
