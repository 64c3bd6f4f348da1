// What `ballast universe` shows of securities, rates and syncs.
#pragma once

#include <string>

#include "messages/universe.hpp"

namespace ballast::tools {

/// A line for each security and what it lacks, the rates, the sources; `now_ms`: since 1970.
[[nodiscard]] std::string universe_text(const messages::SecurityList& list, std::int64_t now_ms);
/// All that is known of each security, a field a line.
[[nodiscard]] std::string security_text(const messages::SecurityList& list, std::int64_t now_ms);
[[nodiscard]] std::string sync_text(const messages::SyncReport& report);

}  // namespace ballast::tools
