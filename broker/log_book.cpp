#include "broker/log_book.hpp"

#include <utility>

namespace ballast::broker {

namespace {

/// Of a sentence in a heartbeat; the log has it whole.
constexpr std::size_t told_bytes_max = 240;

std::string cut_short(std::string text) {
  if (text.size() <= told_bytes_max) return text;
  std::size_t end = told_bytes_max;
  const auto inside = [&] { return (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U; };
  while (end > 0 && inside()) --end;
  text.resize(end);
  return text + "…";
}

}  // namespace

LogBook::LogBook(Report report, std::string actor, const Clock& clock)
    : report_(std::move(report)), actor_(std::move(actor)), clock_(clock) {}

void LogBook::write(Notice notice) {
  notice.actor = actor_;
  if (notice.level != Notice::Level::info) {
    last_error_ = cut_short(notice.sentence);
    last_error_at_ = clock_.now();
  }
  if (report_) report_(notice);
}

void LogBook::refused(const messages::Header& command, const planner::Failure& failure) {
  const std::string from = command.sender.empty() ? "" : " of " + command.sender;
  write(about(command, {.level = Notice::Level::info,
                        .sentence = command.type + from + " refused: " + describe(failure)}));
}

void LogBook::add_last_error(messages::ActorHeartbeat& beat) const {
  if (last_error_.empty()) return;
  beat.last_error = last_error_;
  beat.last_error_age_ms = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(clock_.now() - last_error_at_).count());
}

}  // namespace ballast::broker
