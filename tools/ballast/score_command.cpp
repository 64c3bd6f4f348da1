// ballast score: how good securities are, and why.

#include <algorithm>

#include <fmt/format.h>

#include "messages/json.hpp"
#include "messages/position_scores.hpp"
#include "messages/scoring.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/position_score_text.hpp"
#include "tools/ballast/score_text.hpp"
#include "tools/ballast/session.hpp"
#include "tools/ballast/wish.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using messages::SecurityScores;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr const char* score_usage =
    "score SYMBOL...|--all [--explain] | --sell [SYMBOL...] | --portfolio | SYMBOL --history";
/// As many as the universe tells at once.
constexpr std::size_t symbols_at_once = 64;

template <class Value>
void append(std::vector<Value>& to, std::vector<Value>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

/// Asks page by page until nothing is left.
Result<void> ask_all(Session& session, messages::ScoreSecurities wish, SecurityScores& out) {
  do {
    auto page = session.ask<SecurityScores>("scoring", wish);
    if (!page) return tl::unexpected(page.error());
    append(out.scores, page->scores);
    append(out.unscored, page->unscored);
    append(out.unknown, page->unknown);
    wish.after = page->next;
  } while (wish.after != 0);
  return {};
}

Result<SecurityScores> ask_for_scores(Session& session, const std::vector<std::string>& symbols,
                                      bool explain) {
  SecurityScores out;
  if (symbols.empty()) {
    if (auto asked = ask_all(session, {{}, 0, explain}, out); !asked) {
      return tl::unexpected(asked.error());
    }
    return out;
  }
  for (std::size_t at = 0; at < symbols.size(); at += symbols_at_once) {
    const auto from = symbols.begin() + static_cast<std::ptrdiff_t>(at);
    const std::size_t count = std::min(symbols_at_once, symbols.size() - at);
    const std::vector<std::string> some(from, from + static_cast<std::ptrdiff_t>(count));
    if (auto asked = ask_all(session, {some, 0, explain}, out); !asked) {
      return tl::unexpected(asked.error());
    }
  }
  return out;
}

void show_scores(const SecurityScores& scores, const Arguments& arguments) {
  if (arguments.common().json) {
    print(messages::to_json(scores).dump(json_indent) + "\n");
    return;
  }
  const Style style = stdout_style(broker::process_environment());
  if (!arguments.has("explain")) {
    print(scores_text(scores, style));
    return;
  }
  for (const messages::ScoreTold& score : scores.scores) {
    print(explained_score(score, style) + "\n");
  }
  print(scores_text({{}, scores.unscored, scores.unknown, 0}, style));
}

Arguments::Description score_options() {
  Arguments::Description own("Score");
  own.add_options()("symbol", options::value<std::vector<std::string>>(), "securities")(
      "all", "every security")("explain", "every sub-score with input, formula and weight")(
      "sell", "what to sell of what is held, and why (else of these symbols)")(
      "portfolio", "how good the portfolio is as a whole")("history",
                                                           "what one security scored on each day")(
      "from", options::value<std::string>(), "the first day of the history, as 2026-01-31")(
      "to", options::value<std::string>(), "the last day of the history")(
      "local", "score in this process, from a snapshot of the stores");
  return own;
}

/// What the words ask for.
struct ScoreWish {
  std::vector<std::string> symbols;
  bool sell = false;
  bool portfolio = false;
  bool history = false;
  std::optional<planner::Date> from;
  std::optional<planner::Date> to;
};

Result<void> read_day(const Arguments& arguments, const char* name,
                      std::optional<planner::Date>& day) {
  const auto text = arguments.get<std::string>(name);
  if (!text) return {};
  day = planner::parse_date(*text);
  if (day && arguments.has("history")) return {};
  return tl::unexpected(Failure{FailureKind::invalid,
                                day ? "days are only of a history" : "'" + *text + "' is no day",
                                fmt::format("--{}", name), "a day as 2026-01-31, with --history"});
}

Result<ScoreWish> read_score_wish(const Arguments& arguments) {
  ScoreWish wish;
  wish.sell = arguments.has("sell");
  wish.portfolio = arguments.has("portfolio");
  wish.history = arguments.has("history");
  for (const std::string& word : arguments.list("symbol")) wish.symbols.push_back(upper_case(word));
  const bool all = arguments.has("all");
  const int ways = (wish.sell ? 1 : 0) + (wish.portfolio ? 1 : 0) + (wish.history ? 1 : 0);
  const bool scores = ways == 0 && wish.symbols.empty() == all;
  const bool other = ways == 1 && !all && !arguments.has("explain") &&
                     (!wish.portfolio || wish.symbols.empty()) &&
                     (!wish.history || wish.symbols.size() == 1);
  if (!scores && !other) {
    return tl::unexpected(Failure{FailureKind::invalid,
                                  "score takes symbols or --all, or one of --sell, --portfolio and "
                                  "--history with one symbol",
                                  "score", score_usage});
  }
  return read_day(arguments, "from", wish.from)
      .and_then([&] { return read_day(arguments, "to", wish.to); })
      .map([&] { return wish; });
}

/// Asks scoring, shows what it tells as JSON or as text.
template <class Answer, class Question>
Result<Answer> ask_and_show(Session& session, const Question& question, const Arguments& arguments,
                            std::string (*text)(const Answer&, const Style&)) {
  auto answer = session.ask<Answer>("scoring", question);
  if (!answer) return answer;
  if (arguments.common().json) {
    print(messages::to_json(*answer).dump(json_indent) + "\n");
  } else {
    print(text(*answer, stdout_style(broker::process_environment())));
  }
  return answer;
}

template <class Answer>
ExitCode ended(const Result<Answer>& answer) {
  return answer ? ExitCode::done : give_up(answer.error());
}

ExitCode answer_wish(Session& session, const ScoreWish& wish, const Arguments& arguments) {
  if (wish.sell) {
    const auto sales =
        ask_and_show(session, messages::ScoreSales{wish.symbols}, arguments, sales_text);
    if (sales && !sales->not_held.empty()) return ExitCode::degraded;
    return ended(sales);
  }
  if (wish.portfolio) {
    return ended(
        ask_and_show(session, messages::ScorePortfolio{}, arguments, portfolio_score_text));
  }
  if (wish.history) {
    const messages::GetScoreHistory question{wish.symbols.front(), wish.from, wish.to};
    return ended(ask_and_show(session, question, arguments, score_history_text));
  }
  const auto scores = ask_for_scores(session, wish.symbols, arguments.has("explain"));
  if (!scores) return give_up(scores.error());
  show_scores(*scores, arguments);
  return scores->unscored.empty() && scores->unknown.empty() ? ExitCode::done : ExitCode::degraded;
}

}  // namespace

ExitCode run_score(const std::vector<std::string>& words) {
  const auto arguments = Arguments::read(words, score_usage, score_options(), "symbol");
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  const auto wish = read_score_wish(arguments);
  if (!wish) {
    give_up(wish.error());
    return ExitCode::usage;
  }
  SessionOptions session_options = for_reading(arguments.common(), "scoring");
  session_options.local = arguments.has("local");
  auto session = Session::open(std::move(session_options));
  if (!session) return give_up(session.error());
  return answer_wish(**session, *wish, arguments);
}

}  // namespace ballast::tools
