// Which fault the planted copy of the ledger of leases has just now.
#pragma once

#include <cstdint>

namespace ballast::broker {

enum class Planted : std::uint8_t {
  nothing,
  lost_requeue,       // a batch whose lease expired is not put back
  double_apply,       // a second answer is merged too
  stale_incarnation,  // an answer counts from any process of the worker's name
};

[[nodiscard]] Planted planted();

}  // namespace ballast::broker
