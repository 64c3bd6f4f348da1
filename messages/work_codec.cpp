#include "messages/body_codec.hpp"
#include "messages/crew_report.hpp"
#include "messages/work.hpp"

namespace ballast::messages {

template struct BodyCodec<GetCrew>;
template struct BodyCodec<CrewReport>;
template struct BodyCodec<WorkerHello>;
template struct BodyCodec<WorkerBeat>;
template struct BodyCodec<WorkerGoodbye>;
template struct BodyCodec<LaneOpened>;
template struct BodyCodec<RunContext>;
template struct BodyCodec<Batch>;
template struct BodyCodec<BatchResult>;
template struct BodyCodec<BatchFailed>;
template struct BodyCodec<RunClosed>;
template struct BodyCodec<WorkPiece>;
template struct BodyCodec<PiecesDone>;
template struct BodyCodec<PieceWindow>;

}  // namespace ballast::messages
