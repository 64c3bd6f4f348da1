// A small file of one board, beside planner.toml or in /etc/ballast; it may be missing in both.
#pragma once

#include <optional>
#include <string>

#include "planner/model/failure.hpp"

namespace ballast::actors {

struct BoardFile {
  std::string path;
  std::string text;
};

/// Reads the file of that name in `folder`, else the installed one; nothing if there is neither, a
/// failure if it cannot be read. An empty folder is none.
[[nodiscard]] planner::Result<std::optional<BoardFile>> read_board_file(const std::string& folder,
                                                                        const std::string& name);

}  // namespace ballast::actors
