// Proof of an upper bound that takes one pass over the candidates to check and no solver: for any
// prices of cash, depth and sides that are not negative, no set is worth more than all that there
// is at these prices and every candidate's gain after paying them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "planner/bounding/path_weights.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/model/failure.hpp"
#include "planner/model/score.hpp"

namespace ballast::planner {

/// Trades have prices in ticks, cash in 2^-30 of a tick, parts and slopes in 2^-30.
struct CertificatePrices {
  bool geography = true;                 // counted; otherwise taken to be nothing
  bool industry = true;                  // likewise
  bool sells_only = false;               // for sets without a purchase, which need no cash
  std::int64_t cash = 0;                 // per micro, >= 0; not used for sells_only
  std::int64_t depth = 0;                // per trade, >= 0
  std::int64_t sells = 0;                // per sell, >= 0
  std::int64_t buys = 0;                 // per purchase, >= 0
  std::int64_t dividend = 0;             // part of the dividend held at its cap, 0..1
  std::vector<std::int64_t> groups;      // slopes, -1..1: one per target group of countries; none
  std::vector<std::int64_t> industries;  // if not counted. Likewise of industries

  bool operator==(const CertificatePrices&) const = default;
};

struct Certificate {
  Score bound;                      // what it claims: no set of the space scores more
  std::optional<PathShares> paths;  // with price scenarios: which paths' scores it goes by
  std::vector<CertificatePrices> prices;

  bool operator==(const Certificate&) const = default;
};

/// Returns the upper bound that a certificate's prices prove for the score of every set of the
/// context's space, doing nothing included. Fails, naming what, for a price that is out of range,
/// for shares of paths that do not hold, where numbers are out of all proportion, or where
/// geography or the industry part can vanish or sells can end short of cash and no prices cover
/// that.
[[nodiscard]] Result<Score> proven_bound(const PlanContext& context,
                                         const Certificate& certificate);

}  // namespace ballast::planner
