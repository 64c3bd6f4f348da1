#include "hardware/router/router_message.hpp"

#include <algorithm>
#include <cstring>

#include <msgpack.hpp>

namespace ballast::hardware {
namespace {

using msgpack::type::object_type;

constexpr std::size_t stream_bytes_most = 64U << 10U;
constexpr std::size_t items_most = 1024;
constexpr std::size_t depth_most = 8;
constexpr std::uint64_t request_kind = 0;
constexpr std::uint64_t answer_kind = 1;
constexpr std::size_t text_most = 256;

using Packer = msgpack::packer<msgpack::sbuffer>;

void pack(Packer& packer, const Argument& argument) {
  std::visit(
      [&]<class Kind>(const Kind& value) {
        if constexpr (std::is_same_v<Kind, Bytes>) {
          packer.pack_bin(static_cast<std::uint32_t>(value.size()));
          // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes as they travel
          packer.pack_bin_body(reinterpret_cast<const char*>(value.data()),
                               static_cast<std::uint32_t>(value.size()));
        } else {
          packer.pack(value);
        }
      },
      argument);
}

std::span<const msgpack::object> items_of(const msgpack::object& object) {
  if (object.type != object_type::ARRAY) return {};
  return {object.via.array.ptr, object.via.array.size};
}

std::string text_of(const msgpack::object& object) {
  if (object.type != object_type::STR) return "";
  return {object.via.str.ptr, std::min<std::size_t>(object.via.str.size, text_most)};
}

Value value_of(const msgpack::object& object) {
  switch (object.type) {
    case object_type::BOOLEAN:
      return object.via.boolean;
    case object_type::POSITIVE_INTEGER:
      return std::uint64_t{object.via.u64};
    case object_type::NEGATIVE_INTEGER:
      return std::int64_t{object.via.i64};
    case object_type::FLOAT32:
    case object_type::FLOAT64:
      return object.via.f64;
    case object_type::STR:
      return text_of(object);
    case object_type::ARRAY: {
      std::vector<std::uint64_t> out;
      for (const msgpack::object& item : items_of(object)) {
        out.push_back(item.type == object_type::POSITIVE_INTEGER ? item.via.u64 : 0);
      }
      return out;
    }
    default:
      return std::monostate{};
  }
}

/// Nil, a text, or [code, text].
std::optional<RouterError> error_of(const msgpack::object& object) {
  if (object.type == object_type::NIL) return std::nullopt;
  RouterError out;
  const auto parts = items_of(object);
  if (parts.empty()) {
    out.text = text_of(object);
    return out;
  }
  const msgpack::object& code = parts.front();
  if (code.type == object_type::POSITIVE_INTEGER || code.type == object_type::NEGATIVE_INTEGER) {
    out.code = code.via.i64;
  }
  if (parts.size() > 1) out.text = text_of(parts[1]);
  return out;
}

/// [1, id, error, value]
std::optional<Answer> answer_of(const msgpack::object& object) {
  constexpr std::size_t answer_parts = 4;
  const auto parts = items_of(object);
  if (parts.size() != answer_parts) return std::nullopt;
  const bool numbered = parts[0].type == object_type::POSITIVE_INTEGER &&
                        parts[1].type == object_type::POSITIVE_INTEGER;
  if (!numbered || parts[0].via.u64 != answer_kind || parts[1].via.u64 > UINT32_MAX) {
    return std::nullopt;
  }
  return Answer{static_cast<std::uint32_t>(parts[1].via.u64), error_of(parts[2]),
                value_of(parts[3])};
}

msgpack::unpack_limit limits() {
  return {items_most, items_most, stream_bytes_most, stream_bytes_most, 0, depth_most};
}

}  // namespace

std::optional<std::string> call_bytes(std::uint32_t id, std::string_view method,
                                      std::span<const Argument> arguments) {
  constexpr std::uint32_t request_parts = 4;
  msgpack::sbuffer buffer;
  Packer packer(buffer);
  packer.pack_array(request_parts);
  packer.pack(request_kind);
  packer.pack(id);
  packer.pack_str(static_cast<std::uint32_t>(method.size()));
  packer.pack_str_body(method.data(), static_cast<std::uint32_t>(method.size()));
  packer.pack_array(static_cast<std::uint32_t>(arguments.size()));
  for (const Argument& argument : arguments) pack(packer, argument);
  if (buffer.size() > message_bytes_most) return std::nullopt;
  return std::string(buffer.data(), buffer.size());
}

class AnswerStream::State {
 public:
  std::optional<std::vector<Answer>> read(std::string_view bytes) {
    if (broken_ || bytes.size() > stream_bytes_most ||
        unpacker_.nonparsed_size() + unpacker_.parsed_size() > stream_bytes_most) {
      broken_ = true;
      return std::nullopt;
    }
    std::vector<Answer> out;
    try {
      unpacker_.reserve_buffer(bytes.size());
      std::memcpy(unpacker_.buffer(), bytes.data(), bytes.size());
      unpacker_.buffer_consumed(bytes.size());
      msgpack::object_handle object;
      while (unpacker_.next(object)) {
        if (auto answer = answer_of(object.get())) out.push_back(std::move(*answer));
      }
    } catch (const msgpack::unpack_error&) {
      broken_ = true;
      return std::nullopt;
    }
    return out;
  }

 private:
  msgpack::unpacker unpacker_{nullptr, nullptr, MSGPACK_UNPACKER_INIT_BUFFER_SIZE, limits()};
  bool broken_ = false;
};

AnswerStream::AnswerStream() : state_(std::make_unique<State>()) {}
AnswerStream::~AnswerStream() = default;

std::optional<std::vector<Answer>> AnswerStream::read(std::string_view bytes) {
  return state_->read(bytes);
}

}  // namespace ballast::hardware
