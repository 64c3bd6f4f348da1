// ZeroMQ's context of a process, and whom its tcp sockets trust. All sockets are made in one.
#pragma once

#include <memory>
#include <mutex>

#include <zmq.hpp>

#include "broker/trust/gatekeeper.hpp"
#include "broker/trust/refusals.hpp"
#include "broker/trust/trust.hpp"

namespace ballast::broker {

class KeyedContext : public zmq::context_t {
 public:
  /// Without keys: tcp works on loopback alone, where it is plain.
  KeyedContext() = default;
  /// With keys: every tcp socket speaks CURVE.
  explicit KeyedContext(std::shared_ptr<Trust> trust) : trust_(std::move(trust)) {}

  virtual ~KeyedContext() = default;
  KeyedContext(const KeyedContext&) = delete;
  KeyedContext& operator=(const KeyedContext&) = delete;

  /// nullptr without keys.
  [[nodiscard]] Trust* trust() const { return trust_.get(); }
  [[nodiscard]] Refusals& refusals() { return refusals_; }

  /// Starts the keeper of the list, once; before the first tcp address is bound. REQUIRES: trust().
  /// Fails if this libzmq cannot keep strangers out.
  [[nodiscard]] virtual Result<void> guard();

 private:
  std::shared_ptr<Trust> trust_;
  Refusals refusals_;
  std::mutex mutex_;
  std::unique_ptr<Gatekeeper> keeper_;
};

/// Returns the context that the map asks for: with the keys of that role on that board where it
/// speaks tcp with keys, else without. `clock` outlives it.
[[nodiscard]] Result<std::unique_ptr<KeyedContext>> context_for(const ClusterMap& map,
                                                                std::string_view role,
                                                                std::string_view board,
                                                                const Clock& clock);

/// Fails for a libzmq older than 4.3.3, in which a stranger can end a process before its key was
/// looked at, and for one without CURVE.
[[nodiscard]] Result<void> check_library(int major, int minor, int patch, bool curve);

}  // namespace ballast::broker
