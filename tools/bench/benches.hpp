// The measurements that `bench` offers; each prints a table, or JSON if asked.
#pragma once

#include <span>
#include <string_view>

namespace ballast::tools {

using BenchArguments = std::span<const std::string_view>;

/// Each takes the words after its name and returns the exit code: 0 done, 1 what was measured is
/// wrong, 2 usage.
int bench_kernel(BenchArguments arguments);
int bench_exact(BenchArguments arguments);
int bench_scale(BenchArguments arguments);
int bench_growth(BenchArguments arguments);
int bench_chart(BenchArguments arguments);
int bench_ledger(BenchArguments arguments);
int bench_optimize(BenchArguments arguments);
int bench_plan(BenchArguments arguments);
int bench_scores(BenchArguments arguments);

/// Returns whether the words ask for JSON; anything but `--json` throws std::invalid_argument with
/// the sentence to show.
[[nodiscard]] bool only_json(BenchArguments arguments);

}  // namespace ballast::tools
