// What a reply carries, where there is one.
#pragma once

#include "messages/codec.hpp"

namespace ballast::actors {

template <class Body>
[[nodiscard]] planner::Result<Body> body_of(const planner::Result<messages::Envelope>& reply) {
  if (!reply) return tl::unexpected(reply.error());
  return messages::unpack<Body>(*reply);
}

}  // namespace ballast::actors
