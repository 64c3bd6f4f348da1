#include "messages/hashes.hpp"

#include <array>

#include <sodium.h>

#include "messages/codec.hpp"

namespace ballast::messages {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> text{};
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  return text.data();
}

std::string decision_bytes(const planner::Decision& decision) {
  return encode(decision);
}

std::string decision_hash(const planner::Decision& decision) {
  return sha256_hex(decision_bytes(decision));
}

std::string request_hash(const planner::PlanRequest& request) {
  return sha256_hex(encode(request));
}

EncodedInputs encode_inputs(const planner::PlanInputs& inputs) {
  EncodedInputs encoded{encode(inputs), {}};
  encoded.hash = sha256_hex(encoded.bytes);
  return encoded;
}

std::string inputs_hash(const planner::PlanInputs& inputs) {
  return sha256_hex(encode(inputs));
}

std::string context_hash(const planner::PlanContext& context) {
  return sha256_hex(encode(context));
}

}  // namespace ballast::messages
