// CURVE keys: 32 bytes each, written as 40 characters of Z85.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "planner/model/failure.hpp"

namespace ballast::broker {

/// Well-formed, and not one of those printed in libzmq's manual, whose secrets everybody knows.
class PublicKey {
 public:
  [[nodiscard]] static planner::Result<PublicKey> parse(std::string_view text);
  /// Of 32 bytes, as they come over the wire.
  [[nodiscard]] static planner::Result<PublicKey> of_bytes(std::string_view bytes);

  [[nodiscard]] const std::string& text() const { return text_; }
  auto operator<=>(const PublicKey&) const = default;

 private:
  explicit PublicKey(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// Wipes its secret when it goes. Nothing prints the secret but the writer of the key file.
class KeyPair {
 public:
  [[nodiscard]] static planner::Result<KeyPair> make();
  /// Fails unless the public key follows from the secret.
  [[nodiscard]] static planner::Result<KeyPair> of(std::string_view open, std::string_view secret);

  ~KeyPair();
  KeyPair(const KeyPair&) = default;
  KeyPair& operator=(const KeyPair&) = default;
  KeyPair(KeyPair&&) noexcept = default;
  KeyPair& operator=(KeyPair&&) noexcept = default;

  [[nodiscard]] const PublicKey& open() const { return open_; }
  [[nodiscard]] const std::string& secret() const { return secret_; }

 private:
  KeyPair(PublicKey open, std::string secret)
      : open_(std::move(open)), secret_(std::move(secret)) {}

  PublicKey open_;
  std::string secret_;
};

}  // namespace ballast::broker
