// A synthetic market, made of nothing but a seed: the CSV files that `ballast import` reads, a
// portfolio to start from and a planner file. For demonstrations and tests; no company in it
// exists.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "planner/model/failure.hpp"
#include "tools/sample_market/price_paths.hpp"

namespace ballast::tools {

struct SampleFile {
  std::string name;
  std::string text;

  bool operator==(const SampleFile&) const = default;
};

/// Returns the same files, byte for byte, for the same settings.
[[nodiscard]] std::vector<SampleFile> make_sample_market(const SampleSettings& settings);

/// Writes the files into `directory`, which is made if needed; files of the same names are
/// replaced.
[[nodiscard]] planner::Result<void> write_sample_market(const std::vector<SampleFile>& files,
                                                        const std::filesystem::path& directory);

}  // namespace ballast::tools
