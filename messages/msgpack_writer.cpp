#include "messages/msgpack_writer.hpp"

#include <limits>
#include <stdexcept>

#include <msgpack.hpp>

namespace ballast::messages {
namespace {

struct Sink {
  std::string& out;
  void write(const char* data, std::size_t size) { out.append(data, size); }
};

std::uint32_t length(std::size_t size) {
  if (size > std::numeric_limits<std::uint32_t>::max()) {
    throw std::length_error("too long for one frame");
  }
  return static_cast<std::uint32_t>(size);
}

template <class Write>
void pack_into(std::string& out, Write&& write) {
  Sink sink{out};
  msgpack::packer<Sink> packer(sink);
  write(packer);
}

}  // namespace

void MsgpackWriter::map(std::size_t entries) {
  pack_into(out_, [&](auto& packer) { packer.pack_map(length(entries)); });
}

void MsgpackWriter::array(std::size_t elements) {
  pack_into(out_, [&](auto& packer) { packer.pack_array(length(elements)); });
}

void MsgpackWriter::text(std::string_view value) {
  pack_into(out_, [&](auto& packer) {
    packer.pack_str(length(value.size()));
    packer.pack_str_body(value.data(), length(value.size()));
  });
}

void MsgpackWriter::bytes(std::string_view value) {
  pack_into(out_, [&](auto& packer) {
    packer.pack_bin(length(value.size()));
    packer.pack_bin_body(value.data(), length(value.size()));
  });
}

void MsgpackWriter::boolean(bool value) {
  pack_into(out_, [&](auto& packer) { packer.pack(value); });
}

void MsgpackWriter::integer(std::int64_t value) {
  pack_into(out_, [&](auto& packer) { packer.pack_int64(value); });
}

void MsgpackWriter::natural(std::uint64_t value) {
  pack_into(out_, [&](auto& packer) { packer.pack_uint64(value); });
}

void MsgpackWriter::number(double value) {
  pack_into(out_, [&](auto& packer) { packer.pack_double(value); });
}

}  // namespace ballast::messages
