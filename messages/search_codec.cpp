#include "messages/body_codec.hpp"
#include "messages/search.hpp"

namespace ballast::messages {

template struct BodyCodec<SearchTask>;
template struct BodyCodec<SearchAnswer>;
template struct BodyCodec<SearchProgress>;
template struct BodyCodec<planner::PlanContext>;
template struct BodyCodec<planner::SearchResult>;

}  // namespace ballast::messages
