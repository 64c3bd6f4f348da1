// Daily closes from a file: a row replaces what was known of its security and day. Gaps are named,
// not refused; a row that cannot be right is set aside and named.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "actors/universe/imports.hpp"
#include "actors/universe/price_book.hpp"

namespace ballast::actors {
namespace {

constexpr std::int64_t before_all_days = -100'000;
constexpr std::size_t told_aside_max = 3;
/// New rows go into the table so many at a time: each statement costs as much as a row.
constexpr std::size_t rows_a_statement = 16;
constexpr int values_a_row = 9;

/// What the file brings for one symbol.
struct Brought {
  std::int64_t security = 0;
  std::int64_t stored_until = 0;  // the newest day known before
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::int32_t latest = 0;      // day of its latest row
  bool rising = true;           // each row's day comes after the one before
  std::set<std::int32_t> days;  // of rows so far, once they do not rise
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
};

std::string insert_of(std::size_t rows) {
  std::string sql = "INSERT INTO price VALUES ";
  for (std::size_t row = 0; row < rows; ++row) {
    sql += row == 0 ? "(?,?,?,?,?,?,?,?,?)" : ",(?,?,?,?,?,?,?,?,?)";
  }
  return sql;
}

/// A row as it is kept; what the file does not tell is negative.
struct PriceRow {
  std::int64_t security = 0;
  std::int32_t day = 0;
  double close = -1.0;
  double adjusted = -1.0;
  double open = -1.0;
  double high = -1.0;
  double low = -1.0;
  double volume = -1.0;
};

std::optional<double> told(double value) {
  if (value < 0.0) return std::nullopt;
  return value;
}

Bar bar_of_row(const PriceRow& row) {
  return {row.day,         told(row.open),     told(row.high),  told(row.low),
          told(row.close), told(row.adjusted), told(row.volume)};
}

class PriceImport {
 public:
  PriceImport(SQLite::Database& database, const messages::ImportPrices& import, std::int64_t fetch,
              ImportTally& tally)
      : import_(import),
        fetch_(fetch),
        tally_(tally),
        database_(database),
        find_(database,
              "SELECT close, adjusted, open, high, low, volume FROM price "
              "WHERE security = ? AND day = ?"),
        add_many_(database, insert_of(rows_a_statement)),
        add_(database, insert_of(1)),
        replace_(database, "REPLACE INTO price VALUES (?,?,?,?,?,?,?,?,?)"),
        put_aside_(database, "REPLACE INTO price_aside VALUES (?,?,?,?,?,?,?,?,?,?)") {}

  Result<void> run() {
    if (const auto fault = import_.find_fault()) {
      return tl::unexpected(planner::Failure{planner::FailureKind::invalid,
                                             "the columns of prices differ in length",
                                             import_.source, "columns of one length"});
    }
    brought_.resize(import_.symbols.size());
    for (std::size_t row = 0; row < import_.day.size(); ++row) {
      if (auto sound = check_row(row); !sound) return sound;
      take(row);
    }
    add_rest();
    for (std::size_t place = 0; place < brought_.size(); ++place) tell(place);
    if (aside_ > told_aside_max) {
      tally_.warn(fmt::format("{} more rows were set aside", aside_ - told_aside_max));
    }
    return {};
  }

 private:
  Result<void> wrong(std::size_t row, std::string what, std::string allowed) const {
    return wrong_row(import_.source, import_.line[row],
                     fmt::format("{}{}", import_.symbols[import_.symbol[row]], what),
                     std::move(allowed));
  }

  Result<void> check_row(std::size_t row) {
    const double close = import_.close[row];
    if (!std::isfinite(close) || close <= 0.0) {
      return wrong(row, fmt::format(": the close {} is not above zero", close),
                   "a finite number above 0");
    }
    if (!std::isfinite(import_.volume[row])) {
      return wrong(row, ": the volume is no number", "a finite number");
    }
    for (const auto* column : {&import_.unadjusted, &import_.open, &import_.high, &import_.low}) {
      if (column->empty() || (std::isfinite((*column)[row]) && (*column)[row] != 0.0)) continue;
      return wrong(row, ": a price is not above zero", "a finite number above 0");
    }
    const std::int32_t day = import_.day[row];
    if (!is_plausible_day(day)) return wrong(row, ": the day is out of range", plausible_days);
    return know_row(row, day);
  }

  Result<void> know_row(std::size_t row, std::int32_t day) {
    Brought& brought = brought_[import_.symbol[row]];
    if (brought.security == 0) return know_symbol(row, brought);
    if (brought.rising && day > brought.latest) {
      brought.latest = day;
      return {};
    }
    if (brought.rising) {
      brought.rising = false;
      for (std::size_t at = 0; at < row; ++at) {
        if (import_.symbol[at] == import_.symbol[row]) brought.days.insert(import_.day[at]);
      }
    }
    if (brought.days.insert(day).second) return {};
    return wrong(row, fmt::format(" has two prices on {}", planner::format_date(day_of(day))),
                 "one price a day");
  }

