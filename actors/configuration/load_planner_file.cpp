// planner.toml from the disk, and the days that may be planned for.
#include <filesystem>

#include "actors/configuration/planner_file.hpp"
#include "broker/whole_file.hpp"

namespace ballast::actors {

std::optional<PlanningDate> parse_planning_date(std::string_view text) {
  if (text == "today") return PlanningDate{PlanningDate::Kind::today, {}};
  if (text == "newest-price") return PlanningDate{PlanningDate::Kind::newest_price, {}};
  const auto day = planner::parse_date(text);
  if (!day) return std::nullopt;
  return PlanningDate{PlanningDate::Kind::fixed, *day};
}

planner::Result<PlannerFile> load_planner_file(const std::string& path) {
  const auto text = broker::read_whole_file(path);
  if (!text) return tl::unexpected(text.error());
  auto file = parse_planner_file(*text, path);
  if (file) file->folder = std::filesystem::path(path).parent_path().string();
  return file;
}

}  // namespace ballast::actors
