#include "actors/trading/alpaca/answer_rows.hpp"

#include "messages/json.hpp"

namespace ballast::actors::alpaca {

Result<Json> parse_answer(std::string_view body, std::string_view where) {
  messages::Limits limits = messages::default_limits;
  limits.frame_bytes = answer_bytes_max;
  const auto first = body.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && body[first] == '<') {
    return tl::unexpected(Failure{planner::FailureKind::invalid,
                                  "the answer is a page for people, not data", std::string(where),
                                  "JSON"});
  }
  auto json = messages::parse_json(body, limits);
  if (json) return json;
  Failure failure = json.error();
  failure.where =
      failure.where.empty() ? std::string(where) : std::string(where) + ":" + failure.where;
  return tl::unexpected(std::move(failure));
}

}  // namespace ballast::actors::alpaca
