// The one interface of whatever tells prices: a folder, a data service, an exchange.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "actors/network/polite_http.hpp"
#include "actors/universe/sources/bar.hpp"
#include "actors/universe/sources/quotes.hpp"

namespace ballast::actors {

struct HistoryWish {
  std::string symbol;  // as the source knows it
  std::int32_t first_day = 0;
  Expected expected;  // its last_day is the last one that is asked for
};

/// What is known of one security, without nonsense, or why there is none; called once.
using HistoryDone = std::function<void(const planner::Result<History>&)>;

struct QuotesWish {
  std::vector<std::string> symbols;  // as the source knows them
  std::int64_t now_ms = 0;           // since 1970
  Expected expected;
};

/// What is bid and asked, or why nobody could say; called once.
using QuotesDone = std::function<void(const planner::Result<QuotesTold>&)>;

class PriceSource {
 public:
  virtual ~PriceSource() = default;

  /// Returns at once; `done` is called later, or at once by a source that asks nobody.
  virtual void fetch(const HistoryWish& wish, HistoryDone done) = 0;

  /// As `fetch`.
  virtual void fetch_quotes(const QuotesWish& wish, QuotesDone done) = 0;

  /// No more wishes for now: what was kept for them may go.
  virtual void end_of_sync() {}

  /// Of the service behind it; nothing for a source that asks nobody.
  [[nodiscard]] virtual std::optional<ServiceHealth> health() const { return std::nullopt; }
};

using RatesDone = std::function<void(const planner::Result<std::vector<RateRow>>&)>;

class RateSource {
 public:
  virtual ~RateSource() = default;

  /// Rates per one EUR: all there are, or those of the last 90 days.
  virtual void fetch(bool whole, const Expected& expected, RatesDone done) = 0;
  [[nodiscard]] virtual ServiceHealth health() const = 0;
};

/// Returns the body of an answer of status 200; else why there is none.
[[nodiscard]] planner::Result<std::string> body_of(const planner::Result<HttpAnswer>& outcome,
                                                   const Expected& expected);

}  // namespace ballast::actors
