#include "tools/sample_market/market_files.hpp"

#include <iterator>
#include <string_view>

#include <fmt/format.h>

#include "planner/numeric/philox.hpp"

namespace ballast::tools {
namespace {

constexpr std::uint64_t fundamentals_streams = 5000;
constexpr std::size_t days_between_dividends = 65;

/// What analysts would say of a price that they see so far above today's.
std::string_view recommended_at(double upside) {
  if (upside > 0.20) return "strong_buy";
  if (upside > 0.08) return "buy";
  if (upside > -0.04) return "hold";
  return upside > -0.10 ? "sell" : "strong_sell";
}

std::string yield_or_nothing(const SampleCompany& company) {
  return company.dividend_yield > 0.0 ? fmt::format("{:.4f}", company.dividend_yield) : "";
}

}  // namespace

std::string securities_csv(const SamplePaths& paths) {
  std::string out = "symbol,isin,name,type,country,industry,currency,exchange,lot\n";
  std::size_t place = 0;
  for (const SampleCompany& company : paths.companies) {
    fmt::format_to(std::back_inserter(out), "{},{},{},equity,{},{},{},{},{}\n", company.symbol,
                   sample_isin(place++), company.name, company.country, company.industry,
                   company.currency, company.exchange, company.lot);
  }
  return out;
}

std::string prices_csv(const SamplePaths& paths) {
  std::string out = "date,symbol,close\n";
  for (std::size_t company = 0; company < paths.closes.size(); ++company) {
    const std::string& symbol = paths.companies[company].symbol;
    for (std::size_t day = 0; day < paths.days.size(); ++day) {
      fmt::format_to(std::back_inserter(out), "{},{},{:.4f}\n",
                     planner::format_date(paths.days[day]), symbol, paths.closes[company][day]);
    }
  }
  return out;
}

std::string fx_csv(const SamplePaths& paths) {
  std::string out = "date";
  for (const auto currency : sample_currencies) out += fmt::format(",EUR{}", currency);
  out += "\n";
  for (std::size_t day = 0; day < paths.days.size(); ++day) {
    out += planner::format_date(paths.days[day]);
    for (const double rate : paths.rates[day]) out += fmt::format(",{:.5f}", rate);
    out += "\n";
  }
  return out;
}

std::string dividends_csv(const SamplePaths& paths) {
  std::string out = "symbol,ex_date,amount,currency\n";
  for (std::size_t company = 0; company < paths.closes.size(); ++company) {
    const SampleCompany& data = paths.companies[company];
    if (data.dividend_yield <= 0.0) continue;
    const std::size_t first = 20 + company % days_between_dividends;
    for (std::size_t day = first; day < paths.days.size(); day += days_between_dividends) {
      fmt::format_to(std::back_inserter(out), "{},{},{:.4f},{}\n", data.symbol,
                     planner::format_date(paths.days[day]),
                     paths.closes[company][day] * data.dividend_yield / 4.0, data.currency);
    }
  }
  return out;
}

std::string fundamentals_csv(const SampleSettings& settings, const SamplePaths& paths) {
  std::string out =
      "symbol,date,net_margin,current_ratio,debt_to_equity_pct,payout_ratio,pe,dividend_yield,"
      "recommendation,target_price\n";
  const std::size_t day = paths.days.size() - 60;
  const std::string date = planner::format_date(paths.days[day]);
  for (std::size_t company = 0; company < paths.closes.size(); ++company) {
    const SampleCompany& data = paths.companies[company];
    const auto between = [&](std::uint64_t index, double low, double high) {
      const std::uint64_t stream = fundamentals_streams + company;
      return low + (high - low) * planner::uniform_draw(settings.seed, stream, index);
    };
    const double upside = between(5, -0.15, 0.30);
    fmt::format_to(std::back_inserter(out), "{},{},{:.4f},{:.3f},{:.1f},{},{:.2f},{},{},{:.4f}\n",
                   data.symbol, date, between(0, -0.02, 0.28), between(1, 0.7, 2.6),
                   between(2, 5.0, 160.0),
                   data.dividend_yield > 0.0 ? fmt::format("{:.3f}", between(3, 0.2, 0.85)) : "",
                   between(4, 8.0, 34.0), yield_or_nothing(data), recommended_at(upside),
                   paths.closes[company][day] * (1.0 + upside));
  }
  return out;
}

}  // namespace ballast::tools
