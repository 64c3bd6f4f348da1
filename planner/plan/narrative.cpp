#include "planner/plan/narrative.hpp"

#include <algorithm>
#include <string_view>

#include "planner/opportunities/wording.hpp"
#include "planner/plan/breakdown.hpp"

namespace ballast::planner {
namespace {

constexpr double dividend_worth_naming = 0.03;

bool tagged(const Step& step, std::string_view tag) {
  return std::find(step.tags.begin(), step.tags.end(), tag) != step.tags.end();
}

/// Returns what follows `prefix` in the first tag that begins with it, in upper case.
std::string group_in_tag(const Step& step, std::string_view prefix) {
  for (const std::string& tag : step.tags) {
    if (tag.compare(0, prefix.size(), prefix) != 0) continue;
    std::string group = tag.substr(prefix.size());
    std::transform(group.begin(), group.end(), group.begin(), [](char letter) {
      return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    });
    return group;
  }
  return {};
}

std::string why_sell(const Step& step) {
  if (tagged(step, "windfall")) {
    return "it gained beyond its normal growth (" + step.reason +
           "), and selling locks in part of that";
  }
  if (tagged(step, "profit_taking")) return step.reason + ", and selling lowers the risk";
  const std::string group = group_in_tag(step, "overweight_");
  if (!group.empty()) return group + " is overweight, and selling balances the countries better";
  return step.reason;
}

std::string why_buy(const Step& step) {
  if (tagged(step, "averaging_down")) {
    return "it is temporarily down, and buying lowers its average cost (" + step.reason + ")";
  }
  const std::string group = group_in_tag(step, "underweight_");
  if (!group.empty()) return group + " is underweight, and buying balances the countries better";
  if (tagged(step, "quality")) return step.reason + ", and quality pays in the long run";
  return step.reason;
}

const Security& security_of(const PlanInputs& inputs, const std::string& symbol) {
  return *std::find_if(inputs.securities.begin(), inputs.securities.end(),
                       [&](const Security& one) { return one.symbol == symbol; });
}

std::string opening(const Step& step, const std::string& currency) {
  return (step.side == Side::buy ? "Buy " : "Sell ") + count_of_shares(step.quantity) + " of " +
         step.name + " (" + step.symbol + ") for " + whole_text(step.value) + " " + currency;
}

std::string share_of_position(const Step& step, const PlanInputs& inputs, const Account& account) {
  const auto index = index_of_security(inputs, security_of(inputs, step.symbol).id);
  const HeldPosition* held = index ? account.find(*index) : nullptr;
  if (held == nullptr || !(held->value > 0.0)) return {};
  return ", " + percent_text(step.value.units() / held->value, 0) + " of the position";
}

std::string strategy_of(const std::vector<Step>& steps) {
  const auto any = [&](auto&& test) { return std::any_of(steps.begin(), steps.end(), test); };
  const bool windfalls = any([](const Step& step) { return tagged(step, "windfall"); });
  const bool averaging = any([](const Step& step) { return tagged(step, "averaging_down"); });
  const bool sells = any([](const Step& step) { return step.side == Side::sell; });
  const bool buys = any([](const Step& step) { return step.side == Side::buy; });
  if (windfalls && averaging) {
    return "Take profits where gains ran ahead, and buy more of what is temporarily down.";
  }
  if (windfalls) return "Take profits where gains ran ahead of normal growth.";
  if (averaging) return "Buy more of what is good and temporarily down.";
  if (sells && buys) return "Sell and buy to bring the portfolio closer to its aims.";
  if (buys) return "Put cash to work where it helps most.";
  return "Sell to bring the portfolio closer to its aims.";
}

std::string side_text(const Decision& decision, Side side) {
  Money sum;
  std::vector<std::string> symbols;
  for (const Step& step : decision.steps) {
    if (step.side != side) continue;
    sum += step.value;
    symbols.push_back(step.symbol);
  }
  if (symbols.empty()) return {};
  return (side == Side::sell ? "sell " : "buy ") + whole_text(sum) + " " + decision.base_currency +
         " of " + list_of(symbols);
}

std::string change_text(const Decision& decision) {
  const Score change = decision.after.total - decision.before.total;
  const std::string range = "from " + points_text(decision.before.total, 1) + " to " +
                            points_text(decision.after.total, 1);
  if (change.ticks == 0)
    return "The score is maintained at " + points_text(decision.after.total, 1) + ".";
  if (change.ticks > 0) {
    return "The score rises by " + points_text(change, 1) + " points, " + range + ".";
  }
  return "The score falls by " + points_text(Score{} - change, 1) + " points, " + range +
         ": doing nothing would score higher.";
}

/// What could have been traded at all.
std::string none_of(const Decision& decision, const Settings& settings) {
  if (settings.max_buys == 0) return "max_buys is 0, so nothing is bought, and no sale";
  if (settings.max_sells == 0) return "max_sells is 0, so nothing is sold, and no purchase";
  return "none of " + std::to_string(decision.candidate_count) +
         (decision.candidate_count == 1 ? " candidate" : " candidates");
}

}  // namespace

void narrate_steps(std::vector<Step>& steps, const PlanInputs& inputs, const Account& account) {
  const auto first_buy = std::find_if(steps.begin(), steps.end(),
                                      [](const Step& step) { return step.side == Side::buy; });
  for (Step& step : steps) {
    step.narrative = opening(step, inputs.base_currency);
    if (step.side == Side::sell) {
      step.narrative += share_of_position(step, inputs, account) + ": " + why_sell(step) + ".";
      if (first_buy != steps.end()) {
        step.narrative += " The cash helps to buy " + first_buy->symbol + ".";
      }
      continue;
    }
    step.narrative += ": " + why_buy(step) + ".";
    const double yield = security_of(inputs, step.symbol).metrics.dividend_yield.value_or(0.0);
    if (yield > dividend_worth_naming) {
      step.narrative += " Its dividend yields " + percent_text(yield, 1) + ".";
    }
  }
}

std::string narrate_plan(const Decision& decision) {
  const std::string sells = side_text(decision, Side::sell);
  const std::string buys = side_text(decision, Side::buy);
  const std::size_t count = decision.steps.size();
  return strategy_of(decision.steps) + " " + std::to_string(count) +
         (count == 1 ? " trade: " : " trades: ") + sells +
         (sells.empty() || buys.empty() ? "" : ", ") + buys + ". " + change_text(decision);
}

std::string narrate_nothing(const Decision& decision, const PlanInputs& inputs,
                            const std::vector<std::string>& required, const Settings& settings) {
  if (inputs.securities.empty()) return "Nothing to do: no security is known.";
  if (!(decision.total_value > Money{})) {
    return inputs.positions.empty() && decision.total_value == Money{}
               ? "Nothing to do: nothing is owned, neither a position nor cash."
               : "Nothing to do: the portfolio is worth " + format_money(decision.total_value) +
                     " " + decision.base_currency + ", so no share of it can be planned.";
  }
  if (!required.empty()) {
    return "Nothing to do: no set of trades within cash and limits trades all that is pinned (" +
           list_of(required) + ").";
  }
  if (decision.candidate_count == 0) return "Nothing to do: no trade is worth considering.";
  if (settings.max_buys == 0 && settings.max_sells == 0) {
    return "Nothing to do: max_buys and max_sells are 0, so nothing is traded.";
  }
  return "Nothing to do: " + none_of(decision, settings) + " improves the score, which stays at " +
         points_text(decision.before.total, 1) + ".";
}

std::string narrate_ideas(const Decision& decision) {
  const std::size_t count = decision.runners_up.size();
  const std::string opening_text =
      std::to_string(count) + (count == 1 ? " idea" : " ideas") + " scored. ";
  if (decision.steps.empty()) return opening_text + "None can be carried out.";
  const Score change = decision.after.total - decision.before.total;
  if (change.ticks <= 0) return opening_text + "None is better than doing nothing.";
  return opening_text + "The best is worth " + points_text(change, 2) +
         " points more than doing nothing.";
}

}  // namespace ballast::planner
