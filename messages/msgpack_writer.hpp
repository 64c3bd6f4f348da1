// Writes msgpack, value by value, each in its shortest form. Hides the library's headers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ballast::messages {

class MsgpackWriter {
 public:
  void map(std::size_t entries);
  void array(std::size_t elements);
  void text(std::string_view value);
  void bytes(std::string_view value);
  void boolean(bool value);
  void integer(std::int64_t value);
  void natural(std::uint64_t value);
  void number(double value);
  /// A value that is msgpack already.
  void encoded(std::string_view value) { out_.append(value); }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace ballast::messages
