// The tables of paper.db.
#pragma once

#include <string>
#include <vector>

namespace ballast::actors {

/// Returns the SQL that brings the file from version i to i + 1.
[[nodiscard]] std::vector<std::string> paper_migrations();

}  // namespace ballast::actors
