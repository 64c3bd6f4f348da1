// Answers for the plain reference in Python: reads {"request": ..., "inputs": ...} as lines of
// JSON from standard input and writes what Ballast makes of each, stage by stage, as one line. With
// any argument it writes a request that asks for nothing special instead.
#include <fmt/core.h>

#include <iostream>
#include <string>

#include "messages/json.hpp"
#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/set_space.hpp"
#include "planner/opportunities/opportunities.hpp"
#include "planner/plan/planning.hpp"
#include "planner/simulation/path_simulation.hpp"

namespace ballast::oracle {
namespace {

using Json = nlohmann::ordered_json;

/// Sets of a larger space are scored with equal steps between them.
constexpr std::uint64_t most_scored_sets = 400;

struct Question {
  planner::PlanRequest request;
  planner::PlanInputs inputs;
};

planner::Result<Question> read_question(const std::string& line) {
  const auto json = messages::parse_json(line);
  if (!json) return tl::make_unexpected(json.error());
  auto request = messages::from_json<planner::PlanRequest>(json->at("request"), "request");
  if (!request) return tl::make_unexpected(request.error());
  auto inputs = messages::from_json<planner::PlanInputs>(json->at("inputs"), "inputs");
  if (!inputs) return tl::make_unexpected(inputs.error());
  return Question{std::move(*request), std::move(*inputs)};
}

Json selected_candidates(const planner::Selection& selection) {
  planner::Opportunities lists;
  for (const planner::Candidate& candidate : selection.candidates) {
    const bool sells = candidate.side == planner::Side::sell;
    (sells ? lists.profit_taking : lists.opportunity_buys).push_back(candidate);
  }
  const Json json = messages::to_json(lists);
  return {{"sells", json.at("profit_taking")}, {"buys", json.at("opportunity_buys")}};
}

/// The portfolio as the plain doubles see it.
planner::PlainPortfolio plain_portfolio(const Question& question,
                                        const planner::PreparedPlan& prepared) {
  const planner::Account& account = prepared.account;
  planner::PlainPortfolio plain{question.inputs, question.request.settings, {}, 0.0, 0.0};
  plain.position_values.assign(question.inputs.securities.size(), 0.0);
  for (const planner::HeldPosition& held : account.positions) {
    plain.position_values[held.security] = held.value;
  }
  plain.total_value = account.total_value;
  plain.cash = account.available.units();
  return plain;
}

double plain_score(const planner::PlainPortfolio& portfolio, const planner::PreparedPlan& prepared,
                   planner::CandidateSet set) {
  std::vector<planner::Trade> trades;
  for (const planner::CandidateIndex index : set) {
    const planner::Candidate& candidate = prepared.selection.candidates[index];
    trades.push_back(
        {candidate.side, prepared.context.candidates[index].security, candidate.value});
  }
  const std::vector<double> as_they_are(portfolio.inputs.securities.size(), 1.0);
  return planner::simulate_path(portfolio, trades, as_they_are).score;
}

Json scored_sets(const Question& question, const planner::PreparedPlan& prepared) {
  const planner::PlanContext& context = prepared.context;
  const planner::PlainPortfolio plain = plain_portfolio(question, prepared);
  const planner::SetSpace space(context);
  const std::uint64_t step = space.size() / most_scored_sets + 1;
  Json sets = Json::array();
  for (std::uint64_t index = 0; index < space.size(); index += step) {
    const std::vector<planner::CandidateIndex> set = space.set_at(index);
    if (planner::clashes(context, set)) continue;
    sets.push_back({{"set", set},
                    {"feasible", planner::feasible(context, set)},
                    {"score", planner::score(context, set).value()},
                    {"plain", plain_score(plain, prepared, set)}});
  }
  return sets;
}

Json failed(const planner::Failure& failure) {
  return {{"failure", planner::describe(failure)}};
}

Json answer(const std::string& line) {
  const auto read = read_question(line);
  if (!read) return failed(read.error());
  const Question& question = *read;
  const auto decision = planner::plan_here(question.request, question.inputs);
  if (!decision) return failed(decision.error());
  const planner::Opportunities opportunities =
      planner::identify_opportunities(question.request, question.inputs);
  const auto prepared = planner::prepare(question.request, question.inputs, opportunities);
  if (!prepared) return failed(prepared.error());
  return {{"opportunities", messages::to_json(opportunities)},
          {"candidates", selected_candidates(prepared->selection)},
          {"total_value", prepared->account.total_value},
          {"available_cash", prepared->account.available.units()},
          {"sets", scored_sets(question, *prepared)},
          {"decision", messages::to_json(*decision)}};
}

}  // namespace
}  // namespace ballast::oracle

int main(int count, char**) {
  if (count > 1) {
    fmt::print("{}\n", ballast::messages::to_json(ballast::planner::PlanRequest{}).dump());
    return 0;
  }
  std::string line;
  while (std::getline(std::cin, line)) fmt::print("{}\n", ballast::oracle::answer(line).dump());
  return 0;
}
