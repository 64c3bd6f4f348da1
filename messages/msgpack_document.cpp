#include "messages/msgpack_document.hpp"

#include <limits>

#include <msgpack.hpp>

#include "messages/msgpack_survey.hpp"

namespace ballast::messages {
namespace {

using msgpack::type::object_type;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

const msgpack::object& as_object(const void* pointer) {
  return *static_cast<const msgpack::object*>(pointer);
}

bool keep_reference(object_type /*type*/, std::size_t /*size*/, void* /*user_data*/) {
  return true;
}

bool is_key(const msgpack::object_kv& entry, std::string_view key) {
  return entry.key.type == object_type::STR &&
         std::string_view(entry.key.via.str.ptr, entry.key.via.str.size) == key;
}

}  // namespace

bool MsgpackNode::is_nothing() const {
  return as_object(object_).type == object_type::NIL;
}

std::optional<bool> MsgpackNode::boolean() const {
  const auto& object = as_object(object_);
  if (object.type != object_type::BOOLEAN) return std::nullopt;
  return object.via.boolean;
}

std::optional<std::int64_t> MsgpackNode::integer() const {
  const auto& object = as_object(object_);
  if (object.type == object_type::NEGATIVE_INTEGER) return object.via.i64;
  constexpr auto highest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (object.type == object_type::POSITIVE_INTEGER && object.via.u64 <= highest) {
    return static_cast<std::int64_t>(object.via.u64);
  }
  return std::nullopt;
}

std::optional<std::uint64_t> MsgpackNode::natural() const {
  const auto& object = as_object(object_);
  if (object.type != object_type::POSITIVE_INTEGER) return std::nullopt;
  return object.via.u64;
}

std::optional<double> MsgpackNode::number() const {
  const auto& object = as_object(object_);
  switch (object.type) {
    case object_type::FLOAT32:
    case object_type::FLOAT64:
      return object.via.f64;
    case object_type::POSITIVE_INTEGER:
      return static_cast<double>(object.via.u64);
    case object_type::NEGATIVE_INTEGER:
      return static_cast<double>(object.via.i64);
    default:
      return std::nullopt;
  }
}

std::optional<std::string_view> MsgpackNode::text() const {
  const auto& object = as_object(object_);
  if (object.type != object_type::STR) return std::nullopt;
  return std::string_view(object.via.str.ptr, object.via.str.size);
}

std::optional<std::string_view> MsgpackNode::bytes() const {
  const auto& object = as_object(object_);
  if (object.type != object_type::BIN) return std::nullopt;
  return std::string_view(object.via.bin.ptr, object.via.bin.size);
}

std::optional<std::size_t> MsgpackNode::array_size() const {
  const auto& object = as_object(object_);
  if (object.type != object_type::ARRAY) return std::nullopt;
  return object.via.array.size;
}

MsgpackNode MsgpackNode::element(std::size_t index) const {
  return MsgpackNode(as_object(object_).via.array.ptr + index);
}

std::optional<std::size_t> MsgpackNode::map_size() const {
  const auto& object = as_object(object_);
  if (object.type != object_type::MAP) return std::nullopt;
  return object.via.map.size;
}

MsgpackNode MsgpackNode::key(std::size_t index) const {
  return MsgpackNode(&as_object(object_).via.map.ptr[index].key);
}

MsgpackNode MsgpackNode::value(std::size_t index) const {
  return MsgpackNode(&as_object(object_).via.map.ptr[index].val);
}

std::optional<MsgpackNode> MsgpackNode::find(std::string_view key, std::size_t expected) const {
  const auto& map = as_object(object_).via.map;
  if (expected < map.size && is_key(map.ptr[expected], key)) return value(expected);
  for (std::size_t i = 0; i < map.size; ++i) {
    if (is_key(map.ptr[i], key)) return value(i);
  }
  return std::nullopt;
}

struct MsgpackDocument::State {
  msgpack::object_handle handle;
};

MsgpackDocument::MsgpackDocument(std::unique_ptr<State> state) : state_(std::move(state)) {}
MsgpackDocument::MsgpackDocument(MsgpackDocument&&) noexcept = default;
MsgpackDocument& MsgpackDocument::operator=(MsgpackDocument&&) noexcept = default;
MsgpackDocument::~MsgpackDocument() = default;

MsgpackNode MsgpackDocument::root() const {
  return MsgpackNode(&state_->handle.get());
}

Result<MsgpackDocument> MsgpackDocument::open(std::string_view bytes, const Limits& limits) {
  if (const auto fault = survey(bytes, limits)) return tl::unexpected(*fault);
  try {
    std::size_t offset = 0;
    auto state = std::make_unique<State>();
    state->handle = msgpack::unpack(bytes.data(), bytes.size(), offset, keep_reference);
    return MsgpackDocument(std::move(state));
  } catch (const msgpack::unpack_error& error) {
    return tl::unexpected(Failure{FailureKind::invalid, error.what(), "", ""});
  }
}

}  // namespace ballast::messages
