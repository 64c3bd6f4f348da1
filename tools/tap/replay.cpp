#include "tools/tap/replay.hpp"

#include <map>
#include <optional>

#include <fmt/format.h>

#include "actors/evaluator/search_work.hpp"
#include "broker/work_plane/replay.hpp"
#include "messages/codec.hpp"
#include "messages/work.hpp"

namespace ballast::tools {
namespace {

using BatchKey = std::pair<std::string, std::uint64_t>;

struct Recorded {
  std::map<std::string, messages::RunContext> contexts;
  std::map<BatchKey, messages::Batch> batches;
  std::map<BatchKey, std::string> answers;
};

template <class Body>
std::optional<Body> body_of(const TappedFrame& frame) {
  if (frame.header.type != Body::type) return std::nullopt;
  auto body = messages::decode<Body>(frame.body);
  if (!body) return std::nullopt;
  return std::move(*body);
}

Recorded sort_frames(const std::vector<TappedFrame>& frames) {
  Recorded recorded;
  for (const TappedFrame& frame : frames) {
    if (const auto context = body_of<messages::RunContext>(frame)) {
      recorded.contexts[context->run] = *context;
    } else if (const auto batch = body_of<messages::Batch>(frame)) {
      recorded.batches[{batch->run, batch->batch}] = *batch;
    } else if (const auto result = body_of<messages::BatchResult>(frame)) {
      recorded.answers[{result->run, result->batch}] = result->result;
    }
  }
  return recorded;
}

}  // namespace

ReplayOutcome replay_recording(const std::vector<TappedFrame>& frames) {
  const Recorded recorded = sort_frames(frames);
  ReplayOutcome outcome;
  actors::SearchWork work;
  for (const auto& [key, batch] : recorded.batches) {
    const auto context = recorded.contexts.find(batch.run);
    if (context == recorded.contexts.end()) {
      ++outcome.without_context;
      continue;
    }
    ++outcome.replayed;
    const std::string name = fmt::format("batch {} of {}", batch.batch, batch.run);
    const auto answer = broker::replay_batch(work, context->second, batch);
    const auto told = recorded.answers.find(key);
    if (!answer) {
      outcome.failing.push_back(name + ": " + planner::describe(answer.error()));
    } else if (told == recorded.answers.end()) {
      ++outcome.unanswered;
    } else if (told->second == *answer) {
      ++outcome.equal;
    } else {
      outcome.differing.push_back(name + ": the recorded answer is another");
    }
  }
  return outcome;
}

}  // namespace ballast::tools
