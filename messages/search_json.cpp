#include "messages/json_codec.hpp"
#include "messages/search.hpp"

namespace ballast::messages {

template struct JsonCodec<SearchTask>;
template struct JsonCodec<SearchAnswer>;
template struct JsonCodec<SearchProgress>;
template struct JsonCodec<planner::PlanContext>;
template struct JsonCodec<planner::SearchResult>;

}  // namespace ballast::messages
