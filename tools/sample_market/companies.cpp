#include "tools/sample_market/companies.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include <fmt/format.h>

#include "actors/universe/isin.hpp"

namespace ballast::tools {
namespace {

struct NamedCompany {
  std::string_view symbol;
  std::string_view name;
  std::string_view country;
  std::string_view industry;
  std::string_view currency;
  std::string_view exchange;
  int lot;
  double first_price;
  double dividend_yield;
};

constexpr std::array companies = {
    NamedCompany{"ALPW.DE", "Synthetic Alpenwerk", "Germany", "Machinery", "EUR", "XETR", 1, 84,
                 0.022},
    NamedCompany{"RHEN.DE", "Synthetic Rheinenergie", "Germany", "Utilities", "EUR", "XETR", 1, 31,
                 0.045},
    NamedCompany{"SOFT.DE", "Synthetic Softwarehaus", "Germany", "Software", "EUR", "XETR", 1, 112,
                 0.012},
    NamedCompany{"HANB.DE", "Synthetic Hansabank", "Germany", "Banks", "EUR", "XETR", 1, 18, 0.041},
    NamedCompany{"GRUN.DE", "Synthetic Grundstoff", "Germany", "Chemicals", "EUR", "XETR", 1, 52,
                 0.034},
    NamedCompany{"LUMI.PA", "Synthetic Lumiere", "France", "Luxury Goods", "EUR", "XPAR", 1, 240,
                 0.016},
    NamedCompany{"PAIN.PA", "Synthetic Pain Dore", "France", "Food Products", "EUR", "XPAR", 1, 61,
                 0.029},
    NamedCompany{"VENT.PA", "Synthetic Vent du Sud", "France", "Utilities", "EUR", "XPAR", 1, 22,
                 0.052},
    NamedCompany{"POLD.AS", "Synthetic Polder", "Netherlands", "Semiconductors", "EUR", "XAMS", 1,
                 305, 0.009},
    NamedCompany{"TULP.AS", "Synthetic Tulp", "Netherlands", "Food Products", "EUR", "XAMS", 1, 44,
                 0.031},
    NamedCompany{"IBER.MC", "Synthetic Iberica", "Spain", "Utilities", "EUR", "XMAD", 1, 9.4,
                 0.048},
    NamedCompany{"SOLB.MC", "Synthetic Solbanco", "Spain", "Banks", "EUR", "XMAD", 1, 4.1, 0.055},
    NamedCompany{"METS.HE", "Synthetic Metsa", "Finland", "Paper and Forest", "EUR", "XHEL", 1, 27,
                 0.039},
    NamedCompany{"SIGN.HE", "Synthetic Signaali", "Finland", "Telecommunications", "EUR", "XHEL", 1,
                 12.5, 0.026},
    NamedCompany{"THAM.L", "Synthetic Thames Holdings", "United Kingdom", "Banks", "GBX", "XLON", 1,
                 410, 0.047},
    NamedCompany{"KELP.L", "Synthetic Kelpie Energy", "United Kingdom", "Energy", "GBX", "XLON", 1,
                 1240, 0.05},
    NamedCompany{"MOOR.L", "Synthetic Moorland", "United Kingdom", "Retail", "GBX", "XLON", 1, 265,
                 0.033},
    NamedCompany{"APOT.L", "Synthetic Apothecary", "United Kingdom", "Pharmaceuticals", "GBX",
                 "XLON", 1, 1610, 0.036},
    NamedCompany{"CRAG.L", "Synthetic Crag Mining", "United Kingdom", "Metals and Mining", "GBX",
                 "XLON", 1, 2950, 0.06},
    NamedCompany{"CLDW", "Synthetic Cloudworks", "United States", "Software", "USD", "XNAS", 1, 148,
                 0.0},
    NamedCompany{"PRAI", "Synthetic Prairie Foods", "United States", "Food Products", "USD", "XNYS",
                 1, 58, 0.028},
    NamedCompany{"HELX", "Synthetic Helix", "United States", "Pharmaceuticals", "USD", "XNYS", 1,
                 92, 0.024},
    NamedCompany{"CHIP", "Synthetic Chipyard", "United States", "Semiconductors", "USD", "XNAS", 1,
                 64, 0.007},
    NamedCompany{"RAIL", "Synthetic Railroad", "United States", "Transport", "USD", "XNYS", 1, 176,
                 0.019},
    NamedCompany{"BANC", "Synthetic Bancorp", "United States", "Banks", "USD", "XNYS", 1, 39,
                 0.032},
    NamedCompany{"MAPL.TO", "Synthetic Maple Pipelines", "Canada", "Energy", "USD", "XTSE", 1, 33,
                 0.058},
    NamedCompany{"9001.HK", "Synthetic Harbour Estates", "Hong Kong", "Real Estate", "HKD", "XHKG",
                 500, 18.6, 0.043},
    NamedCompany{"9002.HK", "Synthetic Peak Telecom", "Hong Kong", "Telecommunications", "HKD",
                 "XHKG", 1000, 7.2, 0.049},
    NamedCompany{"9003.HK", "Synthetic Pearl Machinery", "China", "Machinery", "HKD", "XHKG", 200,
                 41.5, 0.021},
    NamedCompany{"9004.HK", "Synthetic Lotus Online", "China", "Software", "HKD", "XHKG", 100, 96,
                 0.0},
};

static_assert(companies.size() == named_companies);

/// "SOFT.DE" becomes "SOFT2.DE".
std::string numbered_symbol(std::string_view symbol, std::size_t number) {
  const std::size_t dot = std::min(symbol.find('.'), symbol.size());
  return fmt::format("{}{}{}", symbol.substr(0, dot), number, symbol.substr(dot));
}

}  // namespace

std::vector<SampleCompany> sample_companies(std::size_t count) {
  std::vector<SampleCompany> all;
  all.reserve(count);
  for (std::size_t place = 0; place < count; ++place) {
    const NamedCompany& named = companies[place % companies.size()];
    all.push_back({std::string(named.symbol), std::string(named.name), named.country,
                   named.industry, named.currency, named.exchange, named.lot, named.first_price,
                   named.dividend_yield});
    const std::size_t number = place / companies.size() + 1;
    if (number == 1) continue;
    all.back().symbol = numbered_symbol(named.symbol, number);
    all.back().name += fmt::format(" {}", number);
  }
  return all;
}

std::string sample_isin(std::size_t place) {
  const std::string body = fmt::format("ZZ{:09}", place + 1);
  return body + actors::isin_check_digit(body);
}

}  // namespace ballast::tools
