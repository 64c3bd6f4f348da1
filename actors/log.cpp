#include "actors/log.hpp"

#include <unistd.h>

#include <array>
#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <nlohmann/json.hpp>

#include "broker/clock.hpp"

namespace ballast::actors {
namespace {

using broker::Notice;

constexpr std::array<const char*, 3> level_names = {"info", "warning", "error"};
constexpr std::array<spdlog::level::level_enum, 3> levels = {
    spdlog::level::info, spdlog::level::warn, spdlog::level::err};
constexpr std::int64_t ns_per_second = 1'000'000'000;
constexpr std::int64_t ns_per_ms = 1'000'000;

const char* name_of(Notice::Level level) {
  return level_names.at(static_cast<std::size_t>(level));
}

std::string utc(std::int64_t wall_ns) {
  const auto seconds = static_cast<std::time_t>(wall_ns / ns_per_second);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(seconds),
                     wall_ns % ns_per_second / ns_per_ms);
}

std::array<std::pair<const char*, const std::string*>, 3> ids_of(const Notice& notice) {
  return {{{"plan", &notice.plan}, {"message", &notice.message}, {"cause", &notice.cause}}};
}

}  // namespace

std::string log_text(const Notice& notice, std::int64_t wall_ns) {
  std::string ids;
  for (const auto& [name, id] : ids_of(notice)) {
    if (!id->empty()) ids += fmt::format("{}{} {}", ids.empty() ? " [" : ", ", name, *id);
  }
  if (!ids.empty()) ids += "]";
  return fmt::format("{} {} {}: {}{}", utc(wall_ns), name_of(notice.level), notice.actor,
                     notice.sentence, ids);
}

std::string log_json(const Notice& notice, std::int64_t wall_ns) {
  nlohmann::ordered_json line = {{"time", utc(wall_ns)},
                                 {"level", name_of(notice.level)},
                                 {"actor", notice.actor},
                                 {"sentence", notice.sentence}};
  for (const auto& [name, id] : ids_of(notice)) {
    if (!id->empty()) line[name] = *id;
  }
  // What came from a socket may be no UTF-8.
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

broker::Report log_on_stderr(LogForm form) {
  auto logger = std::make_shared<spdlog::logger>("ballast",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern("%v");
  logger->flush_on(spdlog::level::info);
  return [logger, form, clock = broker::SystemClock()](const Notice& notice) {
    const std::int64_t now = clock.wall_ns();
    const std::string line = form == LogForm::json ? log_json(notice, now) : log_text(notice, now);
    logger->log(levels.at(static_cast<std::size_t>(notice.level)), "{}", line);
  };
}

LogForm log_form_of_stderr() {
  return ::isatty(STDERR_FILENO) == 1 ? LogForm::text : LogForm::json;
}

}  // namespace ballast::actors
