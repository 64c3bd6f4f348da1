// What every message of one sender carries: its id, its number, who sent it and when.
#pragma once

#include <string>
#include <string_view>

#include "broker/clock.hpp"
#include "broker/identifiers.hpp"
#include "broker/sequences.hpp"
#include "messages/envelope.hpp"
#include "messages/payload.hpp"

namespace ballast::broker {

class Postmark {
 public:
  Postmark(std::string sender, const Clock& clock, RandomSource& random);

  [[nodiscard]] messages::Envelope stamp(std::string_view route, messages::Payload payload,
                                         std::string_view correlation);
  /// Stamps the answer to a command, on its way to `reply_to`.
  [[nodiscard]] messages::Envelope answer(const messages::Header& command,
                                          messages::Payload payload);

  [[nodiscard]] const std::string& sender() const { return sender_; }

 private:
  std::string sender_;
  const Clock& clock_;
  RandomSource& random_;
  SequenceCounter sequences_;
};

}  // namespace ballast::broker
