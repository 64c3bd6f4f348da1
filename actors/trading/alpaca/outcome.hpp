// What a broker's HTTP answer means for the question: whether the broker has decided, and whether
// asking again could do harm.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "planner/model/failure.hpp"

namespace ballast::actors::alpaca {

enum class Outcome : std::uint8_t {
  done,      // 2xx
  missing,   // 404: there is no such thing
  conflict,  // 422: wrong, or there already
  refused,   // the broker said no, and why
  slowed,    // 429: nothing was done; ask later
  doubtful,  // nobody knows what was done: 5xx, redirects, pages of proxies
};

struct Judgement {
  Outcome outcome = Outcome::doubtful;
  std::string text;             // what the broker said; for people
  bool key_is_refused = false;  // 401: nothing will work until a person mends it
};

/// `status` is the status of HTTP, `body` anything. A no is believed only where it is in Alpaca's
/// own words, so that a page of some proxy does not settle the fate of an order.
[[nodiscard]] Judgement judge(int status, std::string_view body);

}  // namespace ballast::actors::alpaca
