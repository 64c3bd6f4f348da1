#include "tools/ballast/import_files.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "actors/imports/import_tally.hpp"
#include "planner/settings/setting_table.hpp"
#include "tools/import/price_parts.hpp"
#include "tools/import/readers.hpp"
#include "tools/import/text_file.hpp"

namespace ballast::tools {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

using Import = Result<messages::ImportReport> (*)(Session&, const std::string& text,
                                                  const std::string& name, bool dry_run);

struct ImportKind {
  const char* name;
  const char* file;  // its name in a directory of files
  Import run;
};

namespace {

/// Ten years of prices of many securities take a while on a small board.
constexpr std::chrono::milliseconds import_deadline = std::chrono::minutes(5);

/// Most imports are one frame.
template <class Body>
std::vector<Body> in_frames(Body body) {
  return {std::move(body)};
}
template <>
std::vector<messages::ImportPrices> in_frames(messages::ImportPrices prices) {
  return parts_of(std::move(prices));
}

/// All or nothing: what the reader cannot know is asked before the first of several parts is kept.
template <class Body>
Result<void> find_unknown(Session& /*session*/, const std::vector<Body>& /*parts*/) {
  return {};
}
template <>
Result<void> find_unknown(Session& session, const std::vector<messages::ImportPrices>& parts) {
  constexpr std::size_t asked_at_once = 2'000;
  const std::vector<std::string>& symbols = parts.front().symbols;
  for (std::size_t begin = 0; begin < symbols.size(); begin += asked_at_once) {
    const std::size_t end = std::min(symbols.size(), begin + asked_at_once);
    const messages::ResolveSymbols question{{symbols.begin() + static_cast<std::ptrdiff_t>(begin),
                                             symbols.begin() + static_cast<std::ptrdiff_t>(end)}};
    const auto answer = session.ask<messages::SymbolsResolved>("universe", question);
    if (!answer) return tl::unexpected(answer.error());
    if (answer->unknown.empty()) continue;
    const auto place = std::find(symbols.begin(), symbols.end(), answer->unknown.front());
    for (const messages::ImportPrices& part : parts) {
      const auto row = std::find(part.symbol.begin(), part.symbol.end(), place - symbols.begin());
      if (row == part.symbol.end()) continue;
      return actors::wrong_row(part.source,
                               part.line[static_cast<std::size_t>(row - part.symbol.begin())],
                               *place + " is no known security", "import its security first");
    }
  }
  return {};
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
    if (auto known = find_unknown(session, parts); !known) return tl::unexpected(known.error());
  }
  return import_parts(session, parts, role, dry_run);
}

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
constexpr std::array<ImportKind, 8> kinds{{
    {"securities", "securities.csv", into_universe<messages::ImportSecurities, read_securities>},
    {"prices", "prices.csv", into_universe<messages::ImportPrices, read_prices>},
    {"fx", "fx.csv", into_universe<messages::ImportRates, read_rates>},
    {"dividends", "dividends.csv", into_universe<messages::ImportDividends, read_dividends>},
    {"fundamentals", "fundamentals.csv",
     into_universe<messages::ImportFundamentals, read_fundamentals>},
    {"ledger", "ledger.csv", into_portfolio<messages::ImportEntries, read_entries>},
    {"positions", "positions.csv", into_portfolio<messages::ImportPositions, read_positions>},
    {"cash", "cash.csv", into_portfolio<messages::ImportCash, read_cash>},
}};

}  // namespace

Result<const ImportKind*> find_import_kind(const std::string& name) {
  std::vector<std::string> names;
  for (const ImportKind& kind : kinds) {
    if (name == kind.name) return &kind;
    names.emplace_back(kind.name);
  }
  const std::string nearest = planner::nearest_name(name, names);
  return tl::unexpected(Failure{FailureKind::invalid, "nothing of this kind can be imported", name,
                                nearest.empty() ? fmt::format("{}, all", fmt::join(names, ", "))
                                                : "did you mean " + nearest + "?"});
}

Result<std::vector<ImportFile>> import_files_of(const std::filesystem::path& directory) {
  std::vector<ImportFile> files;
  for (const ImportKind& kind : kinds) {
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

Result<messages::ImportReport> import_file(Session& session, const ImportFile& file, bool dry_run) {
  const auto text = read_text_file(file.path);
  if (!text) return tl::unexpected(text.error());
  return file.kind->run(session, *text, file.path.string(), dry_run);
}

}  // namespace ballast::tools
