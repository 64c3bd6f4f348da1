// The market's side of the sample: securities, prices, exchange rates, dividends, fundamentals.
#pragma once

#include <string>

#include "tools/sample_market/price_paths.hpp"

namespace ballast::tools {

[[nodiscard]] std::string securities_csv(const SamplePaths& paths);
[[nodiscard]] std::string prices_csv(const SamplePaths& paths);
[[nodiscard]] std::string fx_csv(const SamplePaths& paths);
[[nodiscard]] std::string dividends_csv(const SamplePaths& paths);
[[nodiscard]] std::string fundamentals_csv(const SampleSettings& settings,
                                           const SamplePaths& paths);

}  // namespace ballast::tools
