#include "actors/universe/snapshot.hpp"

#include <algorithm>
#include <limits>

#include "actors/universe/closes.hpp"
#include "actors/universe/company_figures.hpp"
#include "actors/universe/imports.hpp"
#include "planner/metrics/metrics.hpp"
#include "planner/metrics/quality.hpp"
#include "planner/model/currency.hpp"

namespace ballast::actors {
namespace {

using planner::PriceHistory;
using planner::Security;

constexpr int closes_max = 2750;  // ten years and a little, more than any metric looks at
constexpr const char* master_data =
    "SELECT id, symbol, isin, name, product_type, country, industry, unit, lot, active, allow_buy, "
    "allow_sell, multiplier FROM security ";

planner::ProductType product_of(const std::string& name) {
  if (name == "equity") return planner::ProductType::equity;
  if (name == "etf") return planner::ProductType::etf;
  if (name == "etc") return planner::ProductType::etc;
  if (name == "mutual_fund") return planner::ProductType::mutual_fund;
  return planner::ProductType::unknown;
}

std::vector<std::string> industries_of(const std::string& text) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find_first_of(",;", begin), text.size());
    const std::size_t first = text.find_first_not_of(' ', begin);
    if (first < end) {
      const std::size_t last = text.find_last_not_of(' ', end - 1);
      out.push_back(text.substr(first, last - first + 1));
    }
    begin = end + 1;
  }
  return out;
}

Security security_of(SQLite::Statement& row) {
  Security out;
  out.id.value = row.getColumn(0).getInt64();
  out.symbol = row.getColumn(1).getString();
  out.isin = row.getColumn(2).getString();
  out.name = row.getColumn(3).getString();
  out.product_type = product_of(row.getColumn(4).getString());
  out.country = row.getColumn(5).getString();
  out.industries = industries_of(row.getColumn(6).getString());
  out.quotation_unit = row.getColumn(7).getString();
  const auto quotation = planner::quotation_of(out.quotation_unit);
  out.currency = quotation ? quotation->currency : out.quotation_unit;
  out.min_lot = row.getColumn(8).getInt();
  out.active = row.getColumn(9).getInt() != 0;
  out.allow_buy = row.getColumn(10).getInt() != 0;
  out.allow_sell = row.getColumn(11).getInt() != 0;
  out.priority_multiplier = row.getColumn(12).getDouble();
  return out;
}

double units_per_whole(const std::string& unit) {
  const auto quotation = planner::quotation_of(unit);
  return quotation ? quotation->units_per_whole : 1.0;
}

class SnapshotBuilder {
 public:
  SnapshotBuilder(SQLite::Database& database, std::optional<planner::Date> as_of,
                  double target_annual_return)
      : database_(database),
        last_day_(as_of ? number_of(*as_of) : std::numeric_limits<std::int32_t>::max()),
        target_annual_return_(target_annual_return),
        closes_(database, select_closes),
        figures_(database, last_day_) {}

  messages::UniverseSnapshot build() {
    SQLite::Statement query(database_, std::string(master_data) + "ORDER BY id");
    while (query.executeStep()) {
      Security security = security_of(query);
      measure(security);
      if (security.quote && (!out_.newest_price || *out_.newest_price < security.quote->date)) {
        out_.newest_price = security.quote->date;
      }
      out_.securities.push_back(std::move(security));
    }
    add_rates();
    return std::move(out_);
  }

 private:
  void measure(Security& security) {
    const Closes closes = read_closes(closes_, security.id.value, last_day_, closes_max);
    const PriceHistory& history = closes.history;
    if (!closes.quote) return;
    const double price = closes.quote->price / units_per_whole(security.quotation_unit);
    security.quote = planner::Quote{price, closes.quote->date};
    security.metrics =
        planner::compute_metrics(history, figures_.of(security, security.quote).fundamentals);
    security.quality = planner::quality_score(history, security.metrics, target_annual_return_);
  }

  void add_rates() {
    SQLite::Statement base(database_, "SELECT code FROM base_currency");
    if (base.executeStep()) out_.base_currency = base.getColumn(0).getString();
    SQLite::Statement query(database_,
                            "SELECT currency, max(day), per_base FROM rate WHERE day <= ? "
                            "GROUP BY currency ORDER BY currency");
    query.bind(1, last_day_);
    while (query.executeStep()) {
      out_.rates.push_back({query.getColumn(0).getString(), query.getColumn(2).getDouble(),
                            day_of(query.getColumn(1).getInt64())});
    }
  }

  SQLite::Database& database_;
  std::int64_t last_day_;
  double target_annual_return_;
  SQLite::Statement closes_;
  CompanyFigureReader figures_;
  messages::UniverseSnapshot out_;
};

}  // namespace

messages::UniverseSnapshot make_snapshot(SQLite::Database& database,
                                         std::optional<planner::Date> as_of,
                                         double target_annual_return) {
  messages::UniverseSnapshot out = SnapshotBuilder(database, as_of, target_annual_return).build();
  out.version = version_of(database);
  return out;
}

std::optional<Security> find_master_data(SQLite::Database& database, const std::string& symbol) {
  SQLite::Statement query(database, std::string(master_data) + "WHERE symbol = ?");
  query.bind(1, symbol);
  if (!query.executeStep()) return std::nullopt;
  return security_of(query);
}

std::vector<Security> next_master_data(SQLite::Database& database, std::int64_t after,
                                       std::size_t most) {
  SQLite::Statement query(database, std::string(master_data) + "WHERE id > ? ORDER BY id LIMIT ?");
  query.bind(1, after);
  query.bind(2, static_cast<std::int64_t>(most));
  std::vector<Security> out;
  while (query.executeStep()) out.push_back(security_of(query));
  return out;
}

}  // namespace ballast::actors
