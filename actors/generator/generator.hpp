// The generator actor: turns a space of trade sets, and the sequences beyond it, into pieces of
// work and pushes them to the coordinator's intake, no faster than it allows.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "actors/commands/command_table.hpp"
#include "broker/behaviour.hpp"
#include "broker/echo_watch.hpp"
#include "broker/limits.hpp"
#include "broker/work_plane/transport.hpp"
#include "messages/planning.hpp"
#include "messages/search.hpp"

namespace ballast::actors {

class GeneratorActor final : public broker::Behaviour {
 public:
  /// Connects to the coordinator's intake. `transport` outlives it.
  GeneratorActor(broker::WorkTransport& transport, const broker::Endpoint& intake);

  [[nodiscard]] std::vector<std::string> subscriptions() const override { return {"pieces."}; }
  void start(broker::Outlet& outlet) override;
  void receive(const messages::Envelope& command, broker::Outlet& outlet) override;
  void observe(const messages::Envelope& event, broker::Outlet& outlet) override;
  bool work(broker::Outlet& outlet) override;
  [[nodiscard]] broker::ActorStatus status() const override;
  [[nodiscard]] std::uint64_t progress() const override { return pushed_; }

 private:
  struct Run {
    messages::GenerateSequences order;
    messages::SearchTask task;
    planner::SequenceList sequences;
    std::vector<planner::IndexRange> wanted;  // slices of the space, rising
    std::uint64_t ranges = 0;                 // pieces of the space; those of the sequences follow
    std::uint64_t pieces = 0;
    std::uint64_t next = 0;      // to push
    std::uint64_t allowed = 0;   // exclusive
    std::uint64_t expected = 0;  // by the intake, when it last spoke
  };

  void generate(const messages::GenerateSequences& order, const messages::Envelope& command,
                broker::Outlet& outlet);
  /// Returns what the coordinator allowed before the run was known; 0 if nothing.
  [[nodiscard]] std::uint64_t early_window(const std::string& run);
  [[nodiscard]] static messages::SearchTask task_of(const Run& run, std::uint64_t piece);
  [[nodiscard]] bool push_next(Run& run);
  [[nodiscard]] bool push(const messages::Payload& payload);

  void connect();

  broker::WorkTransport& transport_;
  broker::Endpoint place_;  // of the intake
  std::unique_ptr<broker::WorkEnd> intake_;
  broker::EchoWatch echo_{broker::limits::repeated_windows_max};
  CommandTable commands_;
  std::string instance_;
  std::string refusal_;              // the coordinator did not let our key in
  std::map<std::string, Run> runs_;  // the oldest first: names rise with time
  std::map<std::string, std::uint64_t> early_windows_;
  std::uint64_t pushed_ = 0;  // pieces
};

}  // namespace ballast::actors
