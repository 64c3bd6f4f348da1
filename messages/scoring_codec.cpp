#include "messages/body_codec.hpp"
#include "messages/scoring.hpp"

namespace ballast::messages {

template struct BodyCodec<GetScoreInputs>;
template struct BodyCodec<ScoreInput>;
template struct BodyCodec<ScoreInputs>;
template struct BodyCodec<ScoreSecurities>;
template struct BodyCodec<ScoreTold>;
template struct BodyCodec<SecurityScores>;
template struct BodyCodec<ScoresUpdated>;

}  // namespace ballast::messages
