#include "tools/sample_market/sample_market.hpp"

#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "tools/sample_market/household_files.hpp"
#include "tools/sample_market/market_files.hpp"

namespace ballast::tools {
namespace {

using planner::Failure;
using planner::FailureKind;

std::string label(const SampleSettings& settings, const SamplePaths& paths) {
  return fmt::format(
      "Synthetic market, made by ballast-sample-market --seed {}.\n"
      "Every company, price, dividend and exchange rate in this folder is invented.\n"
      "Business days from {} to {}; closes are adjusted for dividends.\n",
      settings.seed, planner::format_date(paths.days.front()),
      planner::format_date(paths.days.back()));
}

Failure cannot_write(const std::filesystem::path& path) {
  return {FailureKind::refused, "this cannot be written", path.string(), "a writable directory"};
}

}  // namespace

std::vector<SampleFile> make_sample_market(const SampleSettings& settings) {
  const SamplePaths paths = sample_paths(settings);
  return {{"README.txt", label(settings, paths)},
          {"cash.csv", cash_csv()},
          {"dividends.csv", dividends_csv(paths)},
          {"fundamentals.csv", fundamentals_csv(settings, paths)},
          {"fx.csv", fx_csv(paths)},
          {"planner.toml", planner_toml()},
          {"positions.csv", positions_csv(settings, paths)},
          {"prices.csv", prices_csv(paths)},
          {"securities.csv", securities_csv(paths)}};
}

planner::Result<void> write_sample_market(const std::vector<SampleFile>& files,
                                          const std::filesystem::path& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) return tl::unexpected(cannot_write(directory));
  for (const SampleFile& file : files) {
    std::ofstream out(directory / file.name, std::ios::binary | std::ios::trunc);
    out << file.text;
    out.flush();
    if (!out) return tl::unexpected(cannot_write(directory / file.name));
  }
  return {};
}

}  // namespace ballast::tools
