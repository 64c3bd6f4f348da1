// Talks to the microcontroller through the board's router: one call at a time, each with a
// deadline, and a ladder of steps when it stops to answer. One thread, driven by a poll; it never
// waits, but for the moment that a reset takes. Nothing that happens here can delay a plan.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "hardware/router/router_message.hpp"

namespace ballast::hardware {

enum class LinkState : std::uint8_t {
  absent,       // no router: a PC, or a board that starts
  router_only,  // no sketch that answers
  up,
  suspect,  // one answer is missing
  wedged,   // three in a row
};
[[nodiscard]] std::string_view name_of(LinkState state);

struct RouterSettings {
  std::string socket = "/var/run/arduino-router.sock";
  std::string serial_port = "/dev/ttyHS1";
  /// Resets the microcontroller where a person allowed it; empty: never. Returns why it could not,
  /// in words; empty: it did.
  std::function<std::string()> reset;
  /// The descriptor is about to be closed.
  std::function<void()> before_close;
};

struct RouterCounts {
  std::uint64_t sent = 0;
  std::uint64_t answered = 0;
  std::uint64_t expired = 0;
  std::uint64_t late = 0;     // answers of calls that had expired
  std::uint64_t refused = 0;  // calls that were too large, or came while another was open
  std::uint64_t connected = 0;
  std::uint64_t ports_reopened = 0;
  std::uint64_t resets = 0;
  std::uint64_t resets_failed = 0;
};

/// Whatever goes on: a microcontroller that jams again and again is not reset more often.
inline constexpr std::chrono::minutes between_resets{10};

class RouterBridge {
 public:
  using Time = std::chrono::milliseconds;
  /// The value, or what the router or the microcontroller refused.
  using Reply = std::function<void(const std::optional<Value>& value, const RouterError& error)>;

  explicit RouterBridge(RouterSettings settings);
  ~RouterBridge();
  RouterBridge(const RouterBridge&) = delete;
  RouterBridge& operator=(const RouterBridge&) = delete;

  /// What to poll; -1 while there is no connection. It is another one after each reconnection.
  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] bool wants_to_write() const { return !unsent_.empty(); }
  /// When on_time is to be called next, at the latest.
  [[nodiscard]] Time next_time() const;

  /// The descriptor is ready. `now` never goes back, in all functions.
  void on_ready(Time now);
  /// Connects, says hello, gives up what took too long.
  void on_time(Time now);

  /// Calls the sketch; `reply` comes once, also when the connection breaks. False: the link is not
  /// up, a call is open, or it is too large; nothing is sent then.
  bool call(std::string_view method, std::span<const Argument> arguments, Time patience, Time now,
            Reply reply);

  [[nodiscard]] LinkState state() const { return state_; }
  [[nodiscard]] bool is_free() const { return state_ == LinkState::up && !open_; }
  [[nodiscard]] const RouterCounts& counts() const { return counts_; }
  /// Why there is no connection, in words.
  [[nodiscard]] const std::string& trouble() const { return trouble_; }
  /// Why the newest reset failed, in words; empty: it did not.
  [[nodiscard]] const std::string& reset_trouble() const { return reset_trouble_; }

 private:
  struct Open {
    std::uint32_t id = 0;
    Time until{};
    Reply reply;
  };

  void connect();
  void try_later();
  void close();
  void disconnect(std::string why);
  void say_hello();
  void find_missing(const std::string& why);
  void hear_hello(const std::optional<Value>& value, const RouterError& error);
  bool send(std::string_view method, std::span<const Argument> arguments, Time patience,
            Reply reply);
  void write();
  void read();
  void settle(const std::optional<Value>& value, const RouterError& error);
  void expire();
  void climb();
  void close_port();
  void open_port();
  [[nodiscard]] bool may_reset() const;
  void reset();

  RouterSettings settings_;
  int descriptor_ = -1;
  LinkState state_ = LinkState::absent;
  std::optional<AnswerStream> stream_;
  std::string unsent_;
  Time unsent_since_{};
  std::optional<Open> open_;
  std::uint32_t next_id_ = 1;
  std::size_t attempts_ = 0;  // to connect, since somebody answered last
  int silent_ = 0;            // answers missing in a row
  int rung_ = 0;              // of the ladder
  bool port_closed_ = false;  // by us, and nobody said that it is open again
  bool was_up_ = false;
  bool reset_tried_ = false;  // since it was up
  Time missing_since_{};      // of router_only
  Time next_try_{};
  Time now_{};  // of the newest call from outside
  std::string trouble_;
  std::optional<Time> reset_at_;
  std::string reset_trouble_;
  RouterCounts counts_;
};

}  // namespace ballast::hardware
