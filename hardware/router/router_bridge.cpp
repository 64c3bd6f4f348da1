#include "hardware/router/router_bridge.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace ballast::hardware {
namespace {

using Time = RouterBridge::Time;

/// The sketch's protocol: 1 << 24 | 13 columns << 16 | 8 rows << 8 | 8 levels.
constexpr std::uint64_t hello_answer = 0x010D0808;
constexpr std::array<Time, 5> between_tries = {Time{1'000}, Time{2'000}, Time{5'000}, Time{10'000},
                                               Time{30'000}};
constexpr Time hello_patience{1'000};
constexpr Time hello_again{2'000};
constexpr Time starts_within{60'000};  // its logo alone takes half a minute
constexpr Time suspect_again{1'000};
constexpr Time port_patience{2'000};
constexpr Time write_patience{1'000};
constexpr Time wedged_wait{5'000};
constexpr Time wedged_rest{60'000};
constexpr Time idle{3'600'000};
constexpr int silent_most = 3;

RouterError broken(std::string why) {
  return {nobody_answered, std::move(why)};
}

/// Who was there may be gone: whoever says so knows no such method, or reaches nobody who does.
bool is_gone(const RouterError& error) {
  return error.code == untold || error.code == method_missing || error.code == not_forwarded ||
         error.code == function_missing;
}

}  // namespace

std::string_view name_of(LinkState state) {
  constexpr std::array<std::string_view, 5> names = {"absent", "router only", "up", "suspect",
                                                     "wedged"};
  return names.at(static_cast<std::size_t>(state));
}

RouterBridge::RouterBridge(RouterSettings settings) : settings_(std::move(settings)) {}

RouterBridge::~RouterBridge() {
  close();
}

void RouterBridge::close() {
  if (descriptor_ < 0) return;
  if (settings_.before_close) settings_.before_close();
  ::close(std::exchange(descriptor_, -1));
}

Time RouterBridge::next_time() const {
  Time out = next_try_;
  if (open_) out = std::min(out, open_->until);
  if (!unsent_.empty()) out = std::min(out, unsent_since_ + write_patience);
  return out;
}

// ---- the connection

void RouterBridge::connect() {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (settings_.socket.size() >= sizeof(address.sun_path)) {
    trouble_ = settings_.socket + ": this path is too long for a socket";
    next_try_ = now_ + idle;
    return;
  }
  std::memcpy(address.sun_path, settings_.socket.c_str(), settings_.socket.size() + 1);
  const int made = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the interface of sockets
  const auto* const where = reinterpret_cast<const sockaddr*>(&address);
  if (made < 0 || ::connect(made, where, sizeof(address)) != 0) {
    const int error = errno;
    if (made >= 0) ::close(made);
    trouble_ = settings_.socket + ": " + ::strerror(error);
    if (error == EACCES) trouble_ += "; the user of the display may not open it";
    return try_later();
  }
  descriptor_ = made;
  stream_.emplace();
  silent_ = rung_ = 0;
  trouble_.clear();
  ++counts_.connected;
  state_ = LinkState::router_only;
  missing_since_ = now_;
  if (port_closed_) return open_port();
  say_hello();
}

void RouterBridge::try_later() {
  next_try_ = now_ + between_tries.at(std::min(attempts_, between_tries.size() - 1));
  ++attempts_;
}

void RouterBridge::disconnect(std::string why) {
  close();
  stream_.reset();
  unsent_.clear();
  state_ = LinkState::absent;
  trouble_ = why;
  try_later();
  settle(std::nullopt, broken(std::move(why)));
}

// ---- who is there

void RouterBridge::say_hello() {
  next_try_ = now_ + idle;
  send("hw/hello", {}, hello_patience,
       [this](const auto& value, const auto& error) { hear_hello(value, error); });
}

void RouterBridge::hear_hello(const std::optional<Value>& value, const RouterError& error) {
  if (value && *value == Value{hello_answer}) {
    state_ = LinkState::up;
    was_up_ = true;
    reset_tried_ = false;
    silent_ = rung_ = 0;
    trouble_.clear();
    return;
  }
  // Silence is counted where it is noticed.
  if (descriptor_ < 0 || error.code == nobody_answered) return;
  find_missing(value ? "the sketch speaks another protocol"
                     : "the sketch does not answer: " + error.text);
}

/// The router is there and the sketch is not. One that was, and does not come back by itself, lost
/// its names when the port or the router began again, and only tells them when it starts.
void RouterBridge::find_missing(const std::string& why) {
  if (state_ != LinkState::router_only) missing_since_ = now_;
  state_ = LinkState::router_only;
  trouble_ = why;
  next_try_ = now_ + hello_again;
  if (was_up_ && now_ - missing_since_ >= starts_within && may_reset()) reset();
}

/// Another answer is missing.
void RouterBridge::expire() {
  ++counts_.expired;
  ++silent_;
  state_ = silent_ >= silent_most ? LinkState::wedged : LinkState::suspect;
  trouble_ = "the microcontroller does not answer";
  next_try_ = now_ + (state_ == LinkState::suspect ? suspect_again : wedged_wait);
  if (state_ == LinkState::wedged && rung_ > 4) next_try_ = now_ + wedged_rest;
  settle(std::nullopt, broken("no answer in time"));
}

/// Ask again; open the serial port again and ask; reset, where that is allowed, and ask; then ask
/// each minute.
void RouterBridge::climb() {
  ++rung_;
  if (rung_ == 2) return close_port();
  if (rung_ >= 4 && may_reset()) return reset();
  say_hello();
}

void RouterBridge::close_port() {
  const Argument port = settings_.serial_port;
  ++counts_.ports_reopened;
  next_try_ = now_ + idle;
  port_closed_ = true;
  send("$/serial/close", std::span(&port, 1), port_patience, [this](const auto&, const auto&) {
    if (descriptor_ >= 0) open_port();
  });
}

/// Who closed it and lost the connection then opens it with the next one.
void RouterBridge::open_port() {
  const Argument port = settings_.serial_port;
  next_try_ = now_ + idle;
  send("$/serial/open", std::span(&port, 1), port_patience, [this](const auto&, const auto& error) {
    if (error.code != nobody_answered) port_closed_ = false;
    if (descriptor_ >= 0) next_try_ = now_ + suspect_again;
  });
}

bool RouterBridge::may_reset() const {
  return settings_.reset && !reset_tried_ && (!reset_at_ || now_ - *reset_at_ >= between_resets);
}

/// After a while, in which it starts, it is asked again.
void RouterBridge::reset() {
  reset_at_ = now_;
  reset_tried_ = true;
  reset_trouble_ = settings_.reset();
  ++(reset_trouble_.empty() ? counts_.resets : counts_.resets_failed);
  next_try_ = now_ + wedged_wait;
}

void RouterBridge::on_time(Time now) {
  now_ = now;
  if (descriptor_ >= 0 && !unsent_.empty() && now_ >= unsent_since_ + write_patience) {
    return disconnect("the router does not read");
  }
  if (open_ && now_ >= open_->until) expire();
  if (open_ || now_ < next_try_) return;
  switch (state_) {
    case LinkState::absent:
      return connect();
    case LinkState::router_only:
    case LinkState::suspect:
      return say_hello();
    case LinkState::wedged:
      return climb();
    case LinkState::up:
      next_try_ = now_ + idle;
  }
}

// ---- calls

bool RouterBridge::call(std::string_view method, std::span<const Argument> arguments, Time patience,
                        Time now, Reply reply) {
  now_ = now;
  if (state_ != LinkState::up) return false;
  return send(method, arguments, patience,
              [this, reply = std::move(reply)](const std::optional<Value>& value,
                                               const RouterError& error) {
                if (value) silent_ = 0;
                // The microcontroller began again: what it can do is to be asked.
                if (!value && is_gone(error) && descriptor_ >= 0) {
                  state_ = LinkState::router_only;
                  missing_since_ = next_try_ = now_;
                }
                reply(value, error);
              });
}

bool RouterBridge::send(std::string_view method, std::span<const Argument> arguments, Time patience,
                        Reply reply) {
  auto bytes = call_bytes(next_id_, method, arguments);
  if (open_ || !bytes || descriptor_ < 0) {
    ++counts_.refused;
    return false;
  }
  open_ = Open{next_id_++, now_ + patience, std::move(reply)};
  if (unsent_.empty()) unsent_since_ = now_;
  unsent_ += *bytes;
  ++counts_.sent;
  write();
  return true;
}

void RouterBridge::settle(const std::optional<Value>& value, const RouterError& error) {
  const auto open = std::exchange(open_, std::nullopt);
  if (open) open->reply(value, error);
}

// ---- bytes

void RouterBridge::on_ready(Time now) {
  now_ = now;
  if (descriptor_ >= 0 && !unsent_.empty()) write();
  if (descriptor_ >= 0) read();
}

void RouterBridge::write() {
  while (!unsent_.empty()) {
    const auto sent = ::send(descriptor_, unsent_.data(), unsent_.size(), MSG_NOSIGNAL);
    if (sent < 0) {
      if (errno == EINTR) continue;
      if (errno == EAGAIN || errno == EWOULDBLOCK) return;
      return disconnect("the router closed the connection");
    }
    unsent_.erase(0, static_cast<std::size_t>(sent));
  }
}

void RouterBridge::read() {
  constexpr std::size_t read_at_once = 4096;
  std::array<char, read_at_once> buffer{};
  const auto got = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) return;
  if (got <= 0) return disconnect("the router closed the connection");
  const auto answers = stream_->read({buffer.data(), static_cast<std::size_t>(got)});
  if (!answers) return disconnect("what the router says is no MessagePack");
  for (const Answer& answer : *answers) {
    if (!open_ || answer.id != open_->id) {
      ++counts_.late;
      continue;
    }
    ++counts_.answered;
    attempts_ = 0;
    const RouterError error = answer.error.value_or(RouterError{});
    settle(answer.error ? std::nullopt : std::optional(answer.value), error);
    if (!stream_) return;
  }
}

}  // namespace ballast::hardware
