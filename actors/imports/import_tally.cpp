#include "actors/imports/import_tally.hpp"

#include <utility>

#include <fmt/format.h>

namespace ballast::actors {

ImportTally::ImportTally(std::string_view kind, std::string_view source, bool dry_run) {
  report_.kind = kind;
  report_.source = source;
  report_.dry_run = dry_run;
}

void ImportTally::added(const std::string& change) {
  ++report_.read;
  ++report_.added;
  tell(change);
}

void ImportTally::changed(const std::string& change) {
  ++report_.read;
  ++report_.changed;
  tell(change);
}

void ImportTally::unchanged() {
  ++report_.read;
  ++report_.unchanged;
}

void ImportTally::removed(const std::string& change) {
  ++removed_;
  tell(change);
}

void ImportTally::tell(const std::string& change) {
  if (change.empty()) return;
  if (report_.changes.size() < told_changes_max) {
    report_.changes.push_back(change);
  } else {
    ++untold_changes_;
  }
}

void ImportTally::warn(const std::string& warning) {
  if (report_.warnings.size() < told_warnings_max) {
    report_.warnings.push_back(warning);
  } else {
    ++untold_warnings_;
  }
}

bool ImportTally::differs() const {
  return report_.added + report_.changed + removed_ > 0;
}

messages::ImportReport ImportTally::report() const {
  messages::ImportReport out = report_;
  if (removed_ > 0) {
    out.warnings.push_back(fmt::format("{} not named by the file removed", removed_));
  }
  if (untold_changes_ > 0) out.changes.push_back(fmt::format("and {} more", untold_changes_));
  if (untold_warnings_ > 0) out.warnings.push_back(fmt::format("and {} more", untold_warnings_));
  return out;
}

tl::unexpected<planner::Failure> wrong_row(std::string_view source, std::uint32_t line,
                                           std::string what, std::string allowed) {
  return tl::unexpected(planner::Failure{planner::FailureKind::invalid, std::move(what),
                                         fmt::format("{}:{}", source, line), std::move(allowed)});
}

Trial::Trial(SQLite::Database& database) : database_(database) {
  database_.exec("SAVEPOINT trial");
}

Trial::~Trial() {
  if (!kept_) database_.tryExec("ROLLBACK TO trial");
  database_.tryExec("RELEASE trial");
}

void Trial::keep() {
  kept_ = true;
}

std::uint64_t version_of(SQLite::Database& database) {
  return static_cast<std::uint64_t>(database.execAndGet("SELECT value FROM version").getInt64());
}

void raise_version(SQLite::Database& database) {
  database.exec("UPDATE version SET value = value + 1");
}

}  // namespace ballast::actors
