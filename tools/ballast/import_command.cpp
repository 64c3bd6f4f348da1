// ballast import: CSV files into the stores of universe and portfolio, each file all or nothing.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "messages/json.hpp"
#include "planner/settings/setting_table.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/session.hpp"
#include "tools/import/price_parts.hpp"
#include "tools/import/readers.hpp"
#include "tools/import/text_file.hpp"
#include "tools/report/numbers.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

/// Ten years of prices of many securities take a while on a small board.
constexpr std::chrono::milliseconds import_deadline = std::chrono::minutes(5);

/// Enough to see what kind of change it was.
constexpr std::size_t shown_changes_max = 3;

using Import = Result<messages::ImportReport> (*)(Session&, const std::string& text,
                                                  const std::string& name, bool dry_run);

/// Most imports are one frame.
template <class Body>
std::vector<Body> in_frames(Body body) {
  return {std::move(body)};
}
template <>
std::vector<messages::ImportPrices> in_frames(messages::ImportPrices prices) {
  return parts_of(std::move(prices));
}

template <class Body>
Result<messages::ImportReport> import_parts(Session& session, std::vector<Body>& parts,
                                            const char* role, bool dry_run) {
  std::optional<messages::ImportReport> all;
  for (Body& part : parts) {
    part.dry_run = dry_run;
    auto report = session.ask<messages::ImportReport>(role, part, "", import_deadline);
    if (!report) return report;
    if (all) {
      add_report(*all, *report);
    } else {
      all = std::move(*report);
    }
  }
  return *all;
}

template <class Body, auto read>
Result<messages::ImportReport> import_with(Session& session, const std::string& text,
                                           const std::string& name, bool dry_run,
                                           const char* role) {
  auto imported = read(text, name);
  if (!imported) return tl::unexpected(imported.error());
  if (!imported->ignored_columns.empty()) {
    say(fmt::format("{}: columns that are not used: {}", name,
                    fmt::join(imported->ignored_columns, ", ")));
  }
  auto parts = in_frames(std::move(imported->body));
  if (parts.size() > 1 && !dry_run) {
    // All or nothing: a row that is refused is found before anything is kept.
    if (auto tried = import_parts(session, parts, role, true); !tried) return tried;
  }
  return import_parts(session, parts, role, dry_run);
}

struct Kind {
  const char* name;
  const char* file;  // its name in a directory of files
  Import run;
};

template <class Body, auto read>
constexpr Import into_universe =
    [](Session& session, const std::string& text, const std::string& name, bool dry_run) {
      return import_with<Body, read>(session, text, name, dry_run, "universe");
    };
template <class Body, auto read>
constexpr Import into_portfolio =
    [](Session& session, const std::string& text, const std::string& name, bool dry_run) {
      return import_with<Body, read>(session, text, name, dry_run, "portfolio");
    };

/// In the order in which they build on each other.
constexpr std::array<Kind, 7> kinds{{
    {"securities", "securities.csv", into_universe<messages::ImportSecurities, read_securities>},
    {"prices", "prices.csv", into_universe<messages::ImportPrices, read_prices>},
    {"fx", "fx.csv", into_universe<messages::ImportRates, read_rates>},
    {"dividends", "dividends.csv", into_universe<messages::ImportDividends, read_dividends>},
    {"fundamentals", "fundamentals.csv",
     into_universe<messages::ImportFundamentals, read_fundamentals>},
    {"positions", "positions.csv", into_portfolio<messages::ImportPositions, read_positions>},
    {"cash", "cash.csv", into_portfolio<messages::ImportCash, read_cash>},
}};

struct File {
  const Kind* kind;
  std::filesystem::path path;
};

Result<const Kind*> find_kind(const std::string& name) {
  std::vector<std::string> names;
  for (const Kind& kind : kinds) {
    if (name == kind.name) return &kind;
    names.emplace_back(kind.name);
  }
  const std::string nearest = planner::nearest_name(name, names);
  return tl::unexpected(Failure{FailureKind::invalid, "nothing of this kind can be imported", name,
                                nearest.empty() ? fmt::format("{}, all", fmt::join(names, ", "))
                                                : "did you mean " + nearest + "?"});
}

/// The files of a directory that have one of the known names, packed or not.
Result<std::vector<File>> files_of_directory(const std::filesystem::path& directory) {
  std::vector<File> files;
  for (const Kind& kind : kinds) {
    for (const std::string suffix : {"", ".gz"}) {
      const auto path = directory / (kind.file + suffix);
      std::error_code ignored;
      if (std::filesystem::exists(path, ignored)) {
        files.push_back({&kind, path});
        break;
      }
    }
  }
  if (files.empty()) {
    return tl::unexpected(Failure{FailureKind::missing, "no file to import is in this directory",
                                  directory.string(),
                                  "securities.csv, prices.csv or prices.csv.gz, ..."});
  }
  return files;
}

Result<std::vector<File>> chosen_files(const std::vector<std::string>& words) {
  if (words.size() < 2) {
    return tl::unexpected(Failure{FailureKind::invalid, "import takes a kind and a file", "import",
                                  "import securities FILE, or import all DIRECTORY"});
  }
  if (words.front() == "all" && words.size() == 2) return files_of_directory(words[1]);
  const auto kind = find_kind(words.front());
  if (!kind) return tl::unexpected(kind.error());
  std::vector<File> files;
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

Result<messages::ImportReport> import_file(Session& session, const File& file, bool dry_run) {
  const auto text = read_text_file(file.path);
  if (!text) return tl::unexpected(text.error());
  return file.kind->run(session, *text, file.path.string(), dry_run);
}

ExitCode import_files(const std::vector<File>& files, const Arguments& arguments) {
  SessionOptions session_options;
  session_options.common = arguments.common();
  session_options.otherwise = Otherwise::own;
  session_options.evaluators = 1;
  auto session = Session::open(std::move(session_options));
  if (!session) return give_up(session.error());
  nlohmann::ordered_json reports = nlohmann::ordered_json::array();
  for (const File& file : files) {
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
      "KIND: securities, prices, fx, dividends, fundamentals, positions or cash; `all` "
      "takes every file of a directory that has one of these names.")(
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
