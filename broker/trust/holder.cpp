#include "broker/trust/holder.hpp"

#include <algorithm>

#include "broker/cluster_map.hpp"

namespace ballast::broker {
namespace {

constexpr std::size_t word_length_max = 32;

bool is_word(std::string_view word) {
  return !word.empty() && word.size() <= word_length_max &&
         std::all_of(word.begin(), word.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

}  // namespace

planner::Result<Holder> Holder::parse(std::string_view text) {
  const auto at = text.find('@');
  Holder holder;
  holder.board = text.substr(at == std::string_view::npos ? 0 : at + 1);
  if (at != std::string_view::npos) holder.role = text.substr(0, at);
  if (is_word(holder.board) && (at == std::string_view::npos || is_word(holder.role)))
    return holder;
  return tl::unexpected(planner::Failure{planner::FailureKind::invalid,
                                         "'" + std::string(text) + "' is no holder of a key",
                                         "holder", "BOARD or ROLE@BOARD, in lower case"});
}

std::set<std::string> roles_of(const Holder& holder, const ClusterMap& map) {
  if (!holder.role.empty()) return {holder.role};
  const Board* board = map.find_board(holder.board);
  if (board == nullptr) return {};
  std::set<std::string> roles = {std::string(client_role)};
  for (const auto& [role, count] : board->roles) roles.insert(role);
  return roles;
}

}  // namespace ballast::broker
