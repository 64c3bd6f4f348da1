#include "actors/configuration/board_file.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

#include "broker/whole_file.hpp"

namespace ballast::actors {
namespace {

constexpr const char* installed_folder = "/etc/ballast";

}  // namespace

planner::Result<std::optional<BoardFile>> read_board_file(const std::string& folder,
                                                          const std::string& name) {
  std::error_code error;
  std::filesystem::path path = std::filesystem::path(folder) / name;
  if (folder.empty() || !std::filesystem::exists(path, error)) {
    path = std::filesystem::path(installed_folder) / name;
  }
  if (!std::filesystem::exists(path, error)) return std::nullopt;
  auto text = broker::read_whole_file(path);
  if (!text) return tl::unexpected(text.error());
  return BoardFile{path.string(), std::move(*text)};
}

}  // namespace ballast::actors
