// The lanes of the workers that are here, and what went down each.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broker/work_plane/lane.hpp"
#include "broker/work_plane/lease.hpp"
#include "messages/work.hpp"

namespace ballast::broker {

class Lanes {
 public:
  /// `wake` is called when a worker comes to its lane or goes.
  Lanes(WorkTransport& transport, LanePlaces places, std::string sender,
        std::function<void()> wake);

  using Copy =
      std::function<void(std::string_view topic, std::string_view header, std::string_view body)>;
  /// Copies what is sent while `listening()`.
  void tap(std::function<bool()> listening, Copy copy);

  [[nodiscard]] Result<messages::LaneOpened> open(WorkerId worker,
                                                  const messages::WorkerHello& hello,
                                                  std::uint32_t heartbeat_ms);
  void close(WorkerId worker) { stays_.erase(worker); }
  void close_of(std::string_view instance);

  [[nodiscard]] std::optional<messages::LaneOpened> announced(WorkerId worker) const;
  [[nodiscard]] std::vector<WorkerId> lost();
  [[nodiscard]] std::vector<WorkerId> newly_connected();

  /// Sends a batch, and ahead of it the context unless the worker has it. False: the lane is no
  /// use.
  using Context = std::function<std::optional<messages::RunContext>()>;
  [[nodiscard]] bool send(WorkerId worker, const messages::Batch& batch, const Context& context);

  /// The worker says that it does not have the context.
  void forget_context(WorkerId worker, std::string_view run);
  /// Tells all that have the run's context that it is over.
  void close_run(const std::string& run);
  /// Tells this worker so, whatever was sent to it before.
  void close_run_of(WorkerId worker, const std::string& run);

 private:
  struct Stay {
    Lane lane;
    messages::LaneOpened announced;
    bool connected = false;
  };

  template <class Body>
  bool send_frame(Stay& stay, const Body& body);

  WorkTransport& transport_;
  LanePlaces places_;
  std::string sender_;
  std::function<void()> wake_;
  std::function<bool()> listening_;
  Copy copy_;
  std::map<WorkerId, Stay> stays_;
  std::uint64_t next_lane_ = 1;
};

}  // namespace ballast::broker
