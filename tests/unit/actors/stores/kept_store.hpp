// The stores of all actors behind one face, for tests that hold for each of them.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "planner/model/failure.hpp"

namespace ballast::actors {

class KeptStore {
 public:
  virtual ~KeptStore() = default;

  /// Writes something more, in one or several commits.
  [[nodiscard]] virtual planner::Result<void> add(int number) = 0;
  /// Returns all that a plan could be made of, as bytes.
  [[nodiscard]] virtual planner::Result<std::string> told() = 0;
};

using KeptStorePtr = std::unique_ptr<KeptStore>;

[[nodiscard]] planner::Result<KeptStorePtr> open_universe(const std::filesystem::path& file);
[[nodiscard]] planner::Result<KeptStorePtr> open_portfolio(const std::filesystem::path& file);
[[nodiscard]] planner::Result<KeptStorePtr> open_trading(const std::filesystem::path& file);
[[nodiscard]] planner::Result<KeptStorePtr> open_plans(const std::filesystem::path& file);

}  // namespace ballast::actors
