#include "messages/json_codec.hpp"
#include "messages/targets.hpp"

namespace ballast::messages {

template struct JsonCodec<MakeTargets>;
template struct JsonCodec<TargetsTold>;
template struct JsonCodec<TargetsUpdated>;

}  // namespace ballast::messages
