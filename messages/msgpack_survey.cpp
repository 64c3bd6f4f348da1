#include "messages/msgpack_survey.hpp"

#include <string>

#include <msgpack.hpp>

namespace ballast::messages {
namespace {

using planner::Failure;
using planner::FailureKind;

Failure too_large(const std::string& what, std::size_t limit) {
  return {FailureKind::invalid, what, "", "at most " + std::to_string(limit)};
}

/// Stops the parser at the first thing beyond a limit.
class Surveyor : public msgpack::null_visitor {
 public:
  explicit Surveyor(const Limits& limits) : limits_(limits) {}

  bool visit_nil() { return count(1); }
  bool visit_boolean(bool /*value*/) { return count(1); }
  bool visit_positive_integer(std::uint64_t /*value*/) { return count(1); }
  bool visit_negative_integer(std::int64_t /*value*/) { return count(1); }
  bool visit_float32(float /*value*/) { return count(1); }
  bool visit_float64(double /*value*/) { return count(1); }
  bool visit_bin(const char* /*data*/, std::uint32_t /*size*/) { return count(1); }
  bool visit_ext(const char* /*data*/, std::uint32_t /*size*/) { return count(1); }
  bool visit_str(const char* /*data*/, std::uint32_t size) {
    return within(size, limits_.text_bytes, "a text is too long") && count(1);
  }
  bool start_array(std::uint32_t elements) {
    return within(elements, limits_.array_elements, "an array has too many elements") && enter() &&
           announce(elements);
  }
  bool start_map(std::uint32_t entries) {
    return within(entries, limits_.map_entries, "a map has too many entries") && enter() &&
           announce(2 * std::size_t{entries});
  }
  bool end_array() { return leave(); }
  bool end_map() { return leave(); }

  [[noreturn]] void parse_error(std::size_t /*parsed*/, std::size_t offset) {
    throw msgpack::parse_error("no msgpack at byte " + std::to_string(offset));
  }
  [[noreturn]] void insufficient_bytes(std::size_t /*parsed*/, std::size_t offset) {
    throw msgpack::insufficient_bytes("ends early, at byte " + std::to_string(offset));
  }

  [[nodiscard]] const std::optional<Failure>& fault() const { return fault_; }

 private:
  bool within(std::size_t size, std::size_t limit, const char* what) {
    if (size > limit) fault_ = too_large(what, limit);
    return size <= limit;
  }
  bool enter() { return count(1) && within(++depth_, limits_.depth, "nested too deeply"); }
  bool leave() {
    --depth_;
    return true;
  }
  /// What a map or an array says it holds is held against the limit before it is read.
  bool announce(std::size_t inside) {
    return within(values_ + inside, limits_.values, "too many values");
  }
  bool count(std::size_t more) {
    values_ += more;
    return within(values_, limits_.values, "too many values");
  }

  const Limits& limits_;
  std::size_t values_ = 0;
  std::size_t depth_ = 0;
  std::optional<Failure> fault_;
};

std::optional<Failure> invalid(std::string what) {
  return Failure{FailureKind::invalid, std::move(what), "", ""};
}

}  // namespace

std::optional<Failure> survey(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.frame_bytes) {
    return too_large("the frame is too large", limits.frame_bytes);
  }
  Surveyor surveyor(limits);
  std::size_t offset = 0;
  try {
    msgpack::parse(bytes.data(), bytes.size(), offset, surveyor);
  } catch (const msgpack::unpack_error& error) {
    return invalid(error.what());
  }
  if (surveyor.fault()) return surveyor.fault();
  if (offset != bytes.size()) return invalid("bytes follow the end of the value");
  return std::nullopt;
}

}  // namespace ballast::messages
