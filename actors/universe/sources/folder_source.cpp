#include "actors/universe/sources/folder_source.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "actors/imports/csv_table.hpp"
#include "actors/imports/text_file.hpp"
#include "actors/universe/imports.hpp"
#include "actors/universe/sources/ecb_rates.hpp"
#include "actors/universe/sources/price_file.hpp"

namespace ballast::actors {
namespace {

namespace fs = std::filesystem;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

bool is_file_name(const std::string& symbol) {
  return !symbol.empty() && symbol.front() != '.' &&
         std::all_of(symbol.begin(), symbol.end(),
                     [](char c) { return c > ' ' && c <= '~' && c != '/' && c != '\\'; });
}

std::string in_lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

std::optional<fs::path> first_of(const fs::path& folder, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    std::error_code ignored;
    if (fs::is_regular_file(folder / name, ignored)) return folder / name;
  }
  return std::nullopt;
}

}  // namespace

void FolderSource::fetch(const HistoryWish& wish, HistoryDone done) {
  auto bars = read(wish);
  if (bars) {
    const auto first = std::find_if(bars->begin(), bars->end(),
                                    [&](const Bar& bar) { return bar.day >= wish.first_day; });
    bars->erase(bars->begin(), first);
  }
  planner::Result<History> history = History{};
  if (bars) {
    history->bars = std::move(*bars);
  } else {
    history = tl::unexpected(bars.error());
  }
  later_(std::chrono::milliseconds(0),
         [history = std::move(history), done = std::move(done)] { done(history); });
}

void FolderSource::fetch_quotes(const QuotesWish& wish, QuotesDone done) {
  later_(std::chrono::milliseconds(0),
         [told = read_quotes(wish), done = std::move(done)] { done(told); });
}

Result<QuotesTold> FolderSource::read_quotes(const QuotesWish& wish) const {
  const auto file = first_of(folder_, {"quotes.csv"});
  if (!file) return QuotesTold{};
  const auto text = read_text_file(*file, folder_file_bytes_max);
  if (!text) return tl::unexpected(text.error());
  auto told = read_quotes_file(*text, wish.now_ms, file->string());
  if (!told) return told;
  QuotesTold out;
  for (const std::string& symbol : wish.symbols) {
    if (auto quote = told->quotes.extract(symbol)) out.quotes.insert(std::move(quote));
    if (auto flag = told->flags.extract(symbol)) out.flags.insert(std::move(flag));
  }
  return out;
}

Result<std::vector<Bar>> FolderSource::read(const HistoryWish& wish) {
  if (!is_file_name(wish.symbol)) {
    return bad_payload(wish.expected, "no file can have this name", "plain characters without /");
  }
  const std::string lower = in_lower_case(wish.symbol);
  const auto own = first_of(
      folder_, {wish.symbol + ".csv", lower + ".csv", wish.symbol + ".csv.gz", lower + ".csv.gz"});
  if (!own) {
    if (const auto common = first_of(folder_, {"prices.csv", "prices.csv.gz"})) {
      return read_common(wish, *common);
    }
    return tl::unexpected(Failure{FailureKind::missing, "there is no file of this security",
                                  folder_.string(), wish.symbol + ".csv, or prices.csv of all"});
  }
  const auto text = read_text_file(*own, folder_file_bytes_max);
  if (!text) return tl::unexpected(text.error());
  Expected expected = wish.expected;
  expected.where = own->string();
  auto file = read_price_file(*text, expected);
  if (!file) return tl::unexpected(file.error());
  return std::move(file->bars);
}

Result<std::vector<Bar>> FolderSource::read_common(const HistoryWish& wish, const fs::path& file) {
  if (!common_) {
    const auto text = read_text_file(file, folder_file_bytes_max);
    if (!text) return tl::unexpected(text.error());
    auto bars = read_common_prices(*text, file.string());
    if (!bars) return tl::unexpected(bars.error());
    common_ = std::move(*bars);
  }
  const auto found = common_->find(wish.symbol);
  if (found == common_->end()) {
    return tl::unexpected(Failure{
        FailureKind::missing, fmt::format("it has no row of {}", wish.symbol), file.string(), ""});
  }
  Expected expected = wish.expected;
  expected.where = fmt::format("{}: {}", file.string(), wish.symbol);
  if (auto nonsense = find_nonsense(found->second, expected)) {
    return tl::unexpected(std::move(*nonsense));
  }
  return found->second;
}

void FolderRates::fetch(bool /*whole*/, const Expected& expected, RatesDone done) {
  const auto file = first_of(folder_, {"eurofxref-hist.csv", "eurofxref.csv", "rates.csv"});
  if (!file) {
    return done(
        tl::unexpected(Failure{FailureKind::missing, "there is no file of rates", folder_.string(),
                               "eurofxref-hist.csv, eurofxref.csv or rates.csv"}));
  }
  const auto text = read_text_file(*file, folder_file_bytes_max);
  if (!text) return done(tl::unexpected(text.error()));
  Expected of_file = expected;
  of_file.where = file->string();
  done(read_ecb_csv(*text, of_file));
}

Result<BarsBySymbol> read_common_prices(std::string_view text, const std::string& name) {
  try {
    CsvTable table(text, name, {"date", "symbol", "close"},
                   {"close_unadjusted", "open", "high", "low", "volume"});
    BarsBySymbol out;
    while (table.next()) {
      out[table.symbol("symbol")].push_back(
          {static_cast<std::int32_t>(number_of(table.needed_date("date"))), table.number("open"),
           table.number("high"), table.number("low"), table.number("close_unadjusted"),
           table.needed_number("close"), table.number("volume")});
    }
    for (auto& [symbol, bars] : out) {
      std::stable_sort(bars.begin(), bars.end(),
                       [](const Bar& a, const Bar& b) { return a.day < b.day; });
    }
    return out;
  } catch (const CsvMistake& mistake) {
    return tl::unexpected(mistake.failure);
  }
}

}  // namespace ballast::actors
