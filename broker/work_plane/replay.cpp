#include "broker/work_plane/replay.hpp"

#include <exception>
#include <utility>

namespace ballast::broker {

namespace {

Result<std::string> work_through(Work& work, const messages::Batch& batch) {
  if (auto begun = work.begin_batch(batch.run, batch.payload); !begun) {
    return tl::unexpected(std::move(begun.error()));
  }
  while (true) {
    if (auto answer = work.advance()) return std::move(*answer);
  }
}

Failure failure(planner::FailureKind kind, std::string what, const messages::Batch& batch) {
  return {kind, std::move(what), "run " + batch.run + ", batch " + std::to_string(batch.batch), ""};
}

}  // namespace

Result<std::string> replay_batch(Work& work, const messages::RunContext& context,
                                 const messages::Batch& batch) {
  if (context.run != batch.run) {
    return tl::unexpected(
        failure(planner::FailureKind::invalid, "the batch is not of run " + context.run, batch));
  }
  if (context.digest != work.digest()) {
    return tl::unexpected(failure(planner::FailureKind::refused,
                                  "the batch was recorded with another engine", batch));
  }
  try {
    if (auto begun = work.begin_run(context.run, context.context); !begun) {
      return tl::unexpected(std::move(begun.error()));
    }
    auto answer = work_through(work, batch);
    work.end_run(context.run);
    return answer;
  } catch (const std::exception& error) {
    work.abandon();
    work.end_run(context.run);
    return tl::unexpected(failure(planner::FailureKind::internal, error.what(), batch));
  }
}

}  // namespace ballast::broker
