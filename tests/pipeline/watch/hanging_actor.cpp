// The program of the product, but for an evaluator whose work may hang: the first batch that is
// worked while the file named by BALLAST_TEST_HANG is there takes the file away and never ends.
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "actors/evaluator/evaluator.hpp"
#include "actors/program.hpp"
#include "broker/node.hpp"
#include "broker/work_plane/socket_transport.hpp"

namespace {

using namespace ballast;

class HangingWork final : public broker::Work {
 public:
  explicit HangingWork(std::filesystem::path trigger) : trigger_(std::move(trigger)) {}

  [[nodiscard]] std::string digest() const override { return work_.digest(); }
  broker::Result<void> begin_run(std::string_view run, std::string_view context) override {
    return work_.begin_run(run, context);
  }
  void end_run(std::string_view run) override { work_.end_run(run); }
  broker::Result<void> begin_batch(std::string_view run, std::string_view payload) override {
    return work_.begin_batch(run, payload);
  }
  std::optional<std::string> advance() override {
    std::error_code ignored;
    if (std::filesystem::remove(trigger_, ignored)) hang();
    return work_.advance();
  }
  void abandon() override { work_.abandon(); }

 private:
  [[noreturn]] static void hang() {
    for (;;) ::pause();
  }

  std::filesystem::path trigger_;
  actors::SearchWork work_;
};

broker::Result<void> run_hanging(const std::string& role, int number,
                                 const actors::RoleSettings& settings) {
  const auto trigger = broker::process_environment()("BALLAST_TEST_HANG");
  if (role != "evaluator" || !trigger) return actors::run_role(role, number, settings);
  const auto identity = broker::new_identity(role, number, settings.board, settings.random);
  broker::PollSet poll_set;
  const broker::WorkerOptions options{.intake = settings.map.intake(), .identity = identity};
  broker::SocketTransport transport(settings.context, poll_set);
  actors::EvaluatorActor evaluator(transport, settings.clock, options,
                                   std::make_unique<HangingWork>(*trigger));
  return actors::run_behaviour(evaluator, poll_set, identity, settings);
}

}  // namespace

int main(int argc, char** argv) {
  return actors::run_program(argc, argv, run_hanging);
}
