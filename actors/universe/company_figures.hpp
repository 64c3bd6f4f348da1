// What a company's books and dividends said up to a day.
#pragma once

#include <cstdint>
#include <optional>

#include <SQLiteCpp/SQLiteCpp.h>

#include "planner/metrics/fundamentals.hpp"
#include "planner/model/security.hpp"

namespace ballast::actors {

struct CompanyFigures {
  planner::Fundamentals fundamentals;
  std::optional<double> average_yield;  // of five years
};

/// Keeps its statements, for many securities.
class CompanyFigureReader {
 public:
  CompanyFigureReader(SQLite::Database& database, std::int64_t last_day);

  /// Returns the newest books at or before the last day. Without a yield in them it is the
  /// dividends of the year before the quote over its price; dividends in another currency do not
  /// count.
  [[nodiscard]] CompanyFigures of(const planner::Security& security,
                                  const std::optional<planner::Quote>& quote);

 private:
  [[nodiscard]] CompanyFigures of_books(planner::SecurityId id);
  [[nodiscard]] std::optional<double> trailing_yield(const planner::Security& security,
                                                     const planner::Quote& quote);

  std::int64_t last_day_;
  SQLite::Statement fundamentals_;
  SQLite::Statement dividends_;
};

}  // namespace ballast::actors
