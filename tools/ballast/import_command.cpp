// ballast import: CSV files into the stores of universe and portfolio, each file all or nothing.

#include <algorithm>

#include <fmt/format.h>

#include "messages/json.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/import_files.hpp"
#include "tools/ballast/session.hpp"
#include "tools/report/numbers.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

/// Enough to see what kind of change it was.
constexpr std::size_t shown_changes_max = 3;

Result<std::vector<ImportFile>> chosen_files(const std::vector<std::string>& words) {
  if (words.size() < 2) {
    return tl::unexpected(Failure{FailureKind::invalid, "import takes a kind and a file", "import",
                                  "import securities FILE, or import all DIRECTORY"});
  }
  if (words.front() == "all" && words.size() == 2) return import_files_of(words[1]);
  const auto kind = find_import_kind(words.front());
  if (!kind) return tl::unexpected(kind.error());
  std::vector<ImportFile> files;
  for (std::size_t i = 1; i < words.size(); ++i) files.push_back({*kind, words[i]});
  return files;
}

void print_report(const messages::ImportReport& report) {
  print(fmt::format("{}{}: {} read, {} added, {} changed, {} unchanged ({})\n",
                    report.dry_run ? "dry run, " : "", report.kind, grouped(report.read),
                    grouped(report.added), grouped(report.changed), grouped(report.unchanged),
                    report.source));
  const std::size_t shown = std::min(report.changes.size(), shown_changes_max);
  for (std::size_t i = 0; i < shown; ++i) print("  " + report.changes[i] + "\n");
  if (shown < report.changes.size()) print("  ... (all of the first ones with --json)\n");
  for (const std::string& warning : report.warnings) say("  warning: " + warning);
}

ExitCode import_files(const std::vector<ImportFile>& files, const Arguments& arguments) {
  SessionOptions session_options;
  session_options.common = arguments.common();
  session_options.otherwise = Otherwise::own;
  session_options.evaluators = 1;
  auto session = Session::open(std::move(session_options));
  if (!session) return give_up(session.error());
  nlohmann::ordered_json reports = nlohmann::ordered_json::array();
  for (const ImportFile& file : files) {
    const auto report = import_file(**session, file, arguments.has("dry-run"));
    if (!report) return give_up(report.error());
    if (arguments.common().json) {
      reports.push_back(messages::to_json(*report));
    } else {
      print_report(*report);
    }
  }
  if (arguments.common().json) print(reports.dump(json_indent) + "\n");
  return ExitCode::done;
}

}  // namespace

ExitCode run_import(const std::vector<std::string>& words) {
  Arguments::Description own("Importing");
  own.add_options()(
      "what", options::value<std::vector<std::string>>(),
      "KIND: securities, prices, fx, dividends, fundamentals, ledger, positions or cash; "
      "`all` takes every file of a directory that has one of these names.")(
      "dry-run", "check everything and say what would change");
  const auto arguments =
      Arguments::read(words, "import KIND FILE... | import all DIRECTORY", own, "what");
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  const auto files = chosen_files(arguments.list("what"));
  if (!files) {
    give_up(files.error());
    return ExitCode::usage;
  }
  return import_files(*files, arguments);
}

}  // namespace ballast::tools
