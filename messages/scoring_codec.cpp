#include "messages/body_codec.hpp"
#include "messages/position_scores.hpp"
#include "messages/scoring.hpp"

namespace ballast::messages {

template struct BodyCodec<GetScoreInputs>;
template struct BodyCodec<ScoreInput>;
template struct BodyCodec<ScoreInputs>;
template struct BodyCodec<ScoreSecurities>;
template struct BodyCodec<ScoreTold>;
template struct BodyCodec<SecurityScores>;
template struct BodyCodec<ScoreSales>;
template struct BodyCodec<SellScores>;
template struct BodyCodec<ScorePortfolio>;
template struct BodyCodec<PortfolioScored>;
template struct BodyCodec<GetScoreHistory>;
template struct BodyCodec<ScoreHistory>;
template struct BodyCodec<ScoresUpdated>;

}  // namespace ballast::messages
