// Canonical bytes and their hashes: what two computations of one plan are compared by.
#pragma once

#include <string>
#include <string_view>

#include "planner/evaluation/plan_context.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/model/plan_request.hpp"
#include "planner/plan/decision.hpp"

namespace ballast::messages {

/// Returns the SHA-256 in lower-case hex.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// Returns the decision's canonical bytes: its msgpack form, every field in declared order.
[[nodiscard]] std::string decision_bytes(const planner::Decision& decision);

/// A plan's inputs as they travel and are kept: their msgpack form and its hash.
struct EncodedInputs {
  std::string bytes;
  std::string hash;

  bool operator==(const EncodedInputs&) const = default;
};
[[nodiscard]] EncodedInputs encode_inputs(const planner::PlanInputs& inputs);

/// Each the SHA-256 of the msgpack form.
[[nodiscard]] std::string decision_hash(const planner::Decision& decision);
[[nodiscard]] std::string request_hash(const planner::PlanRequest& request);
[[nodiscard]] std::string inputs_hash(const planner::PlanInputs& inputs);
[[nodiscard]] std::string context_hash(const planner::PlanContext& context);

}  // namespace ballast::messages
