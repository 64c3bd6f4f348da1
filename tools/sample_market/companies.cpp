#include "tools/sample_market/companies.hpp"

#include <array>
#include <cstddef>

#include <fmt/format.h>

#include "actors/universe/isin.hpp"

namespace ballast::tools {
namespace {

constexpr std::array companies = {
    SampleCompany{"ALPW.DE", "Synthetic Alpenwerk", "Germany", "Machinery", "EUR", "XETR", 1, 84,
                  0.022},
    SampleCompany{"RHEN.DE", "Synthetic Rheinenergie", "Germany", "Utilities", "EUR", "XETR", 1, 31,
                  0.045},
    SampleCompany{"SOFT.DE", "Synthetic Softwarehaus", "Germany", "Software", "EUR", "XETR", 1, 112,
                  0.012},
    SampleCompany{"HANB.DE", "Synthetic Hansabank", "Germany", "Banks", "EUR", "XETR", 1, 18,
                  0.041},
    SampleCompany{"GRUN.DE", "Synthetic Grundstoff", "Germany", "Chemicals", "EUR", "XETR", 1, 52,
                  0.034},
    SampleCompany{"LUMI.PA", "Synthetic Lumiere", "France", "Luxury Goods", "EUR", "XPAR", 1, 240,
                  0.016},
    SampleCompany{"PAIN.PA", "Synthetic Pain Dore", "France", "Food Products", "EUR", "XPAR", 1, 61,
                  0.029},
    SampleCompany{"VENT.PA", "Synthetic Vent du Sud", "France", "Utilities", "EUR", "XPAR", 1, 22,
                  0.052},
    SampleCompany{"POLD.AS", "Synthetic Polder", "Netherlands", "Semiconductors", "EUR", "XAMS", 1,
                  305, 0.009},
    SampleCompany{"TULP.AS", "Synthetic Tulp", "Netherlands", "Food Products", "EUR", "XAMS", 1, 44,
                  0.031},
    SampleCompany{"IBER.MC", "Synthetic Iberica", "Spain", "Utilities", "EUR", "XMAD", 1, 9.4,
                  0.048},
    SampleCompany{"SOLB.MC", "Synthetic Solbanco", "Spain", "Banks", "EUR", "XMAD", 1, 4.1, 0.055},
    SampleCompany{"METS.HE", "Synthetic Metsa", "Finland", "Paper and Forest", "EUR", "XHEL", 1, 27,
                  0.039},
    SampleCompany{"SIGN.HE", "Synthetic Signaali", "Finland", "Telecommunications", "EUR", "XHEL",
                  1, 12.5, 0.026},
    SampleCompany{"THAM.L", "Synthetic Thames Holdings", "United Kingdom", "Banks", "GBX", "XLON",
                  1, 410, 0.047},
    SampleCompany{"KELP.L", "Synthetic Kelpie Energy", "United Kingdom", "Energy", "GBX", "XLON", 1,
                  1240, 0.05},
    SampleCompany{"MOOR.L", "Synthetic Moorland", "United Kingdom", "Retail", "GBX", "XLON", 1, 265,
                  0.033},
    SampleCompany{"APOT.L", "Synthetic Apothecary", "United Kingdom", "Pharmaceuticals", "GBX",
                  "XLON", 1, 1610, 0.036},
    SampleCompany{"CRAG.L", "Synthetic Crag Mining", "United Kingdom", "Metals and Mining", "GBX",
                  "XLON", 1, 2950, 0.06},
    SampleCompany{"CLDW", "Synthetic Cloudworks", "United States", "Software", "USD", "XNAS", 1,
                  148, 0.0},
    SampleCompany{"PRAI", "Synthetic Prairie Foods", "United States", "Food Products", "USD",
                  "XNYS", 1, 58, 0.028},
    SampleCompany{"HELX", "Synthetic Helix", "United States", "Pharmaceuticals", "USD", "XNYS", 1,
                  92, 0.024},
    SampleCompany{"CHIP", "Synthetic Chipyard", "United States", "Semiconductors", "USD", "XNAS", 1,
                  64, 0.007},
    SampleCompany{"RAIL", "Synthetic Railroad", "United States", "Transport", "USD", "XNYS", 1, 176,
                  0.019},
    SampleCompany{"BANC", "Synthetic Bancorp", "United States", "Banks", "USD", "XNYS", 1, 39,
                  0.032},
    SampleCompany{"MAPL.TO", "Synthetic Maple Pipelines", "Canada", "Energy", "USD", "XTSE", 1, 33,
                  0.058},
    SampleCompany{"9001.HK", "Synthetic Harbour Estates", "Hong Kong", "Real Estate", "HKD", "XHKG",
                  500, 18.6, 0.043},
    SampleCompany{"9002.HK", "Synthetic Peak Telecom", "Hong Kong", "Telecommunications", "HKD",
                  "XHKG", 1000, 7.2, 0.049},
    SampleCompany{"9003.HK", "Synthetic Pearl Machinery", "China", "Machinery", "HKD", "XHKG", 200,
                  41.5, 0.021},
    SampleCompany{"9004.HK", "Synthetic Lotus Online", "China", "Software", "HKD", "XHKG", 100, 96,
                  0.0},
};

}  // namespace

std::span<const SampleCompany> sample_companies() {
  return companies;
}

std::string sample_isin(std::size_t place) {
  const std::string body = fmt::format("ZZ{:09}", place + 1);
  return body + actors::isin_check_digit(body);
}

}  // namespace ballast::tools
