#include "actors/coordinator/set_aside_frames.hpp"

#include <algorithm>
#include <string>
#include <system_error>
#include <vector>

#include "broker/whole_file.hpp"
#include "messages/codec.hpp"
#include "messages/recording.hpp"

namespace ballast::actors {
namespace {

namespace fs = std::filesystem;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr const char* extension = ".frames";

template <class Body>
std::string line_of(const Body& body) {
  messages::RecordedFrame frame;
  frame.plane = messages::Plane::work;
  frame.topic = "tap.lane.set-aside";
  frame.header.type = messages::type_of<Body>;
  frame.header_bytes = messages::encode_header(frame.header);
  frame.body = messages::encode(body);
  return messages::recorded_line(frame) + "\n";
}

/// "<plan>/<number>-<life>" as part of a file's name.
std::string name_of(const std::string& run, std::uint64_t batch) {
  std::string name = run + "-batch-" + std::to_string(batch) + extension;
  std::replace(name.begin(), name.end(), '/', '-');
  return name;
}

Result<void> write_frame(const fs::path& file, const std::string& text) {
  if (broker::write_whole_file(file, text)) return {};
  return tl::unexpected(Failure{FailureKind::refused, "the frame cannot be written", file.string(),
                                "a state directory with room that this user may write"});
}

}  // namespace

Result<fs::path> SetAsideFrames::keep(const messages::RunContext& context,
                                      const broker::SetAsideBatch& batch) {
  std::error_code error;
  fs::create_directories(directory_, error);
  const fs::path file = directory_ / name_of(context.run, batch.batch);
  const messages::Batch frame{context.run, batch.batch, 1, batch.payload};
  if (auto written = write_frame(file, line_of(context) + line_of(frame)); !written) {
    return tl::unexpected(std::move(written.error()));
  }
  delete_oldest();
  return file;
}

void SetAsideFrames::delete_oldest() const {
  std::error_code error;
  std::vector<std::pair<fs::file_time_type, fs::path>> files;
  for (const auto& entry : fs::directory_iterator(directory_, error)) {
    if (entry.path().extension() == extension) {
      files.emplace_back(entry.last_write_time(error), entry.path());
    }
  }
  if (files.size() <= kept_frames_max) return;
  std::sort(files.begin(), files.end());
  files.resize(files.size() - kept_frames_max);
  for (const auto& [written, path] : files) fs::remove(path, error);
}

}  // namespace ballast::actors
