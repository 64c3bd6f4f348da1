// ballast portfolio: what is held, in which lots, what it is worth, what moved and why.

#include "messages/books.hpp"
#include "messages/market.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/portfolio_text.hpp"
#include "tools/ballast/session.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using planner::ledger::Market;

constexpr std::uint64_t moves_by_default = 10;
constexpr std::uint64_t moves_most = 1000;

/// Prices and rates of that day; without a universe the books are shown at cost.
std::optional<Market> market_of(Session& session, std::optional<planner::Date> at) {
  messages::GetUniverse question;
  question.as_of = at;
  const auto universe = session.ask<messages::UniverseSnapshot>("universe", question);
  if (!universe) {
    say("ballast: there are no prices: " + planner::describe(universe.error()));
    return std::nullopt;
  }
  return Market(universe->counted_in(), universe->securities, universe->rates);
}

ExitCode show_books(Session& session, const messages::GetBooks& question,
                    const CommonOptions& common) {
  const auto books = session.ask<messages::BooksReport>("portfolio", question);
  if (!books) return give_up(books.error());
  const auto market = market_of(session, question.at);
  if (common.json) {
    print(portfolio_json(*books, market).dump(json_indent) + "\n");
  } else {
    print(portfolio_text(*books, market, stdout_style(broker::process_environment()).columns));
  }
  const bool whole = market && worth_of(*market, *books).without.empty();
  return whole ? ExitCode::done : ExitCode::degraded;
}

}  // namespace

ExitCode run_portfolio(const std::vector<std::string>& words) {
  Arguments::Description own("Portfolio");
  own.add_options()("at", options::value<std::string>(),
                    "as the books stood at the end of this day, YYYY-MM-DD")(
      "moves", options::value<std::string>(), "how many of the newest entries to show (10)");
  const auto arguments = Arguments::read(words, "portfolio [--at DATE] [--json]", own);
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  messages::GetBooks question;
  question.moves = static_cast<std::uint32_t>(
      arguments.whole_number("moves", 0, moves_most).value_or(moves_by_default));
  if (const auto text = arguments.get<std::string>("at")) {
    question.at = planner::parse_date(*text);
    if (!question.at) {
      say("ballast: '" + *text + "' is no day (allowed: YYYY-MM-DD)");
      return ExitCode::usage;
    }
  }
  auto session = Session::open(for_reading(arguments.common()));
  if (!session) return give_up(session.error());
  return show_books(**session, question, arguments.common());
}

}  // namespace ballast::tools
