// ballast score: how good securities are, and why.

#include <algorithm>

#include <fmt/format.h>

#include "messages/json.hpp"
#include "messages/scoring.hpp"
#include "tools/ballast/commands.hpp"
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

constexpr const char* score_usage = "score SYMBOL...|--all [--explain] [--local]";
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

}  // namespace

ExitCode run_score(const std::vector<std::string>& words) {
  Arguments::Description own("Score");
  own.add_options()("symbol", options::value<std::vector<std::string>>(), "securities")(
      "all", "every security")("explain", "every sub-score with input, formula and weight")(
      "local", "score in this process, from a snapshot of the stores");
  const auto arguments = Arguments::read(words, score_usage, own, "symbol");
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  std::vector<std::string> symbols;
  for (const std::string& word : arguments.list("symbol")) symbols.push_back(upper_case(word));
  if (symbols.empty() != arguments.has("all")) {
    give_up(Failure{FailureKind::invalid, "score takes symbols or --all", "score", score_usage});
    return ExitCode::usage;
  }
  SessionOptions session_options = for_reading(arguments.common());
  session_options.local = arguments.has("local");
  auto session = Session::open(std::move(session_options));
  if (!session) return give_up(session.error());
  const auto scores = ask_for_scores(**session, symbols, arguments.has("explain"));
  if (!scores) return give_up(scores.error());
  show_scores(*scores, arguments);
  return scores->unscored.empty() && scores->unknown.empty() ? ExitCode::done : ExitCode::degraded;
}

}  // namespace ballast::tools
