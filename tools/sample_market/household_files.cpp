#include "tools/sample_market/household_files.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace ballast::tools {
namespace {

struct Holding {
  std::string symbol;
  double value_eur;      // about, on the last day
  std::size_t days_ago;  // business days since it was bought
};

const std::array first_holdings = {
    Holding{"ALPW.DE", 6200, 640}, Holding{"RHEN.DE", 3100, 420}, Holding{"SOFT.DE", 7400, 910},
    Holding{"LUMI.PA", 5200, 300}, Holding{"POLD.AS", 8900, 760}, Holding{"SOLB.MC", 2600, 510},
    Holding{"THAM.L", 3900, 380},  Holding{"CRAG.L", 2900, 230},  Holding{"CLDW", 6800, 820},
    Holding{"HELX", 3400, 450},    Holding{"9001.HK", 4200, 560}, Holding{"9003.HK", 3600, 200},
};

double units_per_eur(std::string_view currency, const std::array<double, 3>& rates) {
  if (currency == "EUR") return 1.0;
  if (currency == "GBX") return 100.0 * rates[1];
  const auto place = std::find(sample_currencies.begin(), sample_currencies.end(), currency);
  return rates[static_cast<std::size_t>(place - sample_currencies.begin())];
}

std::size_t company_of(const std::vector<SampleCompany>& all, std::string_view symbol) {
  const auto named = [&](const SampleCompany& company) { return company.symbol == symbol; };
  return static_cast<std::size_t>(std::find_if(all.begin(), all.end(), named) - all.begin());
}

/// The first of those that were chosen by hand, then of the companies from the last one back.
std::vector<Holding> holdings_of(const SampleSettings& settings, const SamplePaths& paths) {
  std::vector<Holding> out(
      first_holdings.begin(),
      first_holdings.begin() +
          static_cast<std::ptrdiff_t>(std::min(settings.positions, first_holdings.size())));
  for (std::size_t back = 1; out.size() < settings.positions && back <= paths.companies.size();
       ++back) {
    const std::string& symbol = paths.companies[paths.companies.size() - back].symbol;
    const bool held = std::any_of(out.begin(), out.end(),
                                  [&](const Holding& one) { return one.symbol == symbol; });
    if (!held) out.push_back({symbol, 2000.0 + 700.0 * static_cast<double>(back % 7), 40 * back});
  }
  return out;
}

}  // namespace

std::string positions_csv(const SampleSettings& settings, const SamplePaths& paths) {
  std::string out = "symbol,quantity,avg_price,currency,first_bought\n";
  const std::size_t last = paths.days.size() - 1;
  for (const Holding& holding : holdings_of(settings, paths)) {
    const std::size_t place = company_of(paths.companies, holding.symbol);
    const SampleCompany& company = paths.companies[place];
    const double lot_eur = company.lot * paths.closes[place][last] /
                           units_per_eur(company.currency, paths.rates[last]);
    const double lots = std::max(1.0, std::floor(holding.value_eur / lot_eur));
    const std::size_t bought = last - std::min(last, holding.days_ago);
    out += fmt::format("{},{:.0f},{:.4f},{},{}\n", holding.symbol, lots * company.lot,
                       paths.closes[place][bought], company.currency,
                       planner::format_date(paths.days[bought]));
  }
  return out;
}

std::string cash_csv() {
  return "currency,amount\nEUR,7400.00\nGBP,650.00\nHKD,9000.00\nUSD,1250.00\n";
}

std::string planner_toml() {
  return R"(# Synthetic: made for the sample market, where no company exists.
base_currency = "EUR"
planning_date = "newest-price"

[country_groups]
EUROZONE = ["Germany", "France", "Netherlands", "Spain", "Finland"]
UNITED_KINGDOM = ["United Kingdom"]
NORTH_AMERICA = ["United States", "Canada"]
ASIA = ["Hong Kong", "China"]

[country_targets]
EUROZONE = 0.40
UNITED_KINGDOM = 0.15
NORTH_AMERICA = 0.30
ASIA = 0.15

# Count where enable_industry_part is true.
[industry_groups]
TECHNOLOGY = ["Software", "Semiconductors", "Telecommunications"]
INDUSTRY = ["Machinery", "Chemicals", "Metals and Mining", "Paper and Forest", "Transport"]
CONSUMER = ["Food Products", "Luxury Goods", "Retail", "Pharmaceuticals"]
FINANCE = ["Banks", "Real Estate"]
ENERGY = ["Energy", "Utilities"]

[industry_targets]
TECHNOLOGY = 0.25
INDUSTRY = 0.20
CONSUMER = 0.25
FINANCE = 0.15
ENERGY = 0.15

# A plan for the sample is executed at once, as a whole.
[trading]
min_minutes_between_trades = 0
max_trades_per_day = 100
max_trades_per_week = 500
max_share_of_year_high = 2.0
max_day_share = 10.0
)";
}

}  // namespace ballast::tools
