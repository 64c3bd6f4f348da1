// Every body that travels behind one interface, so that a test that holds for all of them is
// compiled once, not once for each.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "messages/codec.hpp"
#include "messages/json.hpp"

namespace ballast::messages {

class SomeBody {
 public:
  virtual ~SomeBody() = default;

  [[nodiscard]] virtual std::string encoded() const = 0;
  [[nodiscard]] virtual nlohmann::ordered_json json() const = 0;
  /// False for a body of another kind.
  [[nodiscard]] virtual bool equals(const SomeBody& other) const = 0;
};

using SomeBodyPtr = std::unique_ptr<const SomeBody>;

/// Where a field lies in its struct, in bytes.
struct FieldPlace {
  std::string name;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t alignment = 1;
};

struct BodyKind {
  std::string_view type;
  std::size_t size = 0;  // of the struct, in bytes
  std::size_t alignment = 1;
  /// What RandomContent makes of this seed.
  SomeBodyPtr (*random)(std::uint64_t seed, bool full) = nullptr;
  Result<SomeBodyPtr> (*decode)(std::string_view bytes) = nullptr;
  Result<SomeBodyPtr> (*from_json)(const nlohmann::ordered_json& json) = nullptr;
  /// The fields that the table names, in its order.
  std::vector<FieldPlace> (*fields)() = nullptr;
};

/// In the order of EveryBody.
[[nodiscard]] std::span<const BodyKind> body_kinds();

/// Returns nothing for a type that is not among them.
[[nodiscard]] const BodyKind* body_kind(std::string_view type);

}  // namespace ballast::messages
