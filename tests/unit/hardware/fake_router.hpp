// The board's router and a microcontroller behind it, on a real socket, in the thread of the test.
// It routes, answers, loses, splits, jams and restarts as it is told.
#pragma once

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <functional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <msgpack.hpp>

namespace ballast::hardware {

class FakeRouter {
 public:
  explicit FakeRouter(std::string path) : path_(std::move(path)) { listen(); }
  FakeRouter(const FakeRouter&) = delete;
  FakeRouter& operator=(const FakeRouter&) = delete;
  ~FakeRouter() { stop(); }

  /// Calls that came, in order.
  std::vector<std::string> calls;
  std::vector<std::string> frames;  // the pixels of hw/frame
  std::set<std::string> routes = {"hw/hello", "hw/frame", "hw/led", "hw/stat"};
  std::set<std::string> refused;  // whose arguments it finds wrong
  bool text_errors = false;       // as old routers say them
  bool answers = true;            // else the microcontroller is jammed
  bool reads = true;
  int lost = 0;  // so many of the next answers
  std::uint64_t hello = 0x010D0808;
  std::vector<std::uint64_t> stat;  // what hw/stat says; empty: 1, which is none
  std::size_t piece = 4096;         // bytes written at once
  std::function<void()> on_port_opened;
  std::string junk;         // goes before the next answer
  int service_turns = 0;    // of the microcontroller, for each call
  bool holds_back = false;  // answers wait, as in old routers, where each runs by itself

  void stop() {
    leave();
    if (listener_ >= 0) ::close(listener_);
    listener_ = -1;
    ::unlink(path_.c_str());
  }
  void start() { listen(); }
  /// Ends the connection, as a restart does.
  void leave() {
    if (peer_ >= 0) ::close(peer_);
    peer_ = -1;
    unpacker_ = msgpack::unpacker();
    unsent_.clear();
    held_.clear();
    slow_.clear();
  }
  [[nodiscard]] bool has_peer() const { return peer_ >= 0; }

  /// Takes what has come and writes a piece of what is to be said.
  void turn() {
    if (listener_ >= 0 && peer_ < 0) peer_ = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK);
    if (peer_ < 0) return;
    if (reads) take();
    serve_slowly();
    if (peer_ >= 0 && !unsent_.empty()) {
      const auto sent =
          ::send(peer_, unsent_.data(), std::min(piece, unsent_.size()), MSG_NOSIGNAL);
      if (sent > 0) unsent_.erase(0, static_cast<std::size_t>(sent));
    }
  }

  void say(const std::string& bytes) { unsent_ += bytes; }

  /// Says what was held back, the newest answer first.
  void let_go() {
    holds_back = false;
    std::string newest_first;
    for (const std::string& answer : held_) newest_first.insert(0, answer);
    unsent_ += newest_first;
    held_.clear();
  }
  [[nodiscard]] std::size_t held() const { return held_.size(); }

 private:
  using Packer = msgpack::packer<msgpack::sbuffer>;

  void listen() {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path_.c_str(), sizeof(address.sun_path) - 1);
    listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 ||
        ::listen(listener_, 4) != 0) {
      throw std::runtime_error("the fake router cannot listen");
    }
  }

  void take() {
    unpacker_.reserve_buffer(4096);
    const auto got = ::recv(peer_, unpacker_.buffer(), 4096, 0);
    if (got == 0) return leave();
    if (got < 0) return;
    unpacker_.buffer_consumed(static_cast<std::size_t>(got));
    msgpack::object_handle object;
    while (unpacker_.next(object)) serve(object.get());
  }

  void serve(const msgpack::object& request) {
    const auto& parts = request.via.array;
    const auto id = parts.ptr[1].as<std::uint32_t>();
    const auto method = parts.ptr[2].as<std::string>();
    calls.push_back(method);
    if (method.starts_with("$/serial/")) {
      if (method == "$/serial/open" && on_port_opened) on_port_opened();
      return reply(id, [](Packer& packer) { packer.pack(true); });
    }
    if (!routes.contains(method)) return refuse(id, 2, "method " + method + " not available");
    if (!answers) return;
    if (refused.contains(method)) return refuse(id, 253, "wrong arguments");
    if (lost > 0) {
      --lost;
      return;
    }
    if (method == "hw/frame") {
      const auto& pixels = parts.ptr[3].via.array.ptr[1];
      if (pixels.type != msgpack::type::BIN) return refuse(id, 253, "bin wanted");
      frames.emplace_back(pixels.via.bin.ptr, pixels.via.bin.size);
    }
    reply(id, [&](Packer& packer) {
      if (method == "hw/stat" && !stat.empty()) return static_cast<void>(packer.pack(stat));
      packer.pack(method == "hw/hello" ? hello : std::uint64_t{1});
    });
  }

  void reply(std::uint32_t id, const std::function<void(Packer&)>& value) {
    msgpack::sbuffer buffer;
    Packer packer(buffer);
    packer.pack_array(4);
    packer.pack(1);
    packer.pack(id);
    packer.pack_nil();
    value(packer);
    put(std::exchange(junk, "") + std::string(buffer.data(), buffer.size()));
  }
  void refuse(std::uint32_t id, int code, const std::string& text) {
    msgpack::sbuffer buffer;
    Packer packer(buffer);
    packer.pack_array(4);
    packer.pack(1);
    packer.pack(id);
    if (text_errors) {
      packer.pack(text);
    } else {
      packer.pack_array(2);
      packer.pack(code);
      packer.pack(text);
    }
    packer.pack_nil();
    put(std::string(buffer.data(), buffer.size()));
  }

  void put(std::string answer) {
    if (holds_back) {
      held_.push_back(std::move(answer));
    } else if (service_turns > 0) {
      slow_.emplace_back(service_turns, std::move(answer));
    } else {
      unsent_ += answer;
    }
  }

  /// One call after the other, each in its time.
  void serve_slowly() {
    if (slow_.empty() || --slow_.front().first > 0) return;
    unsent_ += slow_.front().second;
    slow_.erase(slow_.begin());
  }

  std::string path_;
  int listener_ = -1;
  int peer_ = -1;
  msgpack::unpacker unpacker_;
  std::string unsent_;
  std::vector<std::string> held_;
  std::vector<std::pair<int, std::string>> slow_;  // turns that are left, and the answer
};

}  // namespace ballast::hardware
