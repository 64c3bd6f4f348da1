// The optimization actor's own file: the last target weights of each set of rules.
#pragma once

#include <filesystem>
#include <optional>
#include <utility>

#include "broker/store.hpp"
#include "messages/targets.hpp"

namespace ballast::actors {

class TargetStore {
 public:
  /// Opens targets.db at `file`; see broker::Store::open for the failures.
  [[nodiscard]] static planner::Result<TargetStore> open(const std::filesystem::path& file);

  /// Returns what was kept for these rules; nothing where it cannot be read, since it can be
  /// computed anew.
  [[nodiscard]] std::optional<messages::TargetsTold> find(const planner::TargetRules& rules);

  /// Puts these in the place of earlier ones of the same rules.
  [[nodiscard]] planner::Result<void> keep(const messages::TargetsTold& targets);

 private:
  explicit TargetStore(broker::Store store) : store_(std::move(store)) {}

  broker::Store store_;
};

}  // namespace ballast::actors
