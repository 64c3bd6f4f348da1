// ballast universe: securities added, changed, removed and shown, and their prices fetched.

#include <algorithm>

#include <fmt/format.h>

#include "broker/clock.hpp"
#include "messages/json.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/session.hpp"
#include "tools/ballast/universe_text.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using planner::Failure;
using planner::FailureKind;

constexpr const char* universe_usage =
    "universe show [SYMBOL...] [--incomplete] | universe add SYMBOL NAME=VALUE... | "
    "universe set SYMBOL NAME=VALUE... | universe remove SYMBOL | "
    "universe sync [SYMBOL...] [--whole]";
/// A source's limits may stretch the first fetch of many securities.
constexpr std::chrono::milliseconds sync_patience = std::chrono::hours(2);

std::int64_t wall_ms() {
  constexpr std::int64_t ns_per_ms = 1'000'000;
  return broker::SystemClock().wall_ns() / ns_per_ms;
}

std::string in_capitals(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

std::vector<std::string> symbols_from(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  for (std::size_t at = 1; at < words.size(); ++at) out.push_back(in_capitals(words[at]));
  return out;
}

ExitCode misused(const std::string& what, const std::string& allowed) {
  give_up(Failure{FailureKind::invalid, what, "universe", allowed});
  return ExitCode::usage;
}

template <class Reply>
void show_json(const Reply& reply) {
  print(messages::to_json(reply).dump(json_indent) + "\n");
}

ExitCode show(Session& session, const std::vector<std::string>& words, const Arguments& arguments) {
  const messages::ListSecurities question{symbols_from(words), arguments.has("incomplete")};
  const auto list = session.ask<messages::SecurityList>("universe", question);
  if (!list) return give_up(list.error());
  if (arguments.common().json) {
    show_json(*list);
  } else {
    print(question.symbols.empty() ? universe_text(*list, wall_ms())
                                   : security_text(*list, wall_ms()));
  }
  return ExitCode::done;
}

template <class Wish>
ExitCode change(Session& session, const Wish& wish, bool json) {
  const auto changed = session.ask<messages::SecurityChanged>("universe", wish);
  if (!changed) return give_up(changed.error());
  if (json) {
    show_json(*changed);
    return ExitCode::done;
  }
  if (changed->changes.empty()) print(changed->symbol + " was so already\n");
  for (const std::string& change : changed->changes) {
    print(fmt::format("{}: {}\n", changed->symbol, change));
  }
  if (!changed->missing.empty()) {
    say(fmt::format("{} lacks {}", changed->symbol, fmt::join(changed->missing, ", ")));
  }
  return ExitCode::done;
}

ExitCode add_or_set(Session& session, const std::vector<std::string>& words,
                    const Arguments& arguments) {
  messages::ChangeSecurity wish;
  wish.symbol = in_capitals(words[1]);
  wish.add = words.front() == "add";
  for (std::size_t at = 2; at < words.size(); ++at) {
    const std::size_t equals = words[at].find('=');
    if (equals == std::string::npos || equals == 0) {
      return misused(fmt::format("'{}' is no field with a value", words[at]), "NAME=VALUE");
    }
    wish.wishes.push_back({words[at].substr(0, equals), words[at].substr(equals + 1)});
  }
  return change(session, wish, arguments.common().json);
}

ExitCode sync(Session& session, const std::vector<std::string>& words, const Arguments& arguments) {
  const messages::SyncUniverse wish{symbols_from(words), arguments.has("whole")};
  const auto report = session.ask<messages::SyncReport>("universe", wish, "", sync_patience);
  if (!report) return give_up(report.error());
  if (arguments.common().json) {
    show_json(*report);
  } else {
    print(sync_text(*report));
  }
  const bool failed = std::any_of(report->rows.begin(), report->rows.end(),
                                  [](const auto& row) { return !row.failure.empty(); });
  return failed ? ExitCode::degraded : ExitCode::done;
}

ExitCode run_in(Session& session, const std::vector<std::string>& words,
                const Arguments& arguments) {
  const std::string& what = words.front();
  if (what == "show") return show(session, words, arguments);
  if (what == "sync") return sync(session, words, arguments);
  if (what == "remove") {
    return change(session, messages::RemoveSecurity{in_capitals(words[1])},
                  arguments.common().json);
  }
  return add_or_set(session, words, arguments);
}

/// Returns what is wrong with the words, or nothing.
std::string find_misuse(const std::vector<std::string>& words) {
  static const std::vector<std::string> known = {"show", "add", "set", "remove", "sync"};
  if (words.empty() || std::find(known.begin(), known.end(), words.front()) == known.end()) {
    return "universe takes show, add, set, remove or sync";
  }
  const std::string& what = words.front();
  if (what == "remove" && words.size() != 2) return "remove takes one symbol";
  if ((what == "add" || what == "set") && words.size() < 3) {
    return what + " takes a symbol and fields";
  }
  return "";
}

}  // namespace

ExitCode run_universe(const std::vector<std::string>& words) {
  Arguments::Description own("Universe");
  own.add_options()("what", options::value<std::vector<std::string>>(),
                    "show, add, set, remove or sync")("incomplete",
                                                      "show: only securities that lack something")(
      "whole", "sync: fetch the whole history again");
  const auto arguments = Arguments::read(words, universe_usage, own, "what");
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  const std::vector<std::string> what = arguments.list("what");
  if (const std::string misuse = find_misuse(what); !misuse.empty()) {
    return misused(misuse, universe_usage);
  }
  SessionOptions session_options = for_reading(arguments.common());
  if (what.front() != "show") session_options.otherwise = Otherwise::own;
  auto session = Session::open(std::move(session_options));
  if (!session) return give_up(session.error());
  return run_in(**session, what, arguments);
}

}  // namespace ballast::tools
