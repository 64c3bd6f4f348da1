#include "broker/work_plane/frame.hpp"

namespace ballast::broker {

Result<messages::Header> read_work_header(const Frames& frames) {
  constexpr std::size_t parts = 2;
  if (frames.size() != parts) {
    return tl::unexpected(Failure{planner::FailureKind::invalid,
                                  "a work message of " + std::to_string(frames.size()) + " parts",
                                  "", "[header][body]"});
  }
  return messages::decode_header(frames[0]);
}

}  // namespace ballast::broker
