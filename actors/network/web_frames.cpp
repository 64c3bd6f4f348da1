#include "actors/network/web_frames.hpp"

#include <utility>

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

// The first byte: the last frame of its message, three bits for extensions, and the kind.
constexpr unsigned final_bit = 0x80U;
constexpr unsigned extension_bits = 0x70U;
constexpr unsigned kind_bits = 0x0FU;
// The second byte: whether the payload is masked, and its length or how many bytes tell it.
constexpr unsigned mask_bit = 0x80U;
constexpr unsigned length_bits = 0x7FU;
constexpr std::size_t two_more = 126;
constexpr std::size_t eight_more = 127;
constexpr unsigned byte_bits = 8;

bool is_control(WebFrame kind) {
  return kind == WebFrame::close || kind == WebFrame::ping || kind == WebFrame::pong;
}

bool is_known(WebFrame kind) {
  return is_control(kind) || kind == WebFrame::continuation || kind == WebFrame::text ||
         kind == WebFrame::binary;
}

char byte_of(std::size_t value) {
  return static_cast<char>(static_cast<unsigned char>(value));
}

}  // namespace

std::string web_frame(WebFrame kind, std::string_view payload, WebMask mask) {
  std::string frame;
  frame += byte_of(final_bit | static_cast<unsigned>(kind));
  if (payload.size() < two_more) {
    frame += byte_of(mask_bit | payload.size());
  } else {
    frame += byte_of(mask_bit | two_more);
    frame += byte_of(payload.size() >> byte_bits);
    frame += byte_of(payload.size());
  }
  for (const std::uint8_t byte : mask) frame += byte_of(byte);
  for (std::size_t at = 0; at < payload.size(); ++at) {
    const auto plain = static_cast<unsigned char>(payload[at]);
    frame += byte_of(static_cast<std::size_t>(plain) ^ mask.at(at % mask.size()));
  }
  return frame;
}

struct WebFrameReader::Header {
  WebFrame kind = WebFrame::text;
  bool is_last = true;
  bool is_extended = false;
  bool is_masked = false;
  std::size_t bytes = 0;  // of itself
  std::uint64_t payload_bytes = 0;
};

std::optional<WebFrameReader::Header> WebFrameReader::header() const {
  const std::string_view bytes = std::string_view(bytes_).substr(read_);
  const auto at = [bytes](std::size_t place) { return static_cast<unsigned char>(bytes[place]); };
  Header out;
  out.bytes = 2;
  if (bytes.size() < out.bytes) return std::nullopt;
  out.kind = static_cast<WebFrame>(at(0) & kind_bits);
  out.is_last = (at(0) & final_bit) != 0;
  out.is_extended = (at(0) & extension_bits) != 0;
  out.is_masked = (at(1) & mask_bit) != 0;
  out.payload_bytes = at(1) & length_bits;
  const std::size_t more = out.payload_bytes == two_more     ? 2U
                           : out.payload_bytes == eight_more ? 8U
                                                             : 0U;
  if (bytes.size() < out.bytes + more) return std::nullopt;
  if (more > 0) out.payload_bytes = 0;
  for (std::size_t i = 0; i < more; ++i) {
    out.payload_bytes = out.payload_bytes << byte_bits | at(out.bytes + i);
  }
  out.bytes += more;
  return out;
}

std::string WebFrameReader::fault_of(const Header& header) const {
  if (!is_known(header.kind)) return "a frame is of no known kind";
  if (header.is_extended) return "a frame uses an extension that nobody agreed on";
  if (header.is_masked) return "a frame is masked, as only a client's may be";
  if (is_control(header.kind)) {
    if (!header.is_last) return "a ping, pong or close comes in parts";
    if (header.payload_bytes > web_control_bytes_max) return "a ping, pong or close is too long";
    return "";
  }
  if ((header.kind == WebFrame::continuation) != unended_.has_value()) {
    return unended_ ? "a message begins within another" : "a message goes on that never began";
  }
  const std::size_t before = unended_ ? unended_->payload.size() : 0;
  return header.payload_bytes > message_bytes_max_ - before ? "a message is too long" : "";
}

std::optional<WebMessage> WebFrameReader::put(const Header& header, std::string payload) {
  if (is_control(header.kind)) return WebMessage{header.kind, std::move(payload)};
  if (unended_) {
    unended_->payload += payload;
  } else {
    unended_ = WebMessage{header.kind, std::move(payload)};
  }
  return header.is_last ? std::exchange(unended_, std::nullopt) : std::nullopt;
}

Result<std::optional<WebMessage>> WebFrameReader::next() {
  while (const auto header = this->header()) {
    if (std::string fault = fault_of(*header); !fault.empty()) {
      return tl::unexpected(Failure{FailureKind::invalid, std::move(fault), "stream",
                                    "frames of a server, of at most " +
                                        std::to_string(message_bytes_max_) + " bytes a message"});
    }
    const auto size = static_cast<std::size_t>(header->payload_bytes);
    if (bytes_.size() - read_ < header->bytes + size) break;
    std::string payload = bytes_.substr(read_ + header->bytes, size);
    read_ += header->bytes + size;
    if (auto message = put(*header, std::move(payload))) return message;
  }
  return std::optional<WebMessage>();
}

}  // namespace ballast::actors
