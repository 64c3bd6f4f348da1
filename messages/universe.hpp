// Commands that keep the universe: securities added, changed and removed, what is known and what is
// stale, and fetching from sources.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/inputs_fields.hpp"

namespace ballast::messages {

/// One field of a security as a person writes it: "lot" is "100". Names as in `universe set`.
struct FieldWish {
  std::string name;
  std::string value;

  bool operator==(const FieldWish&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("name", self.name);
    visit("value", self.value);
  }
};

/// CLI -> universe. All or nothing. Answered with SecurityChanged.
struct ChangeSecurity {
  static constexpr std::string_view type = "ChangeSecurity";
  std::string symbol;
  bool add = false;  // refused if it is known; else refused if it is not
  std::vector<FieldWish> wishes;

  bool operator==(const ChangeSecurity&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("symbol", self.symbol);
    visit("add", self.add, may_be_absent);
    visit("wishes", self.wishes, may_be_absent);
  }
};

/// CLI -> universe. A security that is held, or perhaps held, is bought no more; another becomes
/// inactive. No data is deleted. Answered with SecurityChanged.
struct RemoveSecurity {
  static constexpr std::string_view type = "RemoveSecurity";
  std::string symbol;

  bool operator==(const RemoveSecurity&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("symbol", self.symbol);
  }
};

struct SecurityChanged {
  static constexpr std::string_view type = "SecurityChanged";
  std::string symbol;
  std::vector<std::string> changes;  // a sentence each; none: all was so already
  std::vector<std::string> missing;  // what it still lacks

  bool operator==(const SecurityChanged&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("symbol", self.symbol);
    visit("changes", self.changes, may_be_absent);
    visit("missing", self.missing, may_be_absent);
  }
};

/// CLI -> universe. Answered with SecurityList.
struct ListSecurities {
  static constexpr std::string_view type = "ListSecurities";
  std::vector<std::string> symbols;  // empty: all
  bool incomplete = false;           // only those that lack something

  bool operator==(const ListSecurities&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("symbols", self.symbols, may_be_absent);
    visit("incomplete", self.incomplete, may_be_absent);
  }
};

struct SecurityEntry {
  std::string symbol;
  std::vector<FieldWish> known;  // every field that is set, in the order of `universe set`
  std::uint64_t bars = 0;        // days with a price
  std::uint64_t aside = 0;       // days whose bar is not believed
  std::optional<planner::Date> newest_price;  // its day
  std::string price_source;                   // of the newest bar
  std::optional<planner::BestQuote> quote;    // the newest, in the unit of quotation
  std::int64_t synced_ms = 0;                 // since 1970; 0: never
  bool stale = false;                         // its source was to tell more by now
  std::string failure;               // of the last sync; empty: it went well, or there was none
  std::vector<std::string> missing;  // what it lacks

  bool operator==(const SecurityEntry&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("symbol", self.symbol);
    visit("known", self.known, may_be_absent);
    visit("bars", self.bars, may_be_absent);
    visit("aside", self.aside, may_be_absent);
    visit("newest_price", self.newest_price);
    visit("price_source", self.price_source, may_be_absent);
    visit("quote", self.quote);
    visit("synced_ms", self.synced_ms, may_be_absent);
    visit("stale", self.stale, may_be_absent);
    visit("failure", self.failure, may_be_absent);
    visit("missing", self.missing, may_be_absent);
  }
};

struct RateEntry {
  std::string currency;
  planner::Date date{};
  double per_base = 0.0;
  std::string source;
  std::uint64_t aside = 0;  // rates that are not believed

  bool operator==(const RateEntry&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("currency", self.currency);
    visit("date", self.date);
    visit("per_base", self.per_base);
    visit("source", self.source, may_be_absent);
    visit("aside", self.aside, may_be_absent);
  }
};

struct SourceEntry {
  std::string name;
  std::string state;           // "ready", "resting"
  std::uint64_t rests_ms = 0;  // until it is asked again
  std::string failure;         // of its last request; empty: it went well

  bool operator==(const SourceEntry&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("name", self.name);
    visit("state", self.state);
    visit("rests_ms", self.rests_ms, may_be_absent);
    visit("failure", self.failure, may_be_absent);
  }
};

struct SecurityList {
  static constexpr std::string_view type = "SecurityList";
  std::vector<SecurityEntry> securities;  // by symbol
  std::string base_currency;
  std::vector<RateEntry> rates;      // the newest of each currency
  bool rates_stale = false;          // older than four days
  std::vector<SourceEntry> sources;  // those that planner.toml names

  bool operator==(const SecurityList&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("securities", self.securities);
    visit("base_currency", self.base_currency, may_be_absent);
    visit("rates", self.rates, may_be_absent);
    visit("rates_stale", self.rates_stale, may_be_absent);
    visit("sources", self.sources, may_be_absent);
  }
};

/// CLI -> universe. Answered with SyncReport once all has been fetched, which takes as long as the
/// sources' limits ask for.
struct SyncUniverse {
  static constexpr std::string_view type = "SyncUniverse";
  std::vector<std::string> symbols;  // empty: all that have a source, and the rates
  bool whole = false;                // fetch the whole history again

  bool operator==(const SyncUniverse&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("symbols", self.symbols, may_be_absent);
    visit("whole", self.whole, may_be_absent);
  }
};

struct SyncRow {
  std::string subject;  // a symbol, or "rates"
  std::string source;
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t aside = 0;
  bool whole = false;              // the whole history was fetched
  std::vector<std::string> flags;  // a sentence each
  std::string failure;             // why nothing was stored; empty: it was

  bool operator==(const SyncRow&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("subject", self.subject);
    visit("source", self.source, may_be_absent);
    visit("added", self.added, may_be_absent);
    visit("changed", self.changed, may_be_absent);
    visit("aside", self.aside, may_be_absent);
    visit("whole", self.whole, may_be_absent);
    visit("flags", self.flags, may_be_absent);
    visit("failure", self.failure, may_be_absent);
  }
};

struct SyncReport {
  static constexpr std::string_view type = "SyncReport";
  std::vector<SyncRow> rows;    // that changed, are flagged or failed, by subject; `rates` last
  std::uint64_t unchanged = 0;  // subjects that had nothing new
  std::uint64_t quotes = 0;     // securities of which bid and ask were told

  bool operator==(const SyncReport&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("rows", self.rows);
    visit("unchanged", self.unchanged, may_be_absent);
    visit("quotes", self.quotes, may_be_absent);
  }
};

}  // namespace ballast::messages
