// Reads msgpack that may be hostile: surveyed against the limits before anything is allocated, then
// walked value by value. Hides the library's headers.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "messages/limits.hpp"
#include "planner/model/failure.hpp"

namespace ballast::messages {

/// One value inside a document that outlives it. What it is not, it returns as nothing.
class MsgpackNode {
 public:
  static constexpr bool strict = false;

  explicit MsgpackNode(const void* object) : object_(object) {}

  [[nodiscard]] bool is_nothing() const;
  [[nodiscard]] std::optional<bool> boolean() const;
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  [[nodiscard]] std::optional<std::uint64_t> natural() const;
  [[nodiscard]] std::optional<double> number() const;
  [[nodiscard]] std::optional<std::string_view> text() const;
  [[nodiscard]] std::optional<std::string_view> bytes() const;

  [[nodiscard]] std::optional<std::size_t> array_size() const;
  [[nodiscard]] MsgpackNode element(std::size_t index) const;

  [[nodiscard]] std::optional<std::size_t> map_size() const;
  [[nodiscard]] MsgpackNode key(std::size_t index) const;
  [[nodiscard]] MsgpackNode value(std::size_t index) const;

  /// Returns the value of a key; looks first at entry `expected`, where it normally is.
  [[nodiscard]] std::optional<MsgpackNode> find(std::string_view key, std::size_t expected) const;

 private:
  const void* object_;
};

class MsgpackDocument {
 public:
  /// REQUIRES: `bytes` outlive the document. Refuses what is not exactly one msgpack value or
  /// exceeds a limit.
  [[nodiscard]] static planner::Result<MsgpackDocument> open(std::string_view bytes,
                                                             const Limits& limits);
  MsgpackDocument(MsgpackDocument&&) noexcept;
  MsgpackDocument& operator=(MsgpackDocument&&) noexcept;
  ~MsgpackDocument();

  [[nodiscard]] MsgpackNode root() const;

 private:
  struct State;
  explicit MsgpackDocument(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace ballast::messages
