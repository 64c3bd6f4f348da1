#include "tools/bench/metered_work.hpp"

#include "messages/codec.hpp"
#include "messages/search.hpp"
#include "tools/bench/machine.hpp"

namespace ballast::tools {

broker::Result<void> MeteredWork::begin_run(std::string_view run, std::string_view context) {
  begun_ = processor_seconds();
  evaluating_ = 0.0;
  return work_.begin_run(run, context);
}

void MeteredWork::end_run(std::string_view run) {
  work_.end_run(run);
  cost_.evaluating += evaluating_;
  cost_.rest += processor_seconds() - begun_ - evaluating_;
}

broker::Result<void> MeteredWork::begin_batch(std::string_view run, std::string_view payload) {
  const double begun = thread_processor_seconds();
  auto result = work_.begin_batch(run, payload);
  evaluating_ += thread_processor_seconds() - begun;
  (void)messages::decode<messages::SearchTask>(payload);
  return result;
}

std::optional<std::string> MeteredWork::advance() {
  const double begun = thread_processor_seconds();
  auto bytes = work_.advance();
  evaluating_ += thread_processor_seconds() - begun;
  if (!bytes) return std::nullopt;
  if (const auto answer = messages::decode<messages::SearchAnswer>(*bytes)) {
    (void)messages::encode(*answer);
  }
  return bytes;
}

}  // namespace ballast::tools
