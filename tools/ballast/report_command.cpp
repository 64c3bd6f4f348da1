// ballast report: what a year brought, as comma-separated values.

#include "messages/json.hpp"
#include "messages/market.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/session.hpp"
#include "tools/ballast/year_csv.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;

constexpr std::uint64_t first_year = 1900;
constexpr std::uint64_t last_year = 9999;

}  // namespace

ExitCode run_report(const std::vector<std::string>& words) {
  Arguments::Description own("Report");
  own.add_options()("year", options::value<std::string>(), "of which year");
  const auto arguments = Arguments::read(words, "report --year YEAR", own);
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  const auto year = arguments.whole_number("year", first_year, last_year);
  if (!year) {
    say("ballast: `report` needs the year (such as --year 2026)");
    return ExitCode::usage;
  }
  auto session = Session::open(for_reading(arguments.common()));
  if (!session) return give_up(session.error());
  const auto report = (*session)->ask<messages::YearReport>(
      "portfolio", messages::GetYear{static_cast<std::uint32_t>(*year)});
  if (!report) return give_up(report.error());
  const auto universe =
      (*session)->ask<messages::UniverseSnapshot>("universe", messages::GetUniverse{});
  if (!universe) return give_up(universe.error());
  if (arguments.common().json) {
    print(messages::to_json(*report).dump(json_indent) + "\n");
  } else {
    print(year_csv(*report, universe->counted_in()));
  }
  return ExitCode::done;
}

}  // namespace ballast::tools
