#include "actors/universe/sources/source.hpp"

#include <fmt/format.h>

namespace ballast::actors {

planner::Result<std::string> body_of(const planner::Result<HttpAnswer>& outcome,
                                     const Expected& expected) {
  constexpr int ok = 200;
  if (!outcome) return tl::unexpected(outcome.error());
  if (outcome->status == ok) return outcome->body;
  return tl::unexpected(planner::Failure{
      may_pass(outcome) ? planner::FailureKind::unavailable : planner::FailureKind::invalid,
      fmt::format("the server answers {}: '{}'", outcome->status, begin_of(outcome->body)),
      expected.where, ""});
}

}  // namespace ballast::actors
