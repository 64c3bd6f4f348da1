#include "planner/plan/price_age.hpp"

#include <algorithm>
#include <set>

#include "planner/opportunities/wording.hpp"

namespace ballast::planner {
namespace {

constexpr std::size_t most_names = 10;

std::set<std::uint32_t> securities_of(const PlanInputs& inputs, const Account& account,
                                      std::span<const Candidate> candidates) {
  std::set<std::uint32_t> securities;
  for (const HeldPosition& held : account.positions) securities.insert(held.security);
  for (const Candidate& candidate : candidates) {
    if (const auto index = index_of_security(inputs, candidate.security)) {
      securities.insert(*index);
    }
  }
  return securities;
}

std::string named(const std::vector<std::string>& symbols) {
  std::string text;
  for (std::size_t i = 0; i < std::min(symbols.size(), most_names); ++i) {
    text += (i == 0 ? "" : ", ") + symbols[i];
  }
  if (symbols.size() > most_names) {
    text += " and " + std::to_string(symbols.size() - most_names) + " more";
  }
  return text;
}

void add_industry_doubt(const PlanInputs& inputs, std::vector<std::string>& doubts) {
  const bool known = std::any_of(inputs.securities.begin(), inputs.securities.end(),
                                 [](const Security& one) { return !one.industries.empty(); });
  if (known && !inputs.industry_targets.empty()) return;
  doubts.push_back(
      std::string(known ? "There are no industry targets" : "No security has a known industry") +
      "; the industry part of the score counts as half.");
}

}  // namespace

PriceAge price_age_of(const PlanInputs& inputs, const Settings& settings, const Account& account,
                      std::span<const Candidate> candidates) {
  PriceAge age;
  for (const std::uint32_t index : securities_of(inputs, account, candidates)) {
    const Security& security = inputs.securities[index];
    if (!security.quote) continue;
    const Date date = security.quote->date;
    age.oldest = age.oldest ? std::min(*age.oldest, date) : date;
    age.newest = age.newest ? std::max(*age.newest, date) : date;
    if (days_between(date, inputs.as_of) > settings.max_price_age_days) {
      age.stale.push_back(security.symbol);
    }
  }
  return age;
}

std::vector<std::string> doubts_of(const PlanInputs& inputs, const Settings& settings,
                                   const Account& account, std::span<const Candidate> candidates) {
  std::vector<std::string> doubts;
  const PriceAge age = price_age_of(inputs, settings, account, candidates);
  if (!age.stale.empty()) {
    doubts.push_back("Prices older than " + count_of_days(settings.max_price_age_days) + ": " +
                     named(age.stale) + ".");
  }
  std::vector<std::string> unknown;
  for (const std::uint32_t index : securities_of(inputs, account, candidates)) {
    if (inputs.securities[index].metrics == Metrics{}) {
      unknown.push_back(inputs.securities[index].symbol);
    }
  }
  if (!unknown.empty()) {
    doubts.push_back("Nothing is known of the past of " + named(unknown) +
                     "; neutral values stand in.");
  }
  if (settings.enable_industry_part) add_industry_doubt(inputs, doubts);
  return doubts;
}

}  // namespace ballast::planner
