#include "broker/trust/doors.hpp"

#include <algorithm>

#include "broker/cluster_map.hpp"
#include "broker/trust/holder.hpp"

namespace ballast::broker {
namespace {

constexpr std::string_view mailbox_doors = "mailbox ";
constexpr std::string_view lane_doors = "lane ";
constexpr char between_words = '/';
constexpr char after_key = ' ';  // which no key holds

bool has_role(const Visitor& visitor, std::string_view role) {
  return visitor.roles.count(std::string(role)) > 0;
}

bool publishes(std::string_view role) {
  return role != client_role && role != tap_role;
}

/// `reader`: a role or an instance.
bool is_reader(const Visitor& visitor, std::string_view reader) {
  const auto instance = parse_instance_name(reader);
  if (!instance) return has_role(visitor, reader);
  return instance->board == visitor.board && has_role(visitor, instance->role);
}

/// Board and roles, each with a slash behind it.
std::string_view words_of(std::string_view user_id) {
  const auto end = user_id.find(after_key);
  return end == std::string_view::npos ? std::string_view() : user_id.substr(end + 1);
}

template <class Rule>
bool any_role(const Visitor& visitor, Rule rule) {
  return std::any_of(visitor.roles.begin(), visitor.roles.end(), rule);
}

}  // namespace

std::string mailbox_door(std::string_view reader) {
  return std::string(mailbox_doors) + std::string(reader);
}

std::string lane_door(std::string_view reader) {
  return std::string(lane_doors) + std::string(reader);
}

bool gives_commands(std::string_view role) {
  return role != "evaluator" && role != tap_role;
}

bool may_enter(const Visitor& visitor, std::string_view door) {
  if (door == command_door) return any_role(visitor, gives_commands);
  if (door == events_in_door) return any_role(visitor, publishes);
  if (door == events_out_door) return !visitor.roles.empty();
  if (door == intake_door) return has_role(visitor, "evaluator") || has_role(visitor, "generator");
  if (door.starts_with(mailbox_doors)) {
    return is_reader(visitor, door.substr(mailbox_doors.size()));
  }
  if (door.starts_with(lane_doors)) return is_reader(visitor, door.substr(lane_doors.size()));
  return false;
}

std::string user_id_of(const Visitor& visitor) {
  std::string text = visitor.key + after_key + visitor.board + between_words;
  for (const auto& role : visitor.roles) text += role + between_words;
  return text;
}

std::string_view key_of(std::string_view user_id) {
  return user_id.substr(0, user_id.find(after_key));
}

std::string_view board_of(std::string_view user_id) {
  const auto words = words_of(user_id);
  return words.substr(0, words.find(between_words));
}

bool speaks_for(std::string_view user_id, std::string_view sender) {
  const auto words = words_of(user_id);
  if (words.empty()) return false;
  const auto has = [words](std::string_view role) {
    return words.find(between_words + std::string(role) + between_words) != std::string_view::npos;
  };
  const auto instance = parse_instance_name(sender);
  if (!instance) return has(client_role);
  return instance->board == board_of(user_id) && has(instance->role);
}

}  // namespace ballast::broker
