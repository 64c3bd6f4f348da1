#include "messages/body_codec.hpp"
#include "messages/targets.hpp"

namespace ballast::messages {

template struct BodyCodec<MakeTargets>;
template struct BodyCodec<TargetsTold>;
template struct BodyCodec<TargetsUpdated>;

}  // namespace ballast::messages
