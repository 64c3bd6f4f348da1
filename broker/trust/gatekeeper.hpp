// Answers ZeroMQ's question at every handshake of this process: may this key come in by this door?
// A ZAP handler (RFC 27) on a thread of its own. Who is inside with a key that is good no more is
// shown out.
#pragma once

#include <memory>
#include <string_view>
#include <thread>
#include <vector>

#include <zmq.hpp>

#include "broker/stop.hpp"
#include "broker/trust/refusals.hpp"
#include "broker/trust/trust.hpp"

namespace ballast::broker {

class Gatekeeper {
 public:
  /// Listens when it returns, so that binding may follow. Everything outlives it. Fails if the
  /// context has a handler already.
  [[nodiscard]] static Result<std::unique_ptr<Gatekeeper>> start(zmq::context_t& context,
                                                                 Trust& trust, Refusals& refusals);
  /// REQUIRES: bound to where ZeroMQ asks; use start().
  Gatekeeper(zmq::socket_t questions, Trust& trust, Refusals& refusals);
  ~Gatekeeper();
  Gatekeeper(const Gatekeeper&) = delete;
  Gatekeeper& operator=(const Gatekeeper&) = delete;

 private:
  void run();
  void answer();
  void show_out();

  zmq::socket_t questions_;
  Trust& trust_;
  Refusals& refusals_;
  StopFlag stop_;
  std::thread thread_;
};

}  // namespace ballast::broker
