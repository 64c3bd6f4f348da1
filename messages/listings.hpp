// What trading asks the universe of a security beside its price: where it is listed, how high it
// was, what is bid and asked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/inputs_fields.hpp"

namespace ballast::messages {

/// Trading -> universe. Answered with Listings.
struct GetListings {
  static constexpr std::string_view type = "GetListings";
  std::vector<std::string> symbols;
  std::optional<planner::Date> as_of;  // as it was known on that day; empty: the newest
  std::optional<std::uint64_t> quotes_within_ms =
      {};  // older quotes are fetched first; empty: none

  bool operator==(const GetListings&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("symbols", self.symbols);
    visit("as_of", self.as_of);
    visit("quotes_within_ms", self.quotes_within_ms);
  }
};

struct Listing {
  planner::SecurityId security;
  std::string symbol;
  std::string exchange;             // as it was imported; may be empty
  std::optional<double> year_high;  // highest close of a year, in whole units of the currency
  std::optional<planner::BestQuote> quote = {};  // the newest, in the same; none of a past day
  std::optional<double> tick = {};               // step of its prices, in the same

  bool operator==(const Listing&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("security", self.security);
    visit("symbol", self.symbol);
    visit("exchange", self.exchange);
    visit("year_high", self.year_high);
    visit("quote", self.quote);
    visit("tick", self.tick);
  }
};

struct Listings {
  static constexpr std::string_view type = "Listings";
  std::vector<Listing> listings;  // in the order asked, without the unknown

  bool operator==(const Listings&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("listings", self.listings);
  }
};

}  // namespace ballast::messages
