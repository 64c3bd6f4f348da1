#include "messages/wire_values.hpp"

#include "planner/settings/setting_table.hpp"

namespace ballast::messages {

std::optional<planner::Money> money_from(const MsgpackNode& node) {
  const auto micros = node.integer();
  if (!micros) return std::nullopt;
  return planner::Money::from_micros(*micros);
}

std::optional<planner::Score> score_from(const MsgpackNode& node) {
  const auto ticks = node.integer();
  if (!ticks) return std::nullopt;
  return planner::Score{*ticks};
}

std::string suggestion(std::string_view name, const std::vector<std::string>& known) {
  const std::string nearest = planner::nearest_name(name, known);
  if (!nearest.empty()) return ", did you mean '" + nearest + "'?";
  std::string text = "; known are ";
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (i > 0) text += ", ";
    text += known[i];
  }
  return text;
}

}  // namespace ballast::messages
