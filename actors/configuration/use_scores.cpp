#include "actors/configuration/use_scores.hpp"

#include <algorithm>
#include <map>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "messages/codec.hpp"

namespace ballast::actors {
namespace {

constexpr std::size_t symbols_named = 5;

void use_score(const messages::ScoreTold* score, planner::Security& security, ScoresUsed& used) {
  const auto quality = score == nullptr ? std::nullopt : score->quality();
  if (!quality) {
    used.missing.push_back(security.symbol);
    return;
  }
  security.quality = quality;
  security.gate_failure = score->gate_failure;
  if (score->day < security.quote->date) {
    used.stale.push_back(security.symbol);
  } else {
    ++used.fresh;
  }
}

std::string named(const std::vector<std::string>& symbols) {
  if (symbols.empty()) return "";
  const auto first = std::span(symbols).first(std::min(symbols_named, symbols.size()));
  return fmt::format(" ({}{})", fmt::join(first, ", "),
                     symbols.size() > first.size() ? ", ..." : "");
}

}  // namespace

planner::Result<ScoresUsed> use_scores(const std::vector<std::string>& pages,
                                       planner::PlanInputs& inputs) {
  std::map<planner::SecurityId, messages::ScoreTold> scores;
  for (const std::string& bytes : pages) {
    auto page = messages::decode<messages::SecurityScores>(bytes);
    if (!page) return tl::unexpected(page.error());
    for (messages::ScoreTold& score : page->scores) {
      const planner::SecurityId id = score.security;
      scores.insert_or_assign(id, std::move(score));
    }
  }
  ScoresUsed used;
  for (planner::Security& security : inputs.securities) {
    if (!security.quote) continue;
    const auto at = scores.find(security.id);
    use_score(at == scores.end() ? nullptr : &at->second, security, used);
  }
  return used;
}

std::string score_note(const ScoresUsed& used) {
  return fmt::format("Scores: {} fresh, {} stale{}, {} missing{}.", used.fresh, used.stale.size(),
                     named(used.stale), used.missing.size(), named(used.missing));
}

}  // namespace ballast::actors
