// The inputs of the plan before, for a plan that is to be computed from the same: prices, positions
// and trades change seldom, and reading and hashing them takes longer than a search.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "actors/coordinator/inputs.hpp"
#include "messages/hashes.hpp"

namespace ballast::actors {

/// The bodies of what the actors answered: PortfolioSnapshot, UniverseSnapshot, TradeHistoryReport,
/// and SecurityScores, page by page, where scores are kept.
struct SnapshotBytes {
  std::string portfolio;
  std::string universe;
  std::string trades;
  std::optional<std::vector<std::string>> scores = {};
  std::optional<std::string> targets = {};  // TargetsTold

  bool operator==(const SnapshotBytes&) const = default;
};

struct GatheredInputs {
  planner::PlanInputs inputs;
  std::shared_ptr<const messages::EncodedInputs> encoded;
  std::string note = {};  // which scores it rests on; empty where none are kept
};

class KnownInputs {
 public:
  /// `file` outlives it and does not change.
  explicit KnownInputs(const PlannerFile& file) : file_(file) {}

  /// Returns what assemble_inputs makes of the answers. Those of the last call are kept, and given
  /// again where every byte and the days are the same. A failure is not kept.
  [[nodiscard]] planner::Result<GatheredInputs> of(SnapshotBytes bytes, const PlanningDate& date,
                                                   planner::Date today);

  /// Returns the bytes of those that are kept, if they are of these days: a guess at what the next
  /// answers will lead to; nothing without them. of() gives the same object if the guess is right.
  [[nodiscard]] std::shared_ptr<const messages::EncodedInputs> guess(const PlanningDate& date,
                                                                     planner::Date today) const;

 private:
  struct Entry {
    SnapshotBytes bytes;
    PlanningDate date;
    planner::Date today;
    GatheredInputs gathered;
  };

  const PlannerFile& file_;
  std::optional<Entry> last_;
};

}  // namespace ballast::actors
