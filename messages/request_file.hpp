// A request as a person writes it down: JSON, every field optional.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/planning.hpp"
#include "planner/model/failure.hpp"

namespace ballast::messages {

/// The fields of the file. Settings that it does not name are those of the planner's own file.
struct RequestFile {
  planner::Settings settings;
  std::uint64_t seed = 0;
  bool buy_only = false;
  std::vector<std::string> exclude;
  std::vector<std::string> pin;
  std::optional<planner::Money> cash;
  std::vector<std::vector<planner::TradeIdea>> ideas;
  std::string planning_date;

  bool operator==(const RequestFile&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("settings", self.settings, may_be_absent);
    visit("seed", self.seed, may_be_absent);
    visit("buy_only", self.buy_only, may_be_absent);
    visit("exclude", self.exclude, may_be_absent);
    visit("pin", self.pin, may_be_absent);
    visit("cash", self.cash);
    visit("ideas", self.ideas, may_be_absent);
    visit("planning_date", self.planning_date, may_be_absent);
  }
};

/// Returns the command that a request file asks for, without a plan id: its settings hold exactly
/// those that the file names. Strict as from_json.
[[nodiscard]] planner::Result<CreatePlan> read_request_file(std::string_view text);

}  // namespace ballast::messages
