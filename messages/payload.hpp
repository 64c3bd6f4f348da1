// A body on its way out: its type's name and its msgpack bytes.
#pragma once

#include <string>

namespace ballast::messages {

struct Payload {
  std::string type;
  std::string bytes;

  bool operator==(const Payload&) const = default;
};

}  // namespace ballast::messages
