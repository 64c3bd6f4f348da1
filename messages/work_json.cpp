#include "messages/crew_report.hpp"
#include "messages/json_codec.hpp"
#include "messages/work.hpp"

namespace ballast::messages {

template struct JsonCodec<GetCrew>;
template struct JsonCodec<CrewReport>;
template struct JsonCodec<WorkerHello>;
template struct JsonCodec<WorkerBeat>;
template struct JsonCodec<WorkerGoodbye>;
template struct JsonCodec<LaneOpened>;
template struct JsonCodec<RunContext>;
template struct JsonCodec<Batch>;
template struct JsonCodec<BatchResult>;
template struct JsonCodec<BatchFailed>;
template struct JsonCodec<RunClosed>;
template struct JsonCodec<WorkPiece>;
template struct JsonCodec<PiecesDone>;
template struct JsonCodec<PieceWindow>;

}  // namespace ballast::messages
