// What the scoring actor asks and tells: prices and books of securities, what analysts say, and the
// scores with all that explains them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/inputs_fields.hpp"

namespace ballast::messages {

/// Scoring -> universe. Answered with ScoreInputs.
struct GetScoreInputs {
  static constexpr std::string_view type = "GetScoreInputs";
  std::vector<std::string> symbols;  // as asked; empty: all
  std::int64_t after = 0;            // of all: only ids above it

  bool operator==(const GetScoreInputs&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("symbols", self.symbols, may_be_absent);
    visit("after", self.after, may_be_absent);
  }
};

/// Prices of one series, adjusted or raw, and what books and analysts say last.
struct ScoreInput {
  static constexpr std::string_view type = "ScoreInput";
  planner::Security security;     // without quote and metrics
  std::vector<std::int32_t> day;  // column: days since 1970-01-01, rising
  std::vector<double> close;      // column: the close of that day
  std::optional<double> pe;       // price over earnings
  std::optional<double> net_margin;
  std::optional<double> debt_to_equity_pct;  // 60 is 0.6 per unit of equity
  std::optional<double> current_ratio;
  std::optional<double> payout_ratio;
  std::optional<double> dividend_yield;
  std::optional<double> average_yield;     // of five years
  std::vector<std::int32_t> dividend_day;  // column: days since 1970-01-01, rising
  std::vector<double> dividend;            // column: since the last split, a share, in its currency
  std::optional<std::string>
      recommendation;                  // of analysts: strong_buy, buy, hold, sell, strong_sell
  std::optional<double> target_price;  // of analysts, in the unit of the closes
  std::optional<double> price;         // of a share, in that unit; told beside a target

  bool operator==(const ScoreInput&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("security", self.security);
    visit("day", self.day);
    visit("close", self.close);
    visit("pe", self.pe, may_be_absent);
    visit("net_margin", self.net_margin, may_be_absent);
    visit("debt_to_equity_pct", self.debt_to_equity_pct, may_be_absent);
    visit("current_ratio", self.current_ratio, may_be_absent);
    visit("payout_ratio", self.payout_ratio, may_be_absent);
    visit("dividend_yield", self.dividend_yield, may_be_absent);
    visit("average_yield", self.average_yield, may_be_absent);
    visit("dividend_day", self.dividend_day, may_be_absent);
    visit("dividend", self.dividend, may_be_absent);
    visit("recommendation", self.recommendation, may_be_absent);
    visit("target_price", self.target_price, may_be_absent);
    visit("price", self.price, may_be_absent);
  }
};

struct ScoreInputs {
  static constexpr std::string_view type = "ScoreInputs";
  std::uint64_t version = 0;         // of the universe
  std::vector<ScoreInput> inputs;    // in the order asked, else by rising id
  std::vector<std::string> unknown;  // symbols that no security has
  std::int64_t next = 0;             // ask for what is after it; 0: that was all

  bool operator==(const ScoreInputs&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("version", self.version);
    visit("inputs", self.inputs);
    visit("unknown", self.unknown, may_be_absent);
    visit("next", self.next, may_be_absent);
  }
};

/// CLI, coordinator, optimization -> scoring. Answered with SecurityScores, some securities at a
/// time.
struct ScoreSecurities {
  static constexpr std::string_view type = "ScoreSecurities";
  std::vector<std::string> symbols;  // as asked; empty: all
  std::int64_t after = 0;            // of all: only ids above it
  bool explain = false;              // with sub-scores and raw values
  bool kept = false;                 // of all, as they were computed last, without a look at prices

  bool operator==(const ScoreSecurities&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("symbols", self.symbols, may_be_absent);
    visit("after", self.after, may_be_absent);
    visit("explain", self.explain, may_be_absent);
    visit("kept", self.kept, may_be_absent);
  }
};

struct NamedValue {
  std::string name;
  std::optional<double> value;  // empty: not known

  bool operator==(const NamedValue&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("name", self.name);
    visit("value", self.value);
  }
};

/// A sub-score.
struct SubScoreTold {
  std::string name;
  double weight = 0.0;  // in its group
  double value = 0.0;   // 0 to 1
  std::string formula;
  std::vector<NamedValue> inputs;
  double could_add = 0.0;  // to the total, were a missing input known and at its best

