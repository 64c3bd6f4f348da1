// A scoring actor beside a universe, a portfolio and trading that say what a test wants.
#pragma once

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "actors/scoring/scored_row.hpp"
#include "actors/scoring/scoring.hpp"
#include "broker/manual_clock.hpp"
#include "messages/books.hpp"
#include "messages/codec.hpp"
#include "messages/market.hpp"
#include "messages/trading.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::actors {

inline messages::ScoreInput input_of(std::int64_t id, const std::string& symbol, int days) {
  messages::ScoreInput out;
  out.security.id.value = id;
  out.security.symbol = symbol;
  out.security.currency = "EUR";
  out.security.quotation_unit = "EUR";
  double price = 100.0;
  for (int day = 0; day < days; ++day) {
    price *= day % 3 == 0 ? 0.99 : 1.007;
    out.day.push_back(18'000 + day);
    out.close.push_back(price);
  }
  return out;
}

inline ScoreContext no_context() {
  ScoreContext out;
  out.rules.target_annual_return = PlannerFile{}.settings.target_annual_return;
  return out;
}

class ScoringTest : public testing::Test {
 protected:
  ScoringTest() {
    inputs_.version = 7;
    inputs_.inputs = {input_of(1, "AAA", 800), input_of(2, "BBB", 40)};
    universe_.newest_price = planner::Date{std::chrono::days(18'799)};
    for (const auto& input : inputs_.inputs) {
      universe_.securities.push_back(input.security);
      universe_.securities.back().quote = planner::Quote{50.0, *universe_.newest_price};
    }
    outlet_.responder = [this](const RecordingOutlet::Request& request) { return told(request); };
  }

  [[nodiscard]] RecordingOutlet::Answer told(const RecordingOutlet::Request& request) const {
    if (request.route == "portfolio") return messages::pack(portfolio_);
    if (request.route == "trading") return messages::pack(trades_);
    if (request.payload.type == messages::GetUniverse::type) return messages::pack(universe_);
    const auto asked = messages::decode<messages::GetScoreInputs>(request.payload.bytes).value();
    if (asked.symbols.empty()) return messages::pack(inputs_);
    messages::ScoreInputs some{.version = inputs_.version, .inputs = {}, .unknown = {}, .next = 0};
    for (const std::string& symbol : asked.symbols) {
      const auto at = std::find_if(inputs_.inputs.begin(), inputs_.inputs.end(),
                                   [&](const auto& one) { return one.security.symbol == symbol; });
      if (at != inputs_.inputs.end()) some.inputs.push_back(*at);
      if (at == inputs_.inputs.end()) some.unknown.push_back(symbol);
    }
    return messages::pack(some);
  }

  /// Ten shares of AAA, bought at 40 a thousand days before.
  void hold_some() {
    inputs_.inputs[0].security.country = "DE";
    inputs_.inputs[0].security.industries = {"Software"};
    universe_.securities[0] = inputs_.inputs[0].security;
    universe_.securities[0].quote = planner::Quote{50.0, *universe_.newest_price};
    universe_.securities[0].metrics.dividend_yield = 0.03;
    const auto bought = *universe_.newest_price - std::chrono::days(1000);
    portfolio_.positions = {{{1}, 10.0, 40.0, bought}};
    portfolio_.cash = {{"EUR", 500.0}};
    file_.country_groups = {{"DE", "EU"}};
    file_.country_targets = {{"EU", 0.6}, {"OTHER", 0.4}};
  }

  messages::SecurityScores ask(Scoring& actor, bool explain = false) {
    const auto command =
        command_of(messages::ScoreSecurities{{}, 0, explain}, "ask-" + std::to_string(++asked_));
    actor.receive(command, outlet_);
    return outlet_.reply_to<messages::SecurityScores>(command);
  }

  Scoring actor() {
    return {ScoreStore::open(directory_.path() / "scores.db").value(), file_, clock_};
  }

  TemporaryDirectory directory_;
  broker::ManualClock clock_;
  RecordingOutlet outlet_;
  PlannerFile file_;
  messages::ScoreInputs inputs_;
  messages::UniverseSnapshot universe_;
  messages::PortfolioSnapshot portfolio_;
  messages::TradeHistoryReport trades_;
  int asked_ = 0;
};

}  // namespace ballast::actors
