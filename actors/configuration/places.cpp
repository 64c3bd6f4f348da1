#include "actors/configuration/places.hpp"

#include <filesystem>

namespace ballast::actors {

std::string cluster_file(const std::optional<std::string>& flag,
                         const broker::Environment& environment) {
  if (flag) return *flag;
  return environment("BALLAST_CLUSTER").value_or(installed_cluster_file);
}

std::string planner_file(const std::optional<std::string>& flag, const std::string& cluster_file,
                         const broker::Environment& environment) {
  if (flag) return *flag;
  if (const auto from_environment = environment("BALLAST_PLANNER")) return *from_environment;
  const auto beside = std::filesystem::path(cluster_file).parent_path() / "planner.toml";
  std::error_code ignored;
  if (std::filesystem::exists(beside, ignored)) return beside.string();
  return installed_planner_file;
}

std::string exchanges_file(const std::string& folder) {
  const auto beside = std::filesystem::path(folder) / "exchanges.toml";
  std::error_code ignored;
  if (!folder.empty() && std::filesystem::exists(beside, ignored)) return beside.string();
  return installed_exchanges_file;
}

std::string brokerage_file(const std::string& cluster_file,
                           const broker::Environment& environment) {
  if (const auto named = environment("BALLAST_BROKERAGE")) return *named;
  const auto beside = std::filesystem::path(cluster_file).parent_path() / "brokerage.toml";
  std::error_code ignored;
  if (std::filesystem::exists(beside, ignored)) return beside.string();
  return std::filesystem::exists(installed_brokerage_file, ignored) ? installed_brokerage_file : "";
}

}  // namespace ballast::actors
