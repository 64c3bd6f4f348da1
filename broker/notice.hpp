// What a process tells a person, in its log, and which plan and message it is about.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "messages/envelope.hpp"

namespace ballast::broker {

struct Notice {
  enum class Level : std::uint8_t { info, warning, error };

  Level level = Level::warning;
  std::string actor = {};  // instance that tells it
  std::string sentence = {};
  std::string plan = {};     // the plan or order that it is about; may be empty
  std::string message = {};  // id of the message that led to it; may be empty
  std::string cause = {};    // id of the message that led to that one; may be empty
};

using Report = std::function<void(const Notice&)>;

/// Returns the notice with the ids that a message carries.
[[nodiscard]] inline Notice about(const messages::Header& header, Notice notice) {
  notice.plan = header.correlation;
  notice.message = header.id;
  notice.cause = header.causation;
  return notice;
}

}  // namespace ballast::broker
