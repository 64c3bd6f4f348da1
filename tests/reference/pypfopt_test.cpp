// Every case of PyPortfolioOpt's own tests: what it asserts is computed anew and compared.
#include <fstream>

#include <gtest/gtest.h>

#include "tests/reference/pypfopt_market.hpp"
#include "tests/reference/reference_data.hpp"
#include "tests/reference/verdicts.hpp"

namespace ballast::reference::pypfopt {
namespace {

Json computed(const Market& market, const Json& one) {
  const auto group = one.at("group").get<std::string>();
  const auto model = one.at("model").get<std::string>();
  const Json& inputs = one.at("inputs");
  if (group == "mean_variance") return mean_variance_case(market, model, inputs);
  if (group == "mean_semivariance" || group == "mean_cvar" || group == "mean_cdar") {
    return scenario_case(market, group, model, inputs);
  }
  if (group == "hrp") return hierarchical_case(market, model, inputs);
  if (group == "expected_returns") return expected_returns_case(market, model, inputs);
  if (group == "risk_models") return risk_model_case(market, model, inputs);
  if (group == "black_litterman") return black_litterman_case(market, model, inputs);
  if (group == "discrete_allocation") return allocation_case(market, model, inputs);
  throw Unknown("a group '" + group + "' is not known");
}

/// Compares numbers, lists of them, and numbers by name, where one that is absent is zero.
void compare(const std::string& what, const Json& value, const Json& expected, Tolerance tolerance,
             Verdict& verdict) {
  if (expected.is_object()) {
    for (const auto& [name, one] : expected.items()) {
      compare(name, value.value(name, Json(0.0)), one, tolerance, verdict);
    }
    for (const auto& [name, one] : value.items()) {
      if (!expected.contains(name)) compare(name, one, Json(0.0), tolerance, verdict);
    }
  } else if (expected.is_array()) {
    if (value.size() != expected.size()) throw Unknown(what + " has another length");
    for (std::size_t i = 0; i < expected.size(); ++i) {
      compare(what + " " + std::to_string(i + 1), value[i], expected[i], tolerance, verdict);
    }
  } else {
    verdict.compare(what, value.get<double>(), expected.get<double>(), tolerance);
  }
}

/// Weights asserted by ticker, made to look like those computed.
Json by_name(const Market& market, const Json& values) {
  Json named = Json::object();
  for (std::size_t i = 0; i < values.size(); ++i) named[market.tickers().at(i)] = values[i];
  return named;
}

Verdict judged(const Market& market, const Json& one) {
  Verdict verdict(one.at("id").get<std::string>());
  const Json& allowed = one.at("tolerance");
  const Tolerance tolerance{allowed.value("atol", 0.0), allowed.value("rtol", 0.0)};
  const bool return_only =
      one.value("note", std::string()).find("Compare the return only") != std::string::npos;
  try {
    const Json found = computed(market, one);
    for (const auto& [what, expected] : one.at("expected").items()) {
      if (return_only && what != "expected_annual_return") {
        verdict.remark("its note asks to compare the return only");
        continue;
      }
      if (!found.contains(what)) throw Unknown("'" + what + "' is not computed");
      const bool named = expected.is_object() && found[what].is_array();
      compare(what, named ? by_name(market, found[what]) : found[what], expected, tolerance,
              verdict);
    }
  } catch (const std::exception& failure) {
    verdict.refuse(failure.what());
  }
  return verdict;
}

TEST(PyPortfolioOpt, EveryCase) {
  const auto path = find("pypfopt/cases.json");
  if (!path) GTEST_SKIP() << absent("pypfopt/cases.json");
  std::ifstream file(*path);
  const Json cases = Json::parse(file);
  const Market market;
  std::vector<Verdict> verdicts;
  for (const Json& one : cases) verdicts.push_back(judged(market, one));
  report("pypfopt/cases.json", verdicts);
}

}  // namespace
}  // namespace ballast::reference::pypfopt
