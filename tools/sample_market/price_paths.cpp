#include "tools/sample_market/price_paths.hpp"

#include <algorithm>
#include <cmath>

#include "planner/numeric/elementary.hpp"
#include "planner/numeric/philox.hpp"

namespace ballast::tools {
namespace {

using planner::Date;
using planner::exponential;
using planner::normal_draw;
using planner::uniform_draw;

constexpr double days_a_year = 260.0;
constexpr std::uint64_t world_stream = 1;
constexpr std::uint64_t regime_stream = 2;
constexpr std::uint64_t character_stream = 3;
constexpr std::uint64_t rate_streams = 10;
constexpr std::uint64_t country_streams = 100;
constexpr std::uint64_t industry_streams = 200;
constexpr std::uint64_t company_streams = 1000;

struct Regime {
  double drift;       // a year
  double volatility;  // a year
  double leave;       // chance a day
};

constexpr Regime calm{0.09, 0.10, 0.005};
constexpr Regime boom{0.20, 0.12, 0.005};
constexpr Regime crisis{-0.60, 0.34, 0.020};
constexpr double boom_after_calm = 0.6;

double daily(double yearly_volatility) {
  return yearly_volatility / std::sqrt(days_a_year);
}

std::vector<Date> business_days(const SampleSettings& settings) {
  using namespace std::chrono;
  const year first = year_month_day{settings.last_day}.year() - years{settings.years};
  std::vector<Date> out;
  for (Date day{first / January / 1}; day <= settings.last_day; day += days{1}) {
    const year_month_day date{day};
    const weekday name{day};
    const bool holiday = (date.month() == January && date.day() == std::chrono::day{1}) ||
                         (date.month() == December && date.day() == std::chrono::day{25});
    if (name != Saturday && name != Sunday && !holiday) out.push_back(day);
  }
  return out;
}

std::vector<double> world_returns(std::uint64_t seed, std::size_t count) {
  std::vector<double> out;
  const Regime* regime = &calm;
  for (std::size_t day = 0; day < count; ++day) {
    const double chance = uniform_draw(seed, regime_stream, 2 * day);
    if (chance < regime->leave) {
      const bool rises = uniform_draw(seed, regime_stream, 2 * day + 1) < boom_after_calm;
      regime = regime != &calm ? &calm : rises ? &boom : &crisis;
    }
    out.push_back(regime->drift / days_a_year +
                  daily(regime->volatility) * normal_draw(seed, world_stream, day));
  }
  return out;
}

template <class Of>
std::size_t place_of(const std::vector<SampleCompany>& all, std::size_t company, Of of) {
  const auto same = [&](const SampleCompany& other) { return of(other) == of(all[company]); };
  return static_cast<std::size_t>(std::find_if(all.begin(), all.end(), same) - all.begin());
}

std::vector<double> closes_of(std::uint64_t seed, const std::vector<SampleCompany>& all,
                              std::size_t company, const std::vector<double>& world) {
  const std::uint64_t country =
      country_streams + place_of(all, company, [](const SampleCompany& c) { return c.country; });
  const std::uint64_t industry =
      industry_streams + place_of(all, company, [](const SampleCompany& c) { return c.industry; });
  const double own_drift = 0.05 * normal_draw(seed, character_stream, 4 * company);
  const double beta = 0.6 + 0.7 * uniform_draw(seed, character_stream, 4 * company + 1);
  const double own_volatility = 0.10 + 0.18 * uniform_draw(seed, character_stream, 4 * company + 2);
  double price = all[company].first_price;
  std::vector<double> out;
  for (std::size_t day = 0; day < world.size(); ++day) {
    out.push_back(price);
    price *= exponential(own_drift / days_a_year + beta * world[day] +
                         daily(0.06) * normal_draw(seed, country, day) +
                         daily(0.09) * normal_draw(seed, industry, day) +
                         daily(own_volatility) * normal_draw(seed, company_streams + company, day));
  }
  return out;
}

std::vector<std::array<double, 3>> rates_of(std::uint64_t seed, std::size_t count) {
  constexpr double hkd_per_usd = 7.8;
  double usd = 1.12;
  double gbp = 0.87;
  std::vector<std::array<double, 3>> out;
  for (std::size_t day = 0; day < count; ++day) {
    out.push_back({usd, gbp, usd * hkd_per_usd});
    usd *= exponential(daily(0.07) * normal_draw(seed, rate_streams, day));
    gbp *= exponential(daily(0.05) * normal_draw(seed, rate_streams + 1, day));
  }
  return out;
}

}  // namespace

SamplePaths sample_paths(const SampleSettings& settings) {
  SamplePaths paths;
  paths.days = business_days(settings);
  const auto world = world_returns(settings.seed, paths.days.size());
  paths.companies = sample_companies(settings.companies);
  for (std::size_t company = 0; company < paths.companies.size(); ++company) {
    paths.closes.push_back(closes_of(settings.seed, paths.companies, company, world));
  }
  paths.rates = rates_of(settings.seed, paths.days.size());
  return paths;
}

}  // namespace ballast::tools
