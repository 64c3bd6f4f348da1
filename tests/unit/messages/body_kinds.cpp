#include "tests/unit/messages/body_kinds.hpp"

#include <algorithm>

#include "tests/unit/messages/every_body.hpp"
#include "tests/unit/messages/random_body.hpp"

namespace ballast::messages {
namespace {

template <class Body>
class Held final : public SomeBody {
 public:
  explicit Held(Body body) : body_(std::move(body)) {}

  [[nodiscard]] std::string encoded() const override { return encode(body_); }
  [[nodiscard]] nlohmann::ordered_json json() const override { return to_json(body_); }
  [[nodiscard]] bool equals(const SomeBody& other) const override {
    const auto* const same_kind = dynamic_cast<const Held*>(&other);
    return same_kind != nullptr && same_kind->body_ == body_;
  }

 private:
  Body body_;
};

template <class Body>
Result<SomeBodyPtr> held(Result<Body> body) {
  if (!body) return tl::unexpected(std::move(body.error()));
  return std::make_unique<const Held<Body>>(std::move(*body));
}

struct PlaceField {
  const char* start;
  std::vector<FieldPlace>& places;

  template <class Field>
  void operator()(const char* name, const Field& field, const Mark& /*mark*/ = {}) const {
    const auto begin = static_cast<std::size_t>(reinterpret_cast<const char*>(&field) - start);
    places.push_back({name, begin, begin + sizeof(Field), alignof(Field)});
  }
};

template <class Body>
std::vector<FieldPlace> places_of_fields() {
  const Body body{};
  std::vector<FieldPlace> places;
  FieldsOf<Body>::visit(body, PlaceField{reinterpret_cast<const char*>(&body), places});
  return places;
}

template <class Body>
BodyKind kind_of() {
  return {type_of<Body>,
          sizeof(Body),
          alignof(Body),
          [](std::uint64_t seed, bool full) -> SomeBodyPtr {
            return std::make_unique<const Held<Body>>(RandomContent(seed, full).body<Body>());
          },
          [](std::string_view bytes) { return held(decode<Body>(bytes)); },
          [](const nlohmann::ordered_json& json) { return held(from_json<Body>(json)); },
          &places_of_fields<Body>};
}

}  // namespace

std::span<const BodyKind> body_kinds() {
  static const std::vector<BodyKind> kinds = [] {
    std::vector<BodyKind> all;
    EveryBody::each([&all]<class Body>(const Body& /*empty*/) { all.push_back(kind_of<Body>()); });
    return all;
  }();
  return kinds;
}

const BodyKind* body_kind(std::string_view type) {
  const auto kinds = body_kinds();
  const auto found = std::ranges::find(kinds, type, &BodyKind::type);
  return found == kinds.end() ? nullptr : &*found;
}

}  // namespace ballast::messages
