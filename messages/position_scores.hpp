// What the scoring actor tells of what is held and of days gone by: sell scores, the portfolio's
// score, the history of a security's score.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/inputs_fields.hpp"

namespace ballast::messages {

/// CLI -> scoring: what to sell of what is held. Answered with SellScores.
struct ScoreSales {
  static constexpr std::string_view type = "ScoreSales";
  std::vector<std::string> symbols;  // empty: all that is held

  bool operator==(const ScoreSales&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("symbols", self.symbols, may_be_absent);
  }
};

struct SellPartTold {
  std::string name;
  double weight = 0.0;
  double value = 0.0;  // 0 to 1

  bool operator==(const SellPartTold&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("name", self.name);
    visit("weight", self.weight);
    visit("value", self.value);
  }
};

struct SellScoreTold {
  planner::SecurityId security;
  std::string symbol;
  std::string refused;               // why nothing may be sold; empty: it may
  double score = 0.0;                // 0 to 1; 0 where refused
  double quantity = 0.0;             // shares to sell; 0: none
  double held = 0.0;                 // shares
  std::vector<SellPartTold> parts;   // none where refused
  std::vector<std::string> missing;  // what is not known of it

  bool operator==(const SellScoreTold&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("security", self.security);
    visit("symbol", self.symbol);
    visit("refused", self.refused, may_be_absent);
    visit("score", self.score);
    visit("quantity", self.quantity);
    visit("held", self.held);
    visit("parts", self.parts, may_be_absent);
    visit("missing", self.missing, may_be_absent);
  }
};

struct SellScores {
  static constexpr std::string_view type = "SellScores";
  planner::Date as_of{};              // of the newest price
  std::vector<SellScoreTold> scores;  // the highest first, then by symbol
  std::vector<std::string> not_held;  // symbols as asked

  bool operator==(const SellScores&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("as_of", self.as_of);
    visit("scores", self.scores);
    visit("not_held", self.not_held, may_be_absent);
  }
};

/// CLI -> scoring: how good the portfolio is as a whole. Answered with PortfolioScored.
struct ScorePortfolio {
  static constexpr std::string_view type = "ScorePortfolio";
  bool operator==(const ScorePortfolio&) const = default;
  template <class Self, class Visitor>
  static void fields(Self& /*self*/, Visitor&& /*visit*/) {}
};

/// Parts are from 0 to 100.
struct PortfolioScored {
  static constexpr std::string_view type = "PortfolioScored";
  planner::Date as_of{};                  // of the newest price
  std::string currency;                   // that the value is in
  double value = 0.0;                     // positions and cash
  double total = 0.0;                     // 0.40 diversification + 0.30 dividend + 0.30 quality
  std::optional<double> diversification;  // empty: no targets or no countries; 33 counts
  std::optional<double> dividend;         // empty: no yield is known; 50 counts
  std::optional<double> quality;          // empty: no score is known; 50 counts
  std::optional<double> weighted;     // mean of the positions' scores by value, 0 to 1; empty: none
  std::optional<double> mean;         // the plain mean of them
  std::uint32_t scored = 0;           // positions
  std::vector<std::string> unscored;  // symbols of positions without a score
  std::vector<std::string> notes;     // what was not counted

  bool operator==(const PortfolioScored&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("as_of", self.as_of);
    visit("currency", self.currency);
    visit("value", self.value);
    visit("total", self.total);
    visit("diversification", self.diversification, may_be_absent);
    visit("dividend", self.dividend, may_be_absent);
    visit("quality", self.quality, may_be_absent);
    visit("weighted", self.weighted, may_be_absent);
    visit("mean", self.mean, may_be_absent);
    visit("scored", self.scored);
    visit("unscored", self.unscored, may_be_absent);
    visit("notes", self.notes, may_be_absent);
  }
};

/// CLI -> scoring: what a security scored on each day. Answered with ScoreHistory.
struct GetScoreHistory {
  static constexpr std::string_view type = "GetScoreHistory";
  std::string symbol;
  std::optional<planner::Date> from;
  std::optional<planner::Date> to;  // that day too

  bool operator==(const GetScoreHistory&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("symbol", self.symbol);
    visit("from", self.from, may_be_absent);
    visit("to", self.to, may_be_absent);
  }
};

struct ScoreHistory {
  static constexpr std::string_view type = "ScoreHistory";
  std::string symbol;
  std::vector<std::int32_t> day;   // column: of the newest close, days since 1970-01-01, rising
  std::vector<double> total;       // column: 0 to 1
  std::vector<double> confidence;  // column: 0 to 1

  bool operator==(const ScoreHistory&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("symbol", self.symbol);
    visit("day", self.day);
    visit("total", self.total);
    visit("confidence", self.confidence);
  }
};

}  // namespace ballast::messages