  Result<void> know_symbol(std::size_t row, Brought& brought) {
    const auto id = find_security(database_, import_.symbols[import_.symbol[row]]);
    if (!id) return wrong(row, " is no known security", "import its security first");
    brought.security = *id;
    brought.first = brought.last = brought.latest = import_.day[row];
    SQLite::Statement newest(database_, "SELECT max(day) FROM price WHERE security = ?");
    newest.bind(1, *id);
    const bool any = newest.executeStep() && !newest.getColumn(0).isNull();
    brought.stored_until = any ? newest.getColumn(0).getInt64() : before_all_days;
    return {};
  }

  [[nodiscard]] PriceRow row_of(std::size_t row) const {
    const auto cell = [row](const std::vector<double>& column) {
      return column.empty() ? -1.0 : column[row];
    };
    return {brought_[import_.symbol[row]].security,
            import_.day[row],
            cell(import_.unadjusted),
            import_.close[row],
            cell(import_.open),
            cell(import_.high),
            cell(import_.low),
            import_.volume[row]};
  }

  void take(std::size_t row) {
    Brought& brought = brought_[import_.symbol[row]];
    const PriceRow price = row_of(row);
    // The range of a file with adjusted closes alone may be of another series.
    if (price.close > 0.0) {
      if (const std::string fault = find_inner_fault(bar_of_row(price)); !fault.empty()) {
        return set_aside(row, price, fault);
      }
    }
    brought.first = std::min<std::int64_t>(brought.first, price.day);
    brought.last = std::max<std::int64_t>(brought.last, price.day);
    if (price.day > brought.stored_until) {
      ++brought.added;
      tally_.added("");
      new_rows_.push_back(price);
      if (new_rows_.size() == rows_a_statement) add_many();
      return;
    }
    if (is_known(brought, price)) {
      tally_.unchanged();
    } else {
      replace_.reset();
      bind_price(replace_, 0, price);
      replace_.exec();
    }
  }

  bool is_known(Brought& brought, const PriceRow& price) {
    find_.reset();
    find_.bind(1, brought.security);
    find_.bind(2, price.day);
    if (!find_.executeStep()) {
      ++brought.added;
      tally_.added("");
      return false;
    }
    int place = 0;
    for (const double value :
         {price.close, price.adjusted, price.open, price.high, price.low, price.volume}) {
      const SQLite::Column kept = find_.getColumn(place++);
      if (kept.isNull() != (value < 0.0) || (value >= 0.0 && kept.getDouble() != value)) {
        ++brought.changed;
        tally_.changed("");
        return false;
      }
    }
    return true;
  }

  void add_many() {
    add_many_.reset();
    int place = 0;
    for (const PriceRow& price : new_rows_) {
      bind_price(add_many_, place, price);
      place += values_a_row;
    }
    add_many_.exec();
    new_rows_.clear();
  }

  void add_rest() {
    for (const PriceRow& price : new_rows_) {
      add_.reset();
      bind_price(add_, 0, price);
      add_.exec();
    }
    new_rows_.clear();
  }

  /// `place`: how many values of the statement come before.
  void bind_price(SQLite::Statement& statement, int place, const PriceRow& price) const {
    statement.bind(++place, price.security);
    statement.bind(++place, price.day);
    for (const double value :
         {price.close, price.adjusted, price.open, price.high, price.low, price.volume}) {
      if (value < 0.0) {
        statement.bind(++place);
      } else {
        statement.bind(++place, value);
      }
    }
    statement.bind(++place, fetch_);
  }

  void set_aside(std::size_t row, const PriceRow& price, const std::string& fault) {
    put_aside_.reset();
    bind_price(put_aside_, 0, price);
    put_aside_.bind(values_a_row + 1, fault);
    put_aside_.exec();
    tally_.unchanged();
    if (++aside_ > told_aside_max) return;
    tally_.warn(fmt::format("{}:{}: {} on {}: {}; set aside", import_.source, import_.line[row],
                            import_.symbols[import_.symbol[row]],
                            planner::format_date(day_of(price.day)), fault));
  }

  void tell(std::size_t place) {
    const Brought& brought = brought_[place];
    if (brought.security == 0) return;
    if (brought.added + brought.changed > 0) {
      tally_.tell(fmt::format("{}: {} closes added, {} changed, {} to {}", import_.symbols[place],
                              brought.added, brought.changed,
                              planner::format_date(day_of(brought.first)),
                              planner::format_date(day_of(brought.last))));
    }
    const std::string gaps =
        describe_gaps(database_, brought.security, brought.first, brought.last);
    if (!gaps.empty()) {
      tally_.warn(fmt::format("{}: no prices between {}", import_.symbols[place], gaps));
    }
  }

  const messages::ImportPrices& import_;
  std::int64_t fetch_;
  ImportTally& tally_;
  SQLite::Database& database_;
  SQLite::Statement find_;
  SQLite::Statement add_many_;
  SQLite::Statement add_;
  SQLite::Statement replace_;
  SQLite::Statement put_aside_;
  std::vector<Brought> brought_;  // by place of the symbol
  std::vector<PriceRow> new_rows_;
  std::size_t aside_ = 0;
};

}  // namespace

Result<void> import_prices(SQLite::Database& database, const messages::ImportPrices& import,
                           std::int64_t fetch, ImportTally& tally) {
  return PriceImport(database, import, fetch, tally).run();
}

}  // namespace ballast::actors
