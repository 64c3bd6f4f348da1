// ballast report: what a year brought, as comma-separated values or as a page.

#include "messages/json.hpp"
#include "messages/market.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/session.hpp"
#include "tools/ballast/year_csv.hpp"
#include "tools/ballast/year_page.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;

constexpr std::uint64_t first_year = 1900;
constexpr std::uint64_t last_year = 9999;

}  // namespace

ExitCode run_report(const std::vector<std::string>& words) {
  Arguments::Description own("Report");
  own.add_options()("year", options::value<std::string>(), "of which year")(
      "html", "a page for a screen or for paper, instead of comma-separated values");
  const auto arguments = Arguments::read(words, "report --year YEAR [--html]", own);
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
    return ExitCode::done;
  }
  const YearTable table = year_table(*report, universe->counted_in());
  print(arguments.has("html") ? year_page(table) : year_csv(table));
  return ExitCode::done;
}

}  // namespace ballast::tools
