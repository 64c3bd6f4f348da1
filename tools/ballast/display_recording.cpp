#include "tools/ballast/display_recording.hpp"

#include <fmt/format.h>

#include "broker/whole_file.hpp"
#include "messages/json.hpp"

namespace ballast::tools {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

Failure in_line(Failure failure, const std::string& name, std::size_t line) {
  const std::string place = fmt::format("{}:{}", name, line);
  failure.where = failure.where.empty() ? place : place + ": " + failure.where;
  return failure;
}

Result<RecordedPicture> read_picture(std::string_view line) {
  const auto json = messages::parse_json(line);
  if (!json) return tl::unexpected(json.error());
  const auto at = json->is_object() ? json->find("at_ms") : json->end();
  const auto shown = json->is_object() ? json->find("frame") : json->end();
  if (at == json->end() || !at->is_number_unsigned() || shown == json->end()) {
    return tl::unexpected(Failure{FailureKind::invalid, "this is no picture of a display", "",
                                  "lines that `ballast display --record` wrote"});
  }
  constexpr std::uint64_t day_ms = 86'400'000;
  auto frame = messages::from_json<messages::DisplayFrame>(*shown, "frame");
  if (!frame) return tl::unexpected(frame.error());
  const auto ms = at->get<std::uint64_t>();
  if (ms > day_ms) {
    return tl::unexpected(Failure{FailureKind::invalid, "no recording is so long", "at_ms",
                                  fmt::format("0 to {}, a day", day_ms)});
  }
  return RecordedPicture{std::chrono::milliseconds(ms), std::move(*frame)};
}

}  // namespace

std::string recorded_line(const RecordedPicture& picture) {
  const nlohmann::ordered_json line = {{"at_ms", picture.at.count()},
                                       {"frame", messages::to_json(picture.frame)}};
  return line.dump();
}

bool PictureRecorder::add(const messages::DisplayFrame& frame, std::chrono::nanoseconds now) {
  if (!first_) first_ = now;
  const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(now - *first_);
  out_ << recorded_line({at, frame}) << '\n' << std::flush;
  return out_.good();
}

Result<std::vector<RecordedPicture>> read_pictures(const std::string& text,
                                                   const std::string& name) {
  std::vector<RecordedPicture> out;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    ++number;
    auto picture = read_picture(std::string_view(text).substr(begin, end - begin));
    if (!picture) return tl::unexpected(in_line(picture.error(), name, number));
    if (!out.empty() && picture->at < out.back().at) {
      return tl::unexpected(in_line(
          {FailureKind::invalid, "it is older than the one before", "at_ms", "times that rise"},
          name, number));
    }
    out.push_back(std::move(*picture));
    begin = end + 1;
  }
  return out;
}

Result<std::vector<RecordedPicture>> load_pictures(const std::string& path) {
  const auto text = broker::read_whole_file(path, recording_bytes_max);
  if (!text) return tl::unexpected(text.error());
  return read_pictures(*text, path);
}

}  // namespace ballast::tools
