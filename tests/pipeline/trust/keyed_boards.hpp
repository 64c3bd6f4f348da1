// Two boards on loopback that speak tcp with keys, and processes of theirs as contexts: what a door
// says to whom. The folders of the two boards are apart, as on two machines.
#pragma once

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "broker/pollable.hpp"
#include "broker/socket.hpp"

namespace ballast::broker {

/// A bound that only a fault reaches.
inline constexpr std::chrono::seconds patience_with_doors{20};

class KeyedBoards {
 public:
  KeyedBoards() {
    std::string pattern = (std::filesystem::temp_directory_path() / "ballast-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    for (const char* board : {"board-1", "board-2"}) enrol(board, give_key(board, board));
  }
  ~KeyedBoards() { std::filesystem::remove_all(folder_); }
  KeyedBoards(const KeyedBoards&) = delete;
  KeyedBoards& operator=(const KeyedBoards&) = delete;

  /// The cluster file as that board reads it.
  [[nodiscard]] ClusterMap map_on(const std::string& board) const {
    const std::string text = "keys_dir = \"" + files_of(board).directory().string() +
                             "\"\n[[board]]\nid = \"board-1\"\naddress = \"127.0.0.1\"\n"
                             "roles = { broker = 1, coordinator = 1, portfolio = 1 }\n"
                             "[[board]]\nid = \"board-2\"\naddress = \"127.0.0.2\"\n"
                             "roles = { evaluator = 2 }\n";
    auto map =
        ClusterMap::parse(text, "test.toml", {"broker", "coordinator", "evaluator", "portfolio"});
    if (!map) throw std::runtime_error(describe(map.error()));
    return *map;
  }

  [[nodiscard]] KeyFiles files_of(const std::string& board) const {
    return KeyFiles(folder_ / board / "keys");
  }

  /// Makes a key file on a board; nobody is told of it.
  KeyPair give_key(const std::string& board, const std::string& holder) {
    std::filesystem::create_directories(folder_ / board);
    auto pair = *KeyPair::make();
    EXPECT_TRUE(files_of(board).write_key(*Holder::parse(holder), pair));
    return pair;
  }

  /// Puts a key on the list, and the list on both boards.
  void enrol(const std::string& holder, const KeyPair& pair,
             std::optional<WallTime> until = std::nullopt) {
    EXPECT_TRUE(list.add({pair.open(), holder, std::nullopt, until}));
    spread();
  }
  void spread() {
    for (const char* board : {"board-1", "board-2"}) {
      std::filesystem::create_directories(folder_ / board);
      EXPECT_TRUE(files_of(board).write_list(list));
    }
  }

  [[nodiscard]] std::unique_ptr<KeyedContext> process(const std::string& role,
                                                      const std::string& board) const {
    auto context = context_for(map_on(board), role, board, clock_);
    if (!context) throw std::runtime_error(describe(context.error()));
    return std::move(*context);
  }

  EnrolledKeys list;

 private:
  std::filesystem::path folder_;
  SystemClock clock_;
};

/// A bound socket of board-1's broker or coordinator.
struct TestDoor {
  TestDoor(const KeyedBoards& boards, Purpose purpose, const std::string& reader = {})
      : context(boards.process("broker", "board-1")), socket(*context, purpose, reader) {
    const auto bound = socket.bind(*Endpoint::tcp("127.0.0.1", Endpoint::any_port));
    EXPECT_TRUE(bound) << describe(bound.error());
  }
  [[nodiscard]] Endpoint endpoint() const {
    return *Endpoint::tcp("127.0.0.1", socket.bound()->port());
  }

  std::unique_ptr<KeyedContext> context;
  Socket socket;
};

/// Returns once the condition holds; false if it never did.
template <class Condition>
[[nodiscard]] bool comes_true(Condition condition) {
  const SystemClock clock;
  const auto end = clock.now() + Monotonic(patience_with_doors);
  PollSet nothing;
  while (!condition()) {
    if (clock.now() > end) return false;
    nothing.poll(std::chrono::milliseconds(2));
  }
  return true;
}

/// The next sentence from a source of failures, or what to show when none came.
template <class Source>
[[nodiscard]] std::string next_sentence(Source source) {
  std::string sentence = "nothing was said";
  static_cast<void>(comes_true([&] {
    const auto news = source();
    if (!news.empty()) sentence = describe(news.front());
    return !news.empty();
  }));
  return sentence;
}

inline std::string said_at(TestDoor& door) {
  return next_sentence([&] { return door.context->refusals().take(); });
}

inline std::string said_by(Socket& socket) {
  return next_sentence([&] { return socket.handshake_news(); });
}

/// The next message, or nothing.
inline std::optional<Frames> next_message(Socket& socket) {
  std::optional<Frames> frames;
  static_cast<void>(comes_true([&] {
    frames = socket.try_receive();
    return frames.has_value();
  }));
  return frames;
}

}  // namespace ballast::broker
