// What went wrong, told so that a person can mend it: what, where, and what is allowed.
#pragma once

#include <cstdint>
#include <string>

#include <tl/expected.hpp>

namespace ballast::planner {

enum class FailureKind : std::uint8_t {
  invalid,      // the input is wrong; asking again cannot help
  missing,      // something needed is not there
  refused,      // a rule forbids it
  unavailable,  // no answer in time; asking again may help
  conflict,     // the state changed or is newer than we know
  internal,     // our fault
};

struct Failure {
  FailureKind kind = FailureKind::internal;
  std::string what;     // one sentence
  std::string where;    // file:line:column, a field's path, a role; may be empty
  std::string allowed;  // what would be accepted; may be empty

  bool operator==(const Failure&) const = default;
};

template <class Value>
using Result = tl::expected<Value, Failure>;

/// Returns "where: what (allowed: ...)" or "where: what; did you mean ...?" without what is empty.
[[nodiscard]] std::string describe(const Failure& failure);

}  // namespace ballast::planner
