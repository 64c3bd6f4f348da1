#include "actors/trading/alpaca/outcome.hpp"

#include <fmt/format.h>

#include "actors/trading/alpaca/answers.hpp"

namespace ballast::actors::alpaca {
namespace {

constexpr int unauthorised = 401;
constexpr int not_found = 404;
constexpr int timed_out = 408;
constexpr int unprocessable = 422;
constexpr int too_many = 429;

Outcome outcome_of(int status, bool in_its_words) {
  if (status >= 200 && status < 300) return Outcome::done;
  if (status == too_many) return Outcome::slowed;
  if (!in_its_words || status < 400 || status >= 500 || status == timed_out) {
    return Outcome::doubtful;
  }
  if (status == not_found) return Outcome::missing;
  return status == unprocessable ? Outcome::conflict : Outcome::refused;
}

}  // namespace

Judgement judge(int status, std::string_view body) {
  Judgement out;
  const bool good = status >= 200 && status < 300;
  const auto error = good ? Result<ErrorAnswer>(ErrorAnswer{}) : read_error(body);
  out.outcome = outcome_of(status, error.has_value());
  out.key_is_refused = status == unauthorised;
  if (good) return out;
  out.text = error ? fmt::format("{}: {}", status, error->message)
                   : fmt::format("{}: {}", status, error.error().what);
  return out;
}

}  // namespace ballast::actors::alpaca
