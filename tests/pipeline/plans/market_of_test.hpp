// The markets that tests of the whole plan on: files as `ballast import` reads them, and the stores
// that come of them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/pipeline/plans/cluster_client.hpp"
#include "tools/sample_market/sample_market.hpp"

namespace ballast::pipeline {

/// Returns the sample market. With `copies` above 1 every security but the owned ones is there so
/// often, under other names: a larger space.
[[nodiscard]] std::vector<tools::SampleFile> market_files(int copies = 1);

[[nodiscard]] std::string text_of(const std::vector<tools::SampleFile>& files,
                                  std::string_view name);

/// Imports every file of the market, as `ballast import all` does; adds a failure if one is
/// refused.
void import_market(ClusterClient& client, const std::vector<tools::SampleFile>& files);

/// Stores with the market in them, and its planner file: made once for all tests of a program.
struct PreparedMarket {
  std::filesystem::path stores;
  std::filesystem::path planner_file;  // every set is scored, so that the evaluators have work
  std::filesystem::path bounding_planner_file;  // as it comes: bounds make most of it needless
};
[[nodiscard]] const PreparedMarket& sample_market();
[[nodiscard]] const PreparedMarket& wide_market();
/// Five thousand securities; only two months of prices, so that it is made in seconds.
[[nodiscard]] const PreparedMarket& large_market();

}  // namespace ballast::pipeline
