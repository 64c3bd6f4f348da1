// Commands of the universe: what is known of securities, prices and rates, and their imports.
// Columns hold one number per row: a bin of little-endian elements, all columns of one length.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/import_report.hpp"
#include "messages/inputs_fields.hpp"
#include "planner/model/failure.hpp"

namespace ballast::messages {

/// Coordinator, CLI -> universe. Answered with UniverseSnapshot.
struct GetUniverse {
  static constexpr std::string_view type = "GetUniverse";
  std::optional<planner::Date> as_of;        // as it was known on that day; empty: the newest
  std::optional<double> correlations_above;  // tell pairs of what may be bought; empty: none

  bool operator==(const GetUniverse&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("as_of", self.as_of);
    visit("correlations_above", self.correlations_above);
  }
};

struct UniverseSnapshot {
  static constexpr std::string_view type = "UniverseSnapshot";
  std::uint64_t version = 0;                  // rises with every change
  std::string base_currency;                  // that the rates are per unit of
  std::vector<planner::Security> securities;  // ascending id, with quotes and metrics
  std::vector<planner::ExchangeRate> rates;   // the newest of each currency
  std::optional<planner::Date> newest_price;
  std::vector<planner::GroupTarget> country_targets;
  std::vector<planner::GroupMember> country_groups;
  std::vector<planner::Correlation> correlations;  // as asked for; rising, each pair once

  bool operator==(const UniverseSnapshot&) const = default;

  /// The currency to count in: of the rates, and EUR before there are any.
  [[nodiscard]] std::string counted_in() const {
    return base_currency.empty() ? "EUR" : base_currency;
  }

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("version", self.version, may_be_absent);
    visit("base_currency", self.base_currency);
    visit("securities", self.securities);
    visit("rates", self.rates);
    visit("newest_price", self.newest_price);
    visit("country_targets", self.country_targets, may_be_absent);
    visit("country_groups", self.country_groups, may_be_absent);
    visit("correlations", self.correlations, may_be_absent);
  }
};

/// Portfolio, trading, CLI -> universe. Answered with SymbolsResolved.
struct ResolveSymbols {
  static constexpr std::string_view type = "ResolveSymbols";
  std::vector<std::string> symbols;

  bool operator==(const ResolveSymbols&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("symbols", self.symbols);
  }
};

struct SymbolsResolved {
  static constexpr std::string_view type = "SymbolsResolved";
  std::vector<planner::Security> securities;  // in the order asked, without the unknown
  std::vector<std::string> unknown;

  bool operator==(const SymbolsResolved&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("securities", self.securities);
    visit("unknown", self.unknown);
  }
};

struct SecurityRow {
  std::uint32_t line = 0;  // of the file, from 1
  std::string symbol;
  std::string isin;
  std::string name;
  std::string country;
  std::string industry;
  std::string currency;  // as quoted: "GBX"
  std::string exchange;
  std::uint32_t lot = 1;
  std::string sector;
  std::string product_type;  // a name of planner::ProductType; empty: not told
  bool active = true;
  bool allow_buy = true;
  bool allow_sell = true;
  double priority_multiplier = 1.0;  // above 0

  bool operator==(const SecurityRow&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("line", self.line);
    visit("symbol", self.symbol);
    visit("isin", self.isin, may_be_absent);
    visit("name", self.name, may_be_absent);
    visit("country", self.country, may_be_absent);
    visit("industry", self.industry, may_be_absent);
    visit("currency", self.currency);
    visit("exchange", self.exchange, may_be_absent);
    visit("lot", self.lot, may_be_absent);
    visit("sector", self.sector, may_be_absent);
    visit("product_type", self.product_type, may_be_absent);
    visit("active", self.active, may_be_absent);
    visit("allow_buy", self.allow_buy, may_be_absent);
    visit("allow_sell", self.allow_sell, may_be_absent);
    visit("priority_multiplier", self.priority_multiplier, may_be_absent);
  }
};

/// CLI -> universe, like all imports here. Answered with ImportReport; one transaction.
struct ImportSecurities {
  static constexpr std::string_view type = "ImportSecurities";
  std::string source;  // name of the file
  bool dry_run = false;
  std::vector<SecurityRow> rows;

  bool operator==(const ImportSecurities&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("source", self.source);
    visit("dry_run", self.dry_run, may_be_absent);
    visit("rows", self.rows);
  }
};

/// Prices in the quotation unit of the security (pence, where it is quoted in pence). A column that
/// may be absent is empty or as long as the others.
struct ImportPrices {
  static constexpr std::string_view type = "ImportPrices";
  std::string source;
  bool dry_run = false;
  std::vector<std::string> symbols;   // each once; `symbol` points here
  std::vector<std::uint16_t> symbol;  // column
  std::vector<std::int32_t> day;      // column: days since 1970-01-01
  std::vector<double> close;          // column: adjusted for splits and dividends
  std::vector<double> volume;         // column: shares; -1: not known
  std::vector<std::uint32_t> line;    // column: line of the file
  std::vector<double> unadjusted;     // column: the close as it was quoted; -1: not known
  std::vector<double> open;           // column, as it was quoted; -1: not known
  std::vector<double> high;           // column, likewise
  std::vector<double> low;            // column, likewise

