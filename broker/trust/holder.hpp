// Who has a key: a board with all its roles, or one role on a board or another machine.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "planner/model/failure.hpp"

namespace ballast::broker {

class ClusterMap;

/// Who gives commands and hears everything: people, at the command line.
inline constexpr std::string_view client_role = "client";
/// Who may only listen.
inline constexpr std::string_view tap_role = "tap";

/// "board-2", or "evaluator@board-2", "client@laptop", "tap@laptop".
struct Holder {
  std::string role;  // empty: a board, with all its roles
  std::string board;

  [[nodiscard]] static planner::Result<Holder> parse(std::string_view text);
  [[nodiscard]] std::string text() const { return role.empty() ? board : role + "@" + board; }
  bool operator==(const Holder&) const = default;
};

/// What a holder may be: its one role; of a board those that the cluster file gives it, and client.
[[nodiscard]] std::set<std::string> roles_of(const Holder& holder, const ClusterMap& map);

}  // namespace ballast::broker
