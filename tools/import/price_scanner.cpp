#include "tools/import/price_scanner.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "actors/universe/imports.hpp"
#include "tools/import/csv.hpp"

namespace ballast::tools {
namespace {

constexpr std::size_t scanned_columns_max = 16;
constexpr std::size_t symbol_bytes_max = 32;
constexpr std::size_t symbols_max = 60'000;
constexpr double not_told = -1.0;

enum class Meaning : std::uint8_t { date, symbol, close, volume, unadjusted, open, high, low };
constexpr std::array<std::string_view, 8> meanings = {
    "date", "symbol", "close", "volume", "close_unadjusted", "open", "high", "low"};

std::string_view trim(std::string_view cell) {
  while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t')) cell.remove_suffix(1);
  return cell;
}

bool is_usual(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= ' ' && c < '\x7f' && c != '"') || c == '\n' || c == '\t';
  });
}

std::optional<std::int32_t> digits(std::string_view text) {
  std::int32_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<std::int32_t> scan_day(std::string_view cell) {
  if (cell.size() != 10 || cell[4] != '-' || cell[7] != '-') return std::nullopt;
  const auto year = digits(cell.substr(0, 4));
  const auto month = digits(cell.substr(5, 2));
  const auto day = digits(cell.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  const auto number = std::chrono::sys_days{date}.time_since_epoch().count();
  if (!actors::is_plausible_day(number)) return std::nullopt;
  return static_cast<std::int32_t>(number);
}

/// A price or a volume; `least` and above, or below zero for an empty cell.
std::optional<double> scan_number(std::string_view cell, double least) {
  if (cell.empty()) return not_told;
  double value = 0.0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(value) ||
      value < least) {
    return std::nullopt;
  }
  return value;
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool scan(Imported<messages::ImportPrices>& out) {
    const auto rows = static_cast<std::size_t>(std::count(rest_.begin(), rest_.end(), '\n')) + 1;
    if (rows > std::numeric_limits<std::uint32_t>::max() || !read_header(out)) return false;
    reserve(out.body, rows);
    while (!rest_.empty()) {
      const std::string_view line = take_line();
      if (!line.empty() && !read_row(line, out.body)) return false;
    }
    return true;
  }

 private:
  std::string_view take_line() {
    ++line_;
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return line;
  }

  bool read_header(Imported<messages::ImportPrices>& out) {
    std::string_view line;
    while (line.empty() && !rest_.empty()) line = take_line();
    while (columns_ < scanned_columns_max) {
      const std::size_t end = std::min(line.find(','), line.size());
      const std::string_view name = trim(line.substr(0, end));
      const auto* const known = std::find(meanings.begin(), meanings.end(), name);
      if (known == meanings.end()) {
        out.ignored_columns.emplace_back(name);
      } else {
        std::size_t& place = place_.at(static_cast<std::size_t>(known - meanings.begin()));
        if (place != absent) return false;
        place = columns_;
      }
      ++columns_;
      if (end == line.size()) return has_needed() && differ(out.ignored_columns);
      line.remove_prefix(end + 1);
    }
    return false;
  }

  [[nodiscard]] bool has_needed() const {
    return place_[0] != absent && place_[1] != absent && place_[2] != absent;
  }
  static bool differ(std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    return std::adjacent_find(names.begin(), names.end()) == names.end();
  }

  void reserve(messages::ImportPrices& body, std::size_t rows) const {
    body.symbol.reserve(rows);
    body.day.reserve(rows);
    body.close.reserve(rows);
    body.volume.reserve(rows);
    body.line.reserve(rows);
    for (auto* column : {&body.unadjusted, &body.open, &body.high, &body.low}) {
      if (!column->empty()) column->reserve(rows);
    }
  }

  bool read_row(std::string_view line, messages::ImportPrices& body) {
    std::size_t count = 0;
    while (true) {
      const std::size_t end = std::min(line.find(','), line.size());
      if (count == columns_ || end > cell_bytes_max) return false;
      cells_.at(count++) = trim(line.substr(0, end));
      if (end == line.size()) break;
      line.remove_prefix(end + 1);
    }
    return count == columns_ && keep_row(body);
  }

  [[nodiscard]] std::string_view cell(Meaning meaning) const {
    const std::size_t place = place_.at(static_cast<std::size_t>(meaning));
    return place == absent ? std::string_view() : cells_.at(place);
  }

  bool keep_row(messages::ImportPrices& body) {
    const auto symbol = place_of(cell(Meaning::symbol), body);
    const auto day = scan_day(cell(Meaning::date));
    const auto close = scan_number(cell(Meaning::close), least_price);
    const auto volume = scan_number(cell(Meaning::volume), 0.0);
    if (!symbol || !day || !close || *close == not_told || !volume) return false;
    if (*day <= latest_[*symbol]) return false;
    latest_[*symbol] = *day;
    body.symbol.push_back(*symbol);
    body.day.push_back(*day);
    body.close.push_back(*close);
    body.volume.push_back(*volume);
    body.line.push_back(line_);
    return keep_price(Meaning::unadjusted, body.unadjusted) &&
           keep_price(Meaning::open, body.open) && keep_price(Meaning::high, body.high) &&
           keep_price(Meaning::low, body.low);
  }

  bool keep_price(Meaning meaning, std::vector<double>& column) const {
    if (place_.at(static_cast<std::size_t>(meaning)) == absent) return true;
    const auto price = scan_number(cell(meaning), least_price);
    if (price) column.push_back(*price);
    return price.has_value();
  }

  std::optional<std::uint16_t> place_of(std::string_view cell, messages::ImportPrices& body) {
    if (!last_cell_.empty() && cell == last_cell_) return last_place_;
    if (cell.empty() || cell.size() > symbol_bytes_max) return std::nullopt;
    std::string symbol(cell);
    for (char& c : symbol) {
      if (c <= ' ') return std::nullopt;
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    const auto [found, is_new] = places_.emplace(symbol, body.symbols.size());
    if (is_new) {
      if (body.symbols.size() == symbols_max) return std::nullopt;
      body.symbols.push_back(std::move(symbol));
      latest_.push_back(std::numeric_limits<std::int32_t>::min());
    }
    last_cell_ = cell;
    last_place_ = static_cast<std::uint16_t>(found->second);
    return last_place_;
  }

  static constexpr std::size_t absent = scanned_columns_max;
  static constexpr double least_price = std::numeric_limits<double>::denorm_min();

  std::string_view rest_;
  std::uint32_t line_ = 0;
  std::array<std::size_t, 8> place_ = {absent, absent, absent, absent,
                                       absent, absent, absent, absent};
  std::size_t columns_ = 0;
  std::array<std::string_view, scanned_columns_max> cells_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<std::int32_t> latest_;  // day, by place of the symbol
  std::string_view last_cell_;
  std::uint16_t last_place_ = 0;
};

}  // namespace

std::optional<Imported<messages::ImportPrices>> scan_prices(std::string_view text,
                                                            const std::string& name) {
  if (!is_usual(text)) return std::nullopt;
  Imported<messages::ImportPrices> out;
  out.body.source = name;
  if (!Scanner(text).scan(out)) return std::nullopt;
  return out;
}

}  // namespace ballast::tools