  /// Returns which column is not as long as the others or points outside its table.
  [[nodiscard]] std::optional<planner::Failure> find_fault() const;

  bool operator==(const ImportPrices&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("source", self.source);
    visit("dry_run", self.dry_run, may_be_absent);
    visit("symbols", self.symbols);
    visit("symbol", self.symbol);
    visit("day", self.day);
    visit("close", self.close);
    visit("volume", self.volume);
    visit("line", self.line);
    visit("unadjusted", self.unadjusted, may_be_absent);
    visit("open", self.open, may_be_absent);
    visit("high", self.high, may_be_absent);
    visit("low", self.low, may_be_absent);
  }
};

struct ImportRates {
  static constexpr std::string_view type = "ImportRates";
  std::string source;
  bool dry_run = false;
  std::string base_currency = "EUR";
  std::vector<std::string> currencies;  // each once; `currency` points here
  std::vector<std::uint16_t> currency;  // column
  std::vector<std::int32_t> day;        // column: days since 1970-01-01
  std::vector<double> per_base;         // column: units per one unit of the base currency
  std::vector<std::uint32_t> line;      // column: line of the file

  /// Returns which column is not as long as the others or points outside its table.
  [[nodiscard]] std::optional<planner::Failure> find_fault() const;

  bool operator==(const ImportRates&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("source", self.source);
    visit("dry_run", self.dry_run, may_be_absent);
    visit("base_currency", self.base_currency);
    visit("currencies", self.currencies);
    visit("currency", self.currency);
    visit("day", self.day);
    visit("per_base", self.per_base);
    visit("line", self.line);
  }
};

/// Fractions; what the file leaves empty is empty.
struct FundamentalsRow {
  std::uint32_t line = 0;
  std::string symbol;
  planner::Date date{};
  std::int32_t fiscal_year = 0;
  std::optional<double> price;
  std::optional<double> pe;
  std::optional<double> net_margin;
  std::optional<double> operating_margin;
  std::optional<double> current_ratio;
  std::optional<double> liabilities_to_equity;  // not of interest-bearing debt alone
  std::optional<double> debt_to_equity_pct;     // interest-bearing debt: 60 is 0.6 per unit
  std::optional<double> return_on_equity;
  std::optional<double> payout_ratio;
  std::optional<double> dividend_yield;
  std::optional<double> avg_dividend_yield;
  std::optional<double> avg_dividend_yield_months;
  std::optional<std::string> recommendation;  // of analysts: see planner/model/recommendation.hpp
  std::optional<double> target_price;         // of analysts, quoted as prices are

  bool operator==(const FundamentalsRow&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("line", self.line);
    visit("symbol", self.symbol);
    visit("date", self.date);
    visit("fiscal_year", self.fiscal_year, may_be_absent);
    visit("price", self.price);
    visit("pe", self.pe);
    visit("net_margin", self.net_margin);
    visit("operating_margin", self.operating_margin);
    visit("current_ratio", self.current_ratio);
    visit("liabilities_to_equity", self.liabilities_to_equity);
    visit("debt_to_equity_pct", self.debt_to_equity_pct);
    visit("return_on_equity", self.return_on_equity);
    visit("payout_ratio", self.payout_ratio);
    visit("dividend_yield", self.dividend_yield);
    visit("avg_dividend_yield", self.avg_dividend_yield);
    visit("avg_dividend_yield_months", self.avg_dividend_yield_months);
    visit("recommendation", self.recommendation);
    visit("target_price", self.target_price);
  }
};

struct ImportFundamentals {
  static constexpr std::string_view type = "ImportFundamentals";
  std::string source;
  bool dry_run = false;
  std::vector<FundamentalsRow> rows;

  bool operator==(const ImportFundamentals&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("source", self.source);
    visit("dry_run", self.dry_run, may_be_absent);
    visit("rows", self.rows);
  }
};

struct DividendRow {
  std::uint32_t line = 0;
  std::string symbol;
  planner::Date ex_date{};
  double amount = 0.0;  // per share, in `currency`
  std::string currency;

  bool operator==(const DividendRow&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("line", self.line);
    visit("symbol", self.symbol);
    visit("ex_date", self.ex_date);
    visit("amount", self.amount);
    visit("currency", self.currency);
  }
};

struct ImportDividends {
  static constexpr std::string_view type = "ImportDividends";
  std::string source;
  bool dry_run = false;
  std::vector<DividendRow> rows;

  bool operator==(const ImportDividends&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("source", self.source);
    visit("dry_run", self.dry_run, may_be_absent);
    visit("rows", self.rows);
  }
};

}  // namespace ballast::messages
