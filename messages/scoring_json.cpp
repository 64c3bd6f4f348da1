#include "messages/json_codec.hpp"
#include "messages/position_scores.hpp"
#include "messages/scoring.hpp"

namespace ballast::messages {

template struct JsonCodec<GetScoreInputs>;
template struct JsonCodec<ScoreInput>;
template struct JsonCodec<ScoreInputs>;
template struct JsonCodec<ScoreSecurities>;
template struct JsonCodec<ScoreTold>;
template struct JsonCodec<SecurityScores>;
template struct JsonCodec<ScoreSales>;
template struct JsonCodec<SellScores>;
template struct JsonCodec<ScorePortfolio>;
template struct JsonCodec<PortfolioScored>;
template struct JsonCodec<GetScoreHistory>;
template struct JsonCodec<ScoreHistory>;
template struct JsonCodec<ScoresUpdated>;

}  // namespace ballast::messages
