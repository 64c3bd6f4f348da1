#include "actors/universe/action_book.hpp"

namespace ballast::actors {

std::uint64_t store_actions(SQLite::Database& database, std::int64_t security,
                            const std::string& unit, const History& history, std::int64_t fetch) {
  SQLite::Statement dividend(
      database,
      "INSERT INTO dividend VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET amount = ?3, "
      "unit = ?4, fetch = ?5 WHERE amount <> ?3 OR unit <> ?4");
  SQLite::Statement split(database,
                          "INSERT INTO split VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET "
                          "shares_after = ?3, fetch = ?4 WHERE shares_after <> ?3");
  std::uint64_t news = 0;
  for (const Dividend& one : history.dividends) {
    dividend.reset();
    dividend.bind(1, security);
    dividend.bind(2, one.ex_day);
    dividend.bind(3, one.amount);
    dividend.bind(4, unit);
    dividend.bind(5, fetch);
    news += static_cast<std::uint64_t>(dividend.exec());
  }
  for (const Split& one : history.splits) {
    split.reset();
    split.bind(1, security);
    split.bind(2, one.ex_day);
    split.bind(3, one.shares_after);
    split.bind(4, fetch);
    news += static_cast<std::uint64_t>(split.exec());
  }
  return news;
}

}  // namespace ballast::actors
