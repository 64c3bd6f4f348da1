#include "planner/model/best_quote.hpp"

#include <cmath>

namespace ballast::planner {
namespace {

bool is_offered(double price) {
  return std::isfinite(price) && price > 0.0;
}

bool is_size(const std::optional<double>& size) {
  return !size || (std::isfinite(*size) && *size >= 0.0);
}

}  // namespace

std::string find_fault(const BestQuote& quote, std::int64_t now_ms) {
  if (!is_offered(quote.bid)) return "nobody bids";
  if (!is_offered(quote.ask)) return "nobody asks";
  if (quote.bid > quote.ask) return "the bid is above the ask";
  if (!is_size(quote.bid_size) || !is_size(quote.ask_size)) return "a size is no number from 0";
  if (quote.at_ms <= 0) return "its time is not told";
  if (quote.at_ms > now_ms && quote.at_ms - now_ms > quote_ahead_ms_max) {
    return "it is of a time to come";
  }
  return "";
}

double midpoint_of(const BestQuote& quote) {
  return quote.bid + (quote.ask - quote.bid) / 2.0;
}

double spread_of(const BestQuote& quote) {
  return (quote.ask - quote.bid) / midpoint_of(quote);
}

BestQuote in_whole_units(BestQuote quote, double units_per_whole) {
  quote.bid /= units_per_whole;
  quote.ask /= units_per_whole;
  return quote;
}

}  // namespace ballast::planner
