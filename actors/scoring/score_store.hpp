// The scoring actor's own file: the last score of every security with all that explains it, and
// what it was on each day.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "broker/store.hpp"
#include "messages/position_scores.hpp"
#include "messages/scoring.hpp"

namespace ballast::actors {

class ScoreStore {
 public:
  /// Opens scores.db at `file`; see broker::Store::open for the failures.
  [[nodiscard]] static planner::Result<ScoreStore> open(const std::filesystem::path& file);

  /// Returns the stored score, whatever it was computed from; nothing where it cannot be read,
  /// since it can be computed anew.
  [[nodiscard]] std::optional<messages::ScoreTold> find(planner::SecurityId security);

  /// Returns at most so many scores of ids above `after`, by rising id; none where they cannot be
  /// read.
  [[nodiscard]] std::vector<messages::ScoreTold> page(std::int64_t after, std::size_t most);

  /// Puts these scores in the place of earlier ones, and into the history of their days. All or
  /// none.
  [[nodiscard]] planner::Result<void> keep(const std::vector<messages::ScoreTold>& scores);

  /// Drops what securities scored before a day; the last score of each stays.
  [[nodiscard]] planner::Result<void> drop_before(planner::Date day);

  /// Returns what the symbol scored on the days from the one to the other, the oldest first;
  /// nothing for a symbol that was never scored. Fails where they cannot be read.
  [[nodiscard]] planner::Result<std::optional<messages::ScoreHistory>> history_of(
      const messages::GetScoreHistory& asked);

 private:
  explicit ScoreStore(broker::Store store) : store_(std::move(store)) {}

  void put(const messages::ScoreTold& score);

  broker::Store store_;
};

}  // namespace ballast::actors
