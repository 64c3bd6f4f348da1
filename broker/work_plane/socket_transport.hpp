// The work plane on ZeroMQ sockets, in the poll set of its actor.
#pragma once

#include "broker/pollable.hpp"
#include "broker/trust/keyed_context.hpp"
#include "broker/work_plane/transport.hpp"

namespace ballast::broker {

class SocketTransport final : public WorkTransport {
 public:
  /// Both outlive it, and it outlives its ends.
  SocketTransport(KeyedContext& context, PollSet& poll_set)
      : context_(context), poll_set_(poll_set) {}

  [[nodiscard]] Result<BoundEnd> bind_intake(const Endpoint& where, Wake wake) override;
  [[nodiscard]] Result<BoundEnd> bind_lane(const LanePlaces& places, std::uint64_t number,
                                           Wake wake) override;
  [[nodiscard]] Result<std::unique_ptr<WorkEnd>> connect_intake(const Endpoint& where,
                                                                Unbound unbound) override;
  [[nodiscard]] Result<std::unique_ptr<WorkEnd>> connect_lane(const Endpoint& where,
                                                              Wake wake) override;

 private:
  KeyedContext& context_;
  PollSet& poll_set_;
};

}  // namespace ballast::broker
