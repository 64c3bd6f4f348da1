// The log of a program: text for a terminal, else one JSON object a line.
#pragma once

#include <cstdint>
#include <string>

#include "broker/notice.hpp"

namespace ballast::actors {

enum class LogForm : std::uint8_t { text, json };

/// Returns "2026-03-31T09:15:02.125Z warning evaluator-1@home: sentence [plan ..., message ...]".
/// `wall_ns`: since 1970, UTC.
[[nodiscard]] std::string log_text(const broker::Notice& notice, std::int64_t wall_ns);

/// Returns {"time":...,"level":...,"actor":...,"sentence":...} and, of plan, message and cause,
/// those that it has.
[[nodiscard]] std::string log_json(const broker::Notice& notice, std::int64_t wall_ns);

/// A log on stderr, to be written from any thread. Each line is flushed.
[[nodiscard]] broker::Report log_on_stderr(LogForm form);

/// Text if stderr is a terminal.
[[nodiscard]] LogForm log_form_of_stderr();

}  // namespace ballast::actors
