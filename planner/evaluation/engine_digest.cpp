#include "planner/evaluation/engine_digest.hpp"

#include <sodium.h>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "planner/evaluation/search.hpp"

namespace ballast::planner {
namespace {

/// Integers that are the same everywhere: the splitmix64 sequence.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed) {}

  std::int64_t below(std::uint64_t limit) {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
    return static_cast<std::int64_t>((mixed ^ (mixed >> 31U)) % limit);
  }

 private:
  std::uint64_t state_;
};

constexpr std::uint64_t tick_limit = static_cast<std::uint64_t>(Score::one) / 64;
constexpr std::size_t side_length = 12;
constexpr std::size_t group_count = 5;

constexpr std::uint16_t industry_count = 4;

void add_industries(Draws& draws, PlanContext& context) {
  context.industry_full = Score::one * 3 / 40;
  for (std::uint16_t i = 0; i < industry_count; ++i) {
    context.base_industries.push_back(draws.below(2 * tick_limit) - Score::one / 64);
  }
  for (CandidateTerms& terms : context.candidates) {
    const std::int64_t sign = terms.side == Side::sell ? -1 : 1;
    for (std::uint16_t i = 0; i < industry_count; ++i) {
      if (draws.below(2) == 0) terms.industries.push_back({i, sign * draws.below(tick_limit)});
    }
  }
}

CandidateTerms draw_candidate(Draws& draws, Side side, std::uint32_t security) {
  const std::int64_t sign = side == Side::sell ? -1 : 1;
  CandidateTerms terms;
  terms.side = side;
  terms.security = security;
  terms.parts = {sign * draws.below(tick_limit), sign * draws.below(tick_limit),
                 sign * draws.below(tick_limit), sign * draws.below(tick_limit), 0};
  terms.linear = terms.parts.sum();
  terms.dividend = sign * draws.below(tick_limit);
  terms.group = static_cast<std::uint16_t>(draws.below(group_count));
  terms.group_weight = sign * draws.below(tick_limit);
  terms.penalty = draws.below(tick_limit / 256);
  terms.fee = 2'000'000 + draws.below(4'000'000);
  const std::int64_t value = 100'000'000 + draws.below(1'000'000'000);
  terms.cash = side == Side::sell ? value - terms.fee : -(value + terms.fee);
  terms.priority = draws.below(std::uint64_t{4} << priority_fraction_bits);
  return terms;
}

PlanContext draw_context(std::uint64_t seed) {
  Draws draws{seed};
  PlanContext context;
  context.base_parts = {Score::one / 5, Score::one / 8, Score::one / 10, Score::one / 20,
                        Score::one / 40};
  context.base_linear = context.base_parts.sum();
  context.base_dividend = Score::one / 25;
  context.dividend_cap = Score::one * 3 / 40;
  context.geography_full = Score::one / 10;
  for (std::size_t i = 0; i < group_count; ++i) {
    const std::int64_t middle = Score::one / 64;
    context.base_groups.push_back(draws.below(2 * tick_limit) - middle);
  }
  context.cash = draws.below(2'500'000'000) - 200'000'000;
  context.sell_count = side_length;
  context.space_sells = context.space_buys = side_length - 1;
  for (std::uint32_t i = 0; i < side_length; ++i) {
    context.candidates.push_back(draw_candidate(draws, Side::sell, 2 * i));
  }
  for (std::uint32_t i = 0; i < side_length; ++i) {
    context.candidates.push_back(draw_candidate(draws, Side::buy, 3 * i));
  }
  context.conflicts = {{2, 14}, {13, 15}, {14, 18}};
  if (seed % 2 == 0) add_industries(draws, context);
  return context;
}

/// So many numbers from `lowest` on.
std::vector<std::int64_t> draw_column(Draws& draws, std::size_t count, std::int64_t lowest,
                                      std::int64_t span) {
  std::vector<std::int64_t> column(count);
  for (std::int64_t& number : column) {
    number = lowest + draws.below(static_cast<std::uint64_t>(span));
  }
  return column;
}

ScenarioTerms draw_scenarios(std::uint64_t seed, PriceScenarios mode, std::size_t paths,
                             const PlanContext& context) {
  constexpr std::int64_t limit = Score::one / 64;
  Draws draws{seed};
  ScenarioTerms terms;
  terms.mode = mode;
  terms.paths = static_cast<std::uint16_t>(paths);
  terms.fixed_fee = 2'000'000;
  terms.total_return = draw_column(draws, paths, context.base_parts.total_return, limit);
  terms.promise = draw_column(draws, paths, context.base_parts.promise, limit);
  terms.stability = draw_column(draws, paths, context.base_parts.stability, limit);
  terms.quality = draw_column(draws, paths, context.base_parts.quality, limit);
  terms.dividend = draw_column(draws, paths, context.base_dividend, limit);
  terms.groups = draw_column(draws, paths * group_count, -limit, 2 * limit);
  terms.industries = draw_column(draws, paths * context.base_industries.size(), -limit, 2 * limit);
  terms.ratios = draw_column(draws, paths, Score::one * 3 / 4, Score::one / 2);
  terms.multipliers =
      draw_column(draws, paths * context.candidates.size(), Score::one / 2, Score::one);
  return terms;
}

void append(std::string& out, const SearchResult& result) {
  const auto add = [&](auto number) { out += std::to_string(number) + ' '; };
  add(result.evaluated);
  add(result.infeasible);
  add(result.outside);
  for (const RankedSequence& sequence : result.best) {
    add(sequence.score.ticks);
    add(sequence.priority);
    for (const CandidateIndex index : sequence.candidates) add(index);
    out += '\n';
  }
}

void append(std::string& out, const FrontSlice& slice) {
  for (const FrontMember& member : slice.members) {
    const Objectives& aims = member.objectives;
    for (const std::int64_t number :
         {aims.score.ticks, aims.diversification, aims.risk, aims.cost}) {
      out += std::to_string(number) + ' ';
    }
    for (const CandidateIndex index : member.candidates) out += std::to_string(index) + ' ';
    out += '\n';
  }
}

std::string answers() {
  // The last of either side is not of the space; the third is in conflict.
  const std::vector<std::vector<CandidateIndex>> further_sequences{
      {11, 23}, {0, 11, 12, 13, 14, 23}, {13, 15}, {23}};
  constexpr std::size_t keep = 10;
  constexpr std::uint64_t problems = 6;
  std::string out = "format " + std::to_string(PlanContext{}.format) + '\n';
  for (std::uint64_t seed = 1; seed <= problems; ++seed) {
    PlanContext context = draw_context(seed);
    SearchResult result = search_start(context, {});
    merge(result, search_range(context, {0, space_size(context)}, {}, keep), keep);
    append(out, result);
    const Distinctness distinctness{{result.best.front().candidates}};
    append(out, search_range(context, {1'000, 30'000}, distinctness, keep));
    append(out, search_sequences(context, further_sequences, {}, keep));
    append(out, front_of_range(context, {1'000, 4'000}, {.limit = keep, .known = {}}).front);
    for (const PriceScenarios mode : {PriceScenarios::stochastic, PriceScenarios::monte_carlo}) {
      context.scenarios = draw_scenarios(seed, mode, seed == 1 ? 150 : 10 + seed, context);
      append(out, search_range(context, {10'000, 12'000}, distinctness, keep));
      append(out, front_of_range(context, {10'000, 10'400}, {.limit = keep, .known = {}}).front);
    }
  }
  return out;
}

}  // namespace

std::string engine_digest() {
  constexpr std::string_view digits = "0123456789abcdef";
  const std::string text = answers();
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  std::string hex;
  for (const unsigned char byte : hash) {
    hex += digits[byte >> 4U];
    hex += digits[byte & 15U];
  }
  return hex;
}

}  // namespace ballast::planner
