// Running one recorded batch offline, to compare its answer with the one that was recorded.
#pragma once

#include <string>

#include "broker/work_plane/work.hpp"
#include "messages/work.hpp"

namespace ballast::broker {

/// Begins the run, works the batch to its end and ends the run. Returns the answer's bytes, or the
/// Failure of the run or the batch; what `work` throws becomes a Failure too.
[[nodiscard]] Result<std::string> replay_batch(Work& work, const messages::RunContext& context,
                                               const messages::Batch& batch);

}  // namespace ballast::broker
