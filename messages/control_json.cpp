#include "messages/board.hpp"
#include "messages/control.hpp"
#include "messages/envelope.hpp"
#include "messages/events.hpp"
#include "messages/json_codec.hpp"

namespace ballast::messages {

template struct JsonCodec<Header>;
template struct JsonCodec<Ping>;
template struct JsonCodec<Pong>;
template struct JsonCodec<Stop>;
template struct JsonCodec<Stopping>;
template struct JsonCodec<OpenMailbox>;
template struct JsonCodec<MailboxOpened>;
template struct JsonCodec<GetRegistry>;
template struct JsonCodec<Registry>;
template struct JsonCodec<ActorHeartbeat>;
template struct JsonCodec<ActorStopped>;
template struct JsonCodec<FrameRejected>;
template struct JsonCodec<CommandExpired>;
template struct JsonCodec<PlanProgress>;
template struct JsonCodec<PortfolioUpdated>;
template struct JsonCodec<UniverseUpdated>;
template struct JsonCodec<TapListening>;
template struct JsonCodec<TapFrame>;
template struct JsonCodec<BoardVitals>;
template struct JsonCodec<DisplayFrame>;
template struct JsonCodec<AcknowledgeErrors>;
template struct JsonCodec<ErrorsAcknowledged>;
template struct JsonCodec<planner::Failure>;

}  // namespace ballast::messages
