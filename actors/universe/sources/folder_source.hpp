// Files of a folder: one of each security as Yahoo or Stooq write it (SYMBOL.csv), or one of all,
// prices.csv, as `ballast import prices` takes it; quotes.csv, and the rates of the central bank as
// CSV.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "actors/universe/sources/source.hpp"

namespace ballast::actors {

/// A file of the folder is at most so large; larger ones are for `ballast import prices`.
inline constexpr std::size_t folder_file_bytes_max = std::size_t{24} << 20U;

class FolderSource final : public PriceSource {
 public:
  FolderSource(std::filesystem::path folder, Later later)
      : folder_(std::move(folder)), later_(std::move(later)) {}

  /// Answers in a turn of the loop of its own, for there may be thousands. A security's own file
  /// goes before the common one. All bars from the wish's first day are told.
  void fetch(const HistoryWish& wish, HistoryDone done) override;
  /// Those of quotes.csv, which is read each time; without one none.
  void fetch_quotes(const QuotesWish& wish, QuotesDone done) override;
  /// Forgets the common file, which is read once for many wishes.
  void end_of_sync() override { common_.reset(); }

 private:
  [[nodiscard]] planner::Result<QuotesTold> read_quotes(const QuotesWish& wish) const;
  planner::Result<std::vector<Bar>> read(const HistoryWish& wish);
  planner::Result<std::vector<Bar>> read_common(const HistoryWish& wish,
                                                const std::filesystem::path& file);

  std::filesystem::path folder_;
  Later later_;
  std::optional<BarsBySymbol> common_;
};

class FolderRates final : public RateSource {
 public:
  explicit FolderRates(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Of eurofxref-hist.csv, else eurofxref.csv, else rates.csv of the data portal.
  void fetch(bool whole, const Expected& expected, RatesDone done) override;
  [[nodiscard]] ServiceHealth health() const override { return {}; }

 private:
  std::filesystem::path folder_;
};

/// Returns the bars of a text as `ballast import prices` takes it: date, symbol, close (adjusted),
/// and where there are such columns close_unadjusted, open, high, low, volume. Rows of a symbol may
/// be in any order. Nonsense is left to whoever uses a symbol.
[[nodiscard]] planner::Result<BarsBySymbol> read_common_prices(std::string_view text,
                                                               const std::string& name);

}  // namespace ballast::actors
