#include "tests/pipeline/plans/market_of_test.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <stdexcept>

#include "actors/in_process_cluster.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tools/import/readers.hpp"

namespace ballast::pipeline {
namespace {

using tools::SampleFile;

/// Enough for every metric; fewer days are imported sooner.
constexpr int years = 4;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == ',') {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

std::string joined(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) line += (line.empty() ? "" : ",") + cell;
  return line;
}

std::set<std::string> owned_symbols(const std::vector<SampleFile>& files) {
  std::set<std::string> owned;
  for (const std::string& line : lines_of(text_of(files, "positions.csv"))) {
    owned.insert(cells_of(line).front());
  }
  return owned;
}

/// Repeats the rows of securities that are not owned, each time under another symbol.
std::string with_copies(const SampleFile& file, const std::set<std::string>& owned, int copies) {
  const std::vector<std::string> lines = lines_of(file.text);
  const std::vector<std::string> head = cells_of(lines.front());
  const auto place_of = [&](const char* name) {
    return static_cast<std::size_t>(std::find(head.begin(), head.end(), name) - head.begin());
  };
  const std::size_t symbol = place_of("symbol");
  const std::size_t isin = place_of("isin");
  if (symbol == head.size()) return file.text;
  std::string text = file.text;
  for (int copy = 2; copy <= copies; ++copy) {
    for (std::size_t at = 1; at < lines.size(); ++at) {
      std::vector<std::string> cells = cells_of(lines[at]);
      if (owned.count(cells[symbol]) != 0) continue;
      cells[symbol] += std::to_string(copy);
      if (isin < cells.size()) cells[isin].clear();
      text += joined(cells) + "\n";
    }
  }
  return text;
}

/// Keeps the header and the rows that begin with this day or a later one.
std::string since(const std::string& text, const std::string& day) {
  std::string kept;
  for (const std::string& line : lines_of(text)) {
    if (kept.empty() || line >= day) kept += line + "\n";
  }
  return kept;
}

template <class Body>
void import_file(ClusterClient& client, const char* role,
                 const planner::Result<tools::Imported<Body>>& read) {
  ASSERT_TRUE(read) << planner::describe(read.error());
  const auto report = client.ask<messages::ImportReport>(role, read->body);
  ASSERT_TRUE(report) << planner::describe(report.error());
  EXPECT_EQ(report->read, report->added + report->changed + report->unchanged);
}

class Preparation {
 public:
  explicit Preparation(const std::vector<SampleFile>& files) {
    prepared_.stores = directory_.path() / "stores";
    prepared_.planner_file = directory_.path() / "planner.toml";
    std::filesystem::create_directories(prepared_.stores);
    prepared_.bounding_planner_file = directory_.path() / "bounding_planner.toml";
    std::ofstream(prepared_.bounding_planner_file) << text_of(files, "planner.toml");
    std::ofstream(prepared_.planner_file) << "search = \"enumerate\"\n"
                                          << text_of(files, "planner.toml");
    const broker::SystemClock clock;
    auto cluster = actors::InProcessCluster::start({clock, {}, prepared_.stores, 0, {}, {}});
    if (!cluster) throw std::runtime_error(planner::describe(cluster.error()));
    ClusterClient client((*cluster)->map(), &(*cluster)->context());
    import_market(client, files);
  }

  [[nodiscard]] const PreparedMarket& prepared() const { return prepared_; }

 private:
  actors::TemporaryDirectory directory_;
  PreparedMarket prepared_;
};

}  // namespace

std::vector<SampleFile> market_files(int copies) {
  tools::SampleSettings settings;
  settings.years = years;
  std::vector<SampleFile> files = tools::make_sample_market(settings);
  const std::set<std::string> owned = owned_symbols(files);
  for (SampleFile& file : files) {
    if (file.name != "positions.csv" && file.name.ends_with(".csv")) {
      file.text = with_copies(file, owned, copies);
    }
  }
  return files;
}

std::string text_of(const std::vector<SampleFile>& files, std::string_view name) {
  const auto found = std::find_if(files.begin(), files.end(),
                                  [&](const SampleFile& file) { return file.name == name; });
  return found == files.end() ? std::string() : found->text;
}

void import_market(ClusterClient& client, const std::vector<SampleFile>& files) {
  const auto text = [&](const char* name) { return text_of(files, name); };
  import_file(client, "universe", tools::read_securities(text("securities.csv"), "securities"));
  import_file(client, "universe", tools::read_prices(text("prices.csv"), "prices"));
  import_file(client, "universe", tools::read_rates(text("fx.csv"), "fx"));
  import_file(client, "universe", tools::read_dividends(text("dividends.csv"), "dividends"));
  import_file(client, "universe",
              tools::read_fundamentals(text("fundamentals.csv"), "fundamentals"));
  import_file(client, "portfolio", tools::read_positions(text("positions.csv"), "positions"));
  import_file(client, "portfolio", tools::read_cash(text("cash.csv"), "cash"));
}

std::vector<SampleFile> large_market_files() {
  tools::SampleSettings settings;
  settings.years = 1;
  settings.companies = tools::companies_max;
  std::vector<SampleFile> files = tools::make_sample_market(settings);
  for (SampleFile& file : files) {
    if (file.name == "prices.csv") file.text = since(file.text, "2025-05-01");
  }
  return files;
}

const PreparedMarket& sample_market() {
  static const Preparation preparation(market_files());
  return preparation.prepared();
}

const PreparedMarket& wide_market() {
  static const Preparation preparation(market_files(3));
  return preparation.prepared();
}

const PreparedMarket& large_market() {
  static const Preparation preparation(large_market_files());
  return preparation.prepared();
}

}  // namespace ballast::pipeline
