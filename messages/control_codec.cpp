#include "messages/board.hpp"
#include "messages/body_codec.hpp"
#include "messages/control.hpp"
#include "messages/events.hpp"

namespace ballast::messages {

template struct BodyCodec<Ping>;
template struct BodyCodec<Pong>;
template struct BodyCodec<Stop>;
template struct BodyCodec<Stopping>;
template struct BodyCodec<OpenMailbox>;
template struct BodyCodec<MailboxOpened>;
template struct BodyCodec<GetRegistry>;
template struct BodyCodec<Registry>;
template struct BodyCodec<ActorHeartbeat>;
template struct BodyCodec<ActorStopped>;
template struct BodyCodec<FrameRejected>;
template struct BodyCodec<CommandExpired>;
template struct BodyCodec<PlanProgress>;
template struct BodyCodec<PortfolioUpdated>;
template struct BodyCodec<UniverseUpdated>;
template struct BodyCodec<TapListening>;
template struct BodyCodec<TapFrame>;
template struct BodyCodec<BoardVitals>;
template struct BodyCodec<DisplayFrame>;
template struct BodyCodec<AcknowledgeErrors>;
template struct BodyCodec<ErrorsAcknowledged>;
template struct BodyCodec<planner::Failure>;

}  // namespace ballast::messages
