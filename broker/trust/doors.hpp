// The doors of a cluster, and which roles a key must have to come in by each. ZeroMQ tells the
// list's keeper at which door somebody knocks by the socket's ZAP domain.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "broker/endpoint.hpp"

namespace ballast::broker {

/// Whom a key lets in, as the keeper of the list found it.
struct Visitor {
  std::string board;
  std::set<std::string> roles;
  std::string key = {};  // public, as text
};

inline constexpr std::string_view command_door = "commands";  // gives commands
inline constexpr std::string_view events_in_door = "events-in";
inline constexpr std::string_view events_out_door = "events-out";  // hears what is published
inline constexpr std::string_view intake_door = "intake";          // answers batches
/// For one reader, a role or an instance: "mailbox portfolio", "lane evaluator-1@board-2".
[[nodiscard]] std::string mailbox_door(std::string_view reader);
[[nodiscard]] std::string lane_door(std::string_view reader);

/// True if somebody with these roles may come in by this door. Evaluators and taps give no
/// commands, taps and clients publish nothing, and a mailbox or lane is its reader's alone.
[[nodiscard]] bool may_enter(const Visitor& visitor, std::string_view door);
/// Returns whether somebody of this role gives commands; who does not has no use for that door.
[[nodiscard]] bool gives_commands(std::string_view role);

/// What travels beside every message of a visitor (ZAP's user id): key, board and roles.
[[nodiscard]] std::string user_id_of(const Visitor& visitor);
[[nodiscard]] std::string_view key_of(std::string_view user_id);
[[nodiscard]] std::string_view board_of(std::string_view user_id);
/// True if a message of that visitor may say that `sender` sent it. Who is no instance is a client.
[[nodiscard]] bool speaks_for(std::string_view user_id, std::string_view sender);

}  // namespace ballast::broker
