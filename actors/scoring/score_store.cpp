#include "actors/scoring/score_store.hpp"

#include <limits>

#include "messages/codec.hpp"

namespace ballast::actors {
namespace {

constexpr const char* first_schema = R"(
CREATE TABLE score (
  security INTEGER PRIMARY KEY,
  symbol TEXT NOT NULL,
  day INTEGER NOT NULL,
  total REAL NOT NULL,
  confidence REAL NOT NULL,
  input_hash TEXT NOT NULL,
  computed_ms INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE TABLE score_of_day (
  security INTEGER NOT NULL,
  day INTEGER NOT NULL,
  total REAL NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (security, day)
) STRICT, WITHOUT ROWID;
)";

std::int64_t days_of(planner::Date day) {
  return day.time_since_epoch().count();
}

}  // namespace

planner::Result<ScoreStore> ScoreStore::open(const std::filesystem::path& file) {
  auto store = broker::Store::open({file, {first_schema}, false});
  if (!store) return tl::unexpected(store.error());
  return ScoreStore(std::move(*store));
}

std::optional<messages::ScoreTold> ScoreStore::find(planner::SecurityId security) {
  std::optional<messages::ScoreTold> out;
  const auto read = store_.read([&]() -> planner::Result<void> {
    SQLite::Statement query(store_.database(), "SELECT body FROM score WHERE security = ?");
    query.bind(1, security.value);
    if (!query.executeStep()) return {};
    auto score = messages::decode<messages::ScoreTold>(query.getColumn(0).getString());
    if (score) out = std::move(*score);
    return {};
  });
  return read ? out : std::nullopt;
}

std::vector<messages::ScoreTold> ScoreStore::page(std::int64_t after, std::size_t most) {
  std::vector<messages::ScoreTold> out;
  const auto read = store_.read([&]() -> planner::Result<void> {
    SQLite::Statement query(store_.database(),
                            "SELECT body FROM score WHERE security > ? ORDER BY security LIMIT ?");
    query.bind(1, after);
    query.bind(2, static_cast<std::int64_t>(most));
    while (query.executeStep()) {
      auto score = messages::decode<messages::ScoreTold>(query.getColumn(0).getString());
      if (!score) return tl::unexpected(score.error());
      out.push_back(std::move(*score));
    }
    return {};
  });
  if (!read) out.clear();
  return out;
}

void ScoreStore::put(const messages::ScoreTold& score) {
  SQLite::Statement last(store_.database(),
                         "INSERT OR REPLACE INTO score VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  const std::string body = messages::encode(score);
  last.bind(1, score.security.value);
  last.bind(2, score.symbol);
  last.bind(3, days_of(score.day));
  last.bind(4, score.total);
  last.bind(5, score.confidence);
  last.bind(6, score.input_hash);
  last.bind(7, score.computed_ms);
  last.bind(8, body.data(), static_cast<int>(body.size()));
  last.exec();
  SQLite::Statement of_day(store_.database(),
                           "INSERT OR REPLACE INTO score_of_day VALUES (?, ?, ?, ?)");
  of_day.bind(1, score.security.value);
  of_day.bind(2, days_of(score.day));
  of_day.bind(3, score.total);
  of_day.bind(4, score.confidence);
  of_day.exec();
}

planner::Result<void> ScoreStore::keep(const std::vector<messages::ScoreTold>& scores) {
  if (scores.empty()) return {};
  return store_.write([&]() -> planner::Result<void> {
    for (const messages::ScoreTold& score : scores) put(score);
    return {};
  });
}

planner::Result<void> ScoreStore::drop_before(planner::Date day) {
  return store_.write([&]() -> planner::Result<void> {
    // Through the key of each security: a scan of all that is kept would take seconds.
    SQLite::Statement drop(store_.database(),
                           "DELETE FROM score_of_day WHERE security IN (SELECT security FROM "
                           "score) AND day < ?");
    drop.bind(1, days_of(day));
    drop.exec();
    return {};
  });
}

planner::Result<std::optional<messages::ScoreHistory>> ScoreStore::history_of(
    const messages::GetScoreHistory& asked) {
  std::optional<messages::ScoreHistory> out;
  const auto read = store_.read([&]() -> planner::Result<void> {
    SQLite::Statement known(store_.database(), "SELECT security FROM score WHERE symbol = ?");
    known.bind(1, asked.symbol);
    if (!known.executeStep()) return {};
    out = messages::ScoreHistory{asked.symbol, {}, {}, {}};
    SQLite::Statement query(store_.database(),
                            "SELECT day, total, confidence FROM score_of_day WHERE security = ? "
                            "AND day >= ? AND day <= ? ORDER BY day");
    query.bind(1, known.getColumn(0).getInt64());
    query.bind(2, asked.from ? days_of(*asked.from) : std::numeric_limits<std::int32_t>::min());
    query.bind(3, asked.to ? days_of(*asked.to) : std::numeric_limits<std::int32_t>::max());
    while (query.executeStep()) {
      out->day.push_back(query.getColumn(0).getInt());
      out->total.push_back(query.getColumn(1).getDouble());
      out->confidence.push_back(query.getColumn(2).getDouble());
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return out;
}

}  // namespace ballast::actors
