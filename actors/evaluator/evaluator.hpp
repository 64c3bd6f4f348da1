// The evaluator actor: takes batches of a plan's space from its lane, as many as it can work.
#pragma once

#include <memory>

#include "actors/evaluator/search_work.hpp"
#include "broker/behaviour.hpp"
#include "broker/work_plane/worker.hpp"
#include "messages/board.hpp"

namespace ballast::actors {

class EvaluatorActor final : public broker::Behaviour {
 public:
  /// All references outlive it. `work` is what it computes: searches.
  EvaluatorActor(broker::WorkTransport& transport, const broker::Clock& clock,
                 const broker::WorkerOptions& options,
                 std::unique_ptr<broker::Work> work = std::make_unique<SearchWork>());

  [[nodiscard]] std::vector<std::string> subscriptions() const override;
  void start(broker::Outlet& outlet) override;
  void receive(const messages::Envelope& command, broker::Outlet& outlet) override;
  void observe(const messages::Envelope& event, broker::Outlet& outlet) override;
  bool work(broker::Outlet& outlet) override;
  void drain(broker::Outlet& outlet) override;
  [[nodiscard]] broker::ActorStatus status() const override;
  [[nodiscard]] std::uint64_t progress() const override;

 private:
  void hear_board(const messages::BoardVitals& vitals, broker::Outlet& outlet);

  std::unique_ptr<broker::Work> work_;
  broker::WorkerLoop worker_;
  std::string board_topic_;
  int number_;  // of this board's evaluators, from 1
  bool rests_ = false;
  broker::Monotonic board_heard_{};
};

}  // namespace ballast::actors
