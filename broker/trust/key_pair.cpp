#include "broker/trust/key_pair.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include <zmq.h>

namespace ballast::broker {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr std::size_t key_bytes = 32;
constexpr std::size_t key_letters = 40;

using Letters = std::array<char, key_letters + 1>;

/// The pairs that libzmq's manual page zmq_curve prints, its public keys first.
constexpr std::array<std::string_view, 4> printed_keys = {
    "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7", "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID",
    "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6", "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs"};

tl::unexpected<Failure> bad_key(std::string what, std::string allowed) {
  return tl::unexpected(Failure{FailureKind::invalid, std::move(what), "key", std::move(allowed)});
}

tl::unexpected<Failure> everybody_has_it() {
  return bad_key("this key is printed in libzmq's manual, so everybody has its secret",
                 "a key of your own, from `ballast keys new`");
}

bool printed(std::string_view text) {
  return std::find(printed_keys.begin(), printed_keys.end(), text) != printed_keys.end();
}

bool well_formed(std::string_view text) {
  if (text.size() != key_letters) return false;
  std::array<std::uint8_t, key_bytes> bytes{};
  return zmq_z85_decode(bytes.data(), std::string(text).c_str()) != nullptr;
}

}  // namespace

Result<PublicKey> PublicKey::parse(std::string_view text) {
  if (!well_formed(text)) {
    return bad_key("this is no public key", "40 characters of Z85, as `ballast keys new` prints");
  }
  if (printed(text)) {
    return everybody_has_it();
  }
  return PublicKey(std::string(text));
}

Result<PublicKey> PublicKey::of_bytes(std::string_view bytes) {
  if (bytes.size() != key_bytes) return bad_key("this is no public key", "32 bytes");
  std::array<std::uint8_t, key_bytes> raw{};
  std::memcpy(raw.data(), bytes.data(), key_bytes);
  Letters letters{};
  zmq_z85_encode(letters.data(), raw.data(), key_bytes);
  return parse(letters.data());
}

Result<KeyPair> KeyPair::make() {
  Letters open{};
  Letters secret{};
  do {
    if (zmq_curve_keypair(open.data(), secret.data()) != 0) {
      return tl::unexpected(Failure{FailureKind::internal, "libzmq was built without CURVE",
                                    "libzmq", "one with libsodium"});
    }
    // One that looks like a flag could not be given to a command.
  } while (open.front() == '-');
  auto pair = of(open.data(), secret.data());
  explicit_bzero(secret.data(), secret.size());
  return pair;
}

Result<KeyPair> KeyPair::of(std::string_view open, std::string_view secret) {
  auto known = PublicKey::parse(open);
  if (!known) return tl::unexpected(known.error());
  if (printed(secret)) return everybody_has_it();
  std::string kept(secret);
  Letters follows{};
  const bool derived = well_formed(kept) && zmq_curve_public(follows.data(), kept.c_str()) == 0;
  if (!derived) return bad_key("this is no secret key", "40 characters of Z85");
  if (open != follows.data()) {
    return bad_key("the public key does not follow from the secret key", "a pair made together");
  }
  return KeyPair(std::move(*known), std::move(kept));
}

KeyPair::~KeyPair() {
  explicit_bzero(secret_.data(), secret_.size());
}

}  // namespace ballast::broker
