// What a company's books, its dividends and analysts said up to a day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>

#include "planner/metrics/fundamentals.hpp"
#include "planner/model/security.hpp"

namespace ballast::actors {

struct CompanyFigures {
  planner::Fundamentals fundamentals;
  std::optional<double> average_yield;  // of five years
};

struct Opinions {
  std::optional<std::string> recommendation;
  std::optional<double> target_price;  // in the unit of quotation
};

/// Keeps its statements, for many securities.
class CompanyFigureReader {
 public:
  CompanyFigureReader(SQLite::Database& database, std::int64_t last_day);

  /// Returns the newest books at or before the last day; a row that tells opinions alone is none.
  /// Without a yield in them it is the dividends of the year before the quote over its price;
  /// dividends in another currency do not count.
  [[nodiscard]] CompanyFigures of(const planner::Security& security,
                                  const std::optional<planner::Quote>& quote);

  /// Returns recommendation and target price, each as it was told last, at or before the last day.
  /// A target from before a split is of other shares and is left out.
  [[nodiscard]] Opinions opinions_of(planner::SecurityId id);

 private:
  [[nodiscard]] CompanyFigures of_books(planner::SecurityId id);
  [[nodiscard]] std::optional<double> trailing_yield(const planner::Security& security,
                                                     const planner::Quote& quote);

  std::int64_t last_day_;
  SQLite::Statement fundamentals_;
  SQLite::Statement dividends_;
  SQLite::Statement opinions_;
};

}  // namespace ballast::actors