  bool operator==(const SubScoreTold&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("name", self.name);
    visit("weight", self.weight);
    visit("value", self.value);
    visit("formula", self.formula);
    visit("inputs", self.inputs);
    visit("could_add", self.could_add);
  }
};

struct ScoreGroupTold {
  std::string name;
  double weight = 0.0;          // in the total; 0: dropped
  std::optional<double> value;  // 0 to 1; empty: no data, dropped
  double factor = 1.0;          // that the value holds already
  std::vector<SubScoreTold> parts;

  bool operator==(const ScoreGroupTold&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("name", self.name);
    visit("weight", self.weight);
    visit("value", self.value);
    visit("factor", self.factor, may_be_absent);
    visit("parts", self.parts, may_be_absent);
  }
};

struct ScoreTold {
  static constexpr std::string_view type = "ScoreTold";
  planner::SecurityId security;
  std::string symbol;
  double total = 0.0;            // 0 to 1
  double confidence = 0.0;       // 0 to 1: length of the history times groups with data
  std::string grade;             // A+, A, B, C, D, F
  planner::Date day{};           // of the newest close
  std::string input_hash;        // of all that the score is computed from
  std::int64_t computed_ms = 0;  // when, in milliseconds since 1970
  std::vector<ScoreGroupTold> groups;
  std::vector<std::string> tags;
  std::vector<NamedValue> raw;   // the numbers behind the score
  std::optional<double> regime;  // -1 bear to 1 bull, that moved the weights; empty: no index known
  std::optional<std::string>
      gate_failure;  // why it is not good enough to buy; empty: not judged so

  /// Returns the value of the group; nothing for an unknown one or one without data.
  [[nodiscard]] std::optional<double> group(std::string_view wanted) const {
    for (const ScoreGroupTold& one : groups) {
      if (one.name == wanted) return one.value;
    }
    return std::nullopt;
  }

  /// The quality that plans take: the mean of long-term and fundamentals score, the one where the
  /// other is missing.
  [[nodiscard]] std::optional<double> quality() const {
    const auto long_term = group("long_term");
    const auto fundamentals = group("fundamentals");
    if (long_term && fundamentals) return (*long_term + *fundamentals) / 2.0;
    return long_term ? long_term : fundamentals;
  }

  bool operator==(const ScoreTold&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("security", self.security);
    visit("symbol", self.symbol);
    visit("total", self.total);
    visit("confidence", self.confidence);
    visit("grade", self.grade);
    visit("day", self.day);
    visit("input_hash", self.input_hash);
    visit("computed_ms", self.computed_ms);
    visit("groups", self.groups);
    visit("tags", self.tags);
    visit("raw", self.raw, may_be_absent);
    visit("regime", self.regime, may_be_absent);
    visit("gate_failure", self.gate_failure, may_be_absent);
  }
};

struct Unscored {
  std::string symbol;
  std::string reason;                // one sentence
  std::optional<double> last_total;  // from when it could be scored last
  std::optional<planner::Date> last_day;

  bool operator==(const Unscored&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("symbol", self.symbol);
    visit("reason", self.reason);
    visit("last_total", self.last_total, may_be_absent);
    visit("last_day", self.last_day, may_be_absent);
  }
};

struct SecurityScores {
  static constexpr std::string_view type = "SecurityScores";
  std::vector<ScoreTold> scores;     // in the order asked, else by rising id
  std::vector<Unscored> unscored;    // too few prices, or such that are no prices
  std::vector<std::string> unknown;  // symbols that no security has
  std::int64_t next = 0;             // ask for what is after it; 0: that was all

  bool operator==(const SecurityScores&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("scores", self.scores);
    visit("unscored", self.unscored, may_be_absent);
    visit("unknown", self.unknown, may_be_absent);
    visit("next", self.next, may_be_absent);
  }
};

/// Scoring, topic score.updated.
struct ScoresUpdated {
  static constexpr std::string_view type = "ScoresUpdated";
  std::uint64_t universe_version = 0;
  std::uint32_t changed = 0;  // scores that were computed anew

  bool operator==(const ScoresUpdated&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("universe_version", self.universe_version);
    visit("changed", self.changed);
  }
};

}  // namespace ballast::messages
