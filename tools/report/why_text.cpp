#include "tools/report/why_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tools/report/numbers.hpp"
#include "tools/report/plan_text.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

using planner::Why;

constexpr std::size_t changes_shown = 8;

std::string lines(std::string_view text, const Style& style, std::string_view indent) {
  std::string out;
  const std::size_t columns = style.columns > indent.size() ? style.columns - indent.size() : 0;
  for (const std::string& line : wrapped(text, columns)) {
    out += std::string(indent) + line + "\n";
  }
  return out;
}

std::string headline(const Why& why) {
  const std::string who = why.symbol + " (" + why.name + ")";
  if (!why.in_plan) return who + " is not in the plan: " + why.constraint + ".";
  return fmt::format("{} is in the plan, as step {}.", who, why.step_number);
}

std::string terms_table(const planner::Breakdown& change) {
  Table table({{""}, {"points", Align::right}});
  for (const planner::ScorePart& part : change.parts) {
    table.add({part.name, signed_points(part.contribution)});
  }
  table.add({"sum", signed_points(change.total)});
  return table.text(2);
}

std::string other_text(const Why& why, const Style& style) {
  if (!why.other) return "";
  const std::string title = why.in_plan ? "The best plan without it: " : "The best plan with it: ";
  return "\n" +
         lines(title + trades_text(why.other->trades) + " (score " + points(why.other->score) +
                   "). Against the plan:",
               style, "") +
         terms_table(why.other->difference);
}

std::string changes_text(const Why& why, const Style& style) {
  const std::string none = why.in_plan ? "Nothing that was tried takes it out of the plan."
                                       : "Nothing that was tried brings it into the plan.";
  std::string out = "\n";
  if (why.changes.empty()) {
    out += lines(none, style, "");
  } else {
    out += style.bold(why.in_plan ? "What would take it out, the nearest first"
                                  : "What would bring it in, the nearest first") +
           "\n";
    Table table({{"change"},
                 {"from", Align::right},
                 {"to", Align::right},
                 {"unit"},
                 {"size", Align::right},
                 {"then"}});
    for (std::size_t i = 0; i < std::min(why.changes.size(), changes_shown); ++i) {
      const planner::FlippingChange& change = why.changes[i];
      table.add({change.what, change.from, change.to, change.unit,
                 change.exact ? fmt::format("{:.1f} %", 100.0 * change.size) : "", change.then});
    }
    out += table.text(2, style.columns);
  }
  return out +
         style.dim(fmt::format(
             "{} plans were made to find this{}.\n", grouped(why.plans),
             why.every_change_tried ? "" : "; not every change was tried, a limit was reached"));
}

}  // namespace

std::string why_text(const Why& why, const Style& style) {
  std::string out = style.bold(headline(why)) + "\n" + lines(why.answer, style, "  ");
  for (const std::string& sentence : why.further) out += lines(sentence, style, "  ");
  if (why.step) out += "\nWhat it adds to the score\n" + terms_table(why.step->change);
  return out + other_text(why, style) + changes_text(why, style);
}

}  // namespace ballast::tools
