// Files that people hand in: tables, TOML, requests, saved plans, recordings.
#include <unistd.h>

#include <sys/mman.h>

#include <array>

#include "actors/configuration/planner_file.hpp"
#include "actors/trading/exchange_file.hpp"
#include "broker/cluster_map.hpp"
#include "messages/codec.hpp"
#include "messages/json.hpp"
#include "messages/recording.hpp"
#include "messages/request_file.hpp"
#include "planner/trading/zone_data.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/unit/planner/trading/made_zone.hpp"
#include "tests/unit/tools/ballast/planned_over_empty_books.hpp"
#include "tests/unit/tools/formats/documented_formats.hpp"
#include "tools/ballast/saved_report.hpp"
#include "tools/ballast/verify_plan.hpp"
#include "tools/import/readers.hpp"
#include "tools/import/text_file.hpp"
#include "tools/tap/tapped_frame.hpp"

namespace ballast::fuzz {
namespace {

/// Bytes as a file that lies in memory, for readers that want a path.
class FileInMemory {
 public:
  explicit FileInMemory(std::string_view bytes) : descriptor_(memfd_create("input", MFD_CLOEXEC)) {
    require(descriptor_ >= 0, "no file in memory");
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    require(written == static_cast<ssize_t>(bytes.size()), "the file in memory is cut");
  }
  ~FileInMemory() { ::close(descriptor_); }
  FileInMemory(const FileInMemory&) = delete;
  FileInMemory& operator=(const FileInMemory&) = delete;

  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

/// What a reader takes can travel to the actor that keeps it.
template <class Body>
void require_can_travel(const planner::Result<tools::Imported<Body>>& read) {
  if (!read) return require_sentence(read.error());
  const auto arrived = messages::decode<Body>(messages::encode(read->body));
  require(arrived && *arrived == read->body, "a row that was read cannot travel");
}

using TableReader = void (*)(std::string_view text);
constexpr std::array<TableReader, 8> tables = {
    [](std::string_view text) { require_can_travel(tools::read_securities(text, "table")); },
    [](std::string_view text) { require_can_travel(tools::read_prices(text, "table")); },
    [](std::string_view text) { require_can_travel(tools::read_rates(text, "table")); },
    [](std::string_view text) { require_can_travel(tools::read_dividends(text, "table")); },
    [](std::string_view text) { require_can_travel(tools::read_fundamentals(text, "table")); },
    [](std::string_view text) { require_can_travel(tools::read_positions(text, "table")); },
    [](std::string_view text) { require_can_travel(tools::read_cash(text, "table")); },
    [](std::string_view text) { require_can_travel(tools::read_entries(text, "table")); }};

void read_table(std::string_view bytes) {
  const std::size_t table = choose(bytes, tables.size());
  constexpr std::size_t text_most = std::size_t{1} << 20U;
  const FileInMemory file(bytes);
  const auto text = tools::read_text_file(file.path(), text_most);
  if (!text) return require_sentence(text.error());
  tables.at(table)(*text);
}

void read_cluster_file(std::string_view bytes) {
  const std::vector<std::string> roles = {"coordinator", "evaluator", "generator", "opportunity",
                                          "portfolio",   "trading",   "universe"};
  const auto nothing = [](const char* /*name*/) { return std::optional<std::string>("/tmp/b"); };
  const auto map = broker::ClusterMap::parse(bytes, "cluster.toml", roles, {}, nothing);
  if (!map) return require_sentence(map.error());
  for (const std::string& instance : map->instances()) {
    require(map->in_file(instance), "an instance is not in its own file");
    require(map->mailbox_of(instance).has_value(), "an instance has no mailbox");
  }
  require(!map->front_door().text().empty(), "there is no front door");
}

void read_planner_file(std::string_view bytes) {
  const auto file = actors::parse_planner_file(bytes, "planner.toml");
  if (!file) require_sentence(file.error());
}

void read_request(std::string_view bytes) {
  const auto wish = messages::read_request_file(bytes);
  if (!wish) return require_sentence(wish.error());
  const auto arrived = messages::decode<messages::CreatePlan>(messages::encode(*wish));
  require(arrived && *arrived == *wish, "a request that was read cannot travel");
}

void read_saved_plan(std::string_view bytes) {
  const FileInMemory file(bytes);
  const auto report = tools::load_report(file.path());
  if (!report) return require_sentence(report.error());
  const auto findings = tools::verify_report(*report, false);
  if (!findings) require_sentence(findings.error());
}

void read_recording(std::string_view bytes) {
  const auto frames = messages::read_recording(bytes, "tape");
  if (!frames) return require_sentence(frames.error());
  std::string text;
  for (const messages::RecordedFrame& frame : *frames) {
    require(!tools::frame_line(frame).empty(), "a frame is shown as nothing");
    require(!tools::frame_json(frame).dump().empty(), "a frame is shown as nothing");
    text += messages::recorded_line(frame) + "\n";
  }
  require(messages::read_recording(text, "tape") == *frames, "a recording does not come back");
}

void read_exchanges_file(std::string_view bytes) {
  const auto exchanges = actors::parse_exchanges(bytes, "exchanges.toml");
  if (!exchanges) return require_sentence(exchanges.error());
  const planner::Date day = std::chrono::year(2026) / 12 / 24;
  for (const auto& exchange : *exchanges) {
    const auto hours = planner::trading::hours_of(exchange, day);
    require(!hours || hours->open < 1440, "an exchange opens after the day");
  }
}

void read_zone(std::string_view bytes) {
  const auto zone = planner::trading::parse_zone(bytes);
  if (!zone) return require_sentence(zone.error());
  const auto local = planner::trading::local_of_utc(*zone, 1'800'000'000);
  require(local.minute >= 0 && local.minute < 1440, "a minute is of no day");
}

std::vector<std::string> honest_exchanges_files() {
  return {tools::source_file("etc/exchanges.toml")};
}

std::vector<std::string> honest_zones() {
  return {planner::trading::zone_bytes("CET-1CEST,M3.5.0,M10.5.0/3"),
          planner::trading::zone_bytes("<+03>-3")};
}

std::vector<std::string> honest_tables() {
  std::vector<std::string> out;
  for (const char* name : {"securities.csv", "prices.csv", "fx.csv", "dividends.csv",
                           "fundamentals.csv", "positions.csv", "cash.csv", "ledger.csv"}) {
    out.push_back(static_cast<char>(out.size()) + tools::example(name));
  }
  return out;
}

std::vector<std::string> honest_cluster_files() {
  return {tools::source_file("etc/cluster.toml"),
          tools::source_file("etc/cluster-two-boards.toml")};
}

std::vector<std::string> honest_planner_files() {
  return {tools::source_file("etc/planner.toml"), tools::source_file("etc/sample/planner.toml")};
}

std::vector<std::string> honest_requests() {
  return {tools::example("request.json"), tools::example("ideas.json")};
}

std::vector<std::string> honest_saved_plans() {
  return {messages::to_json(tools::planned_over_empty_books()).dump(), tools::example("plan.json")};
}

std::vector<std::string> honest_recordings() {
  return {tools::example("recording.jsonl")};
}

}  // namespace

std::vector<Target> file_targets() {
  return {{"table", read_table, honest_tables},
          {"cluster-file", read_cluster_file, honest_cluster_files},
          {"planner-file", read_planner_file, honest_planner_files},
          {"exchanges-file", read_exchanges_file, honest_exchanges_files},
          {"zone", read_zone, honest_zones},
          {"request", read_request, honest_requests},
          {"saved-plan", read_saved_plan, honest_saved_plans},
          {"recording", read_recording, honest_recordings}};
}

}  // namespace ballast::fuzz
