#include "planner/bounding/exact_search.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <utility>

#include "planner/bounding/exchange.hpp"
#include "planner/bounding/node_bound.hpp"
#include "planner/bounding/walk.hpp"
#include "planner/bounding/wide.hpp"
#include "planner/evaluation/evaluate.hpp"

namespace ballast::planner {
namespace {

/// With no more open symbols than this a node is walked, not branched; each walk that takes too
/// long makes it less.
constexpr std::size_t most_walked_symbols = 24;
constexpr std::size_t least_walked_symbols = 14;
/// A walk that takes longer is better branched once more.
constexpr std::uint64_t steps_per_walk = 10'000;
/// Solving a relaxation takes about as long as so many steps of a walk.
constexpr std::uint64_t steps_per_relaxation = 200;

constexpr std::size_t first_exchanges = 400;
constexpr std::size_t later_exchanges = 20;

/// Of symbols with a choice the most undecided is the most urgent, then the most telling.
bool less_urgent(const OpenSymbol& a, const OpenSymbol& b) {
  if ((a.choices.size() > 1) != (b.choices.size() > 1)) return b.choices.size() > 1;
  if (a.fraction != b.fraction) return a.fraction < b.fraction;
  return a.choices.size() > 1 && a.choices[1].loss < b.choices[1].loss;
}

/// Returns the node with all that its bound has settled: choices that cannot lead into the list are
/// barred, and those without an alternative are made.
OpenNode settled(const NodeState& state, const OpenNode& node, const NodeBound& bound) {
  OpenNode out = node;
  out.bound = bound.bound;
  std::vector<CandidateIndex> live;
  for (const OpenSymbol& symbol : bound.symbols) {
    for (const Choice& choice : symbol.choices) {
      if (choice.candidate != Choice::nothing) live.push_back(choice.candidate);
    }
    if (symbol.choices.size() > 1) continue;
    out.bound -= symbol.choices.front().loss;
    if (symbol.choices.front().candidate != Choice::nothing) {
      out.chosen.push_back(symbol.choices.front().candidate);
    }
  }
  std::sort(live.begin(), live.end());
  std::set_difference(state.open().begin(), state.open().end(), live.begin(), live.end(),
                      std::back_inserter(out.barred));
  return out;
}

}  // namespace

Score ExactResult::upper_bound() const {
  std::int64_t highest = best.empty() ? 0 : best.front().score.ticks;
  for (const OpenNode& node : open) highest = std::max(highest, node.bound);
  return Score{highest};
}

/// Everything about one form: its problem and the machinery that works on it.
struct FormSearch {
  FormSearch(const PlanContext& context, Form form, const Distinctness& distinctness,
             const Dominance& dominance, SetScorer& scorer, BestList& best)
      : problem(bound_problem(context, form, distinctness)),
        state(context, problem),
        bounder(context, problem, dominance),
        walk(context, problem, dominance, scorer, best) {}

  BoundProblem problem;
  NodeState state;
  NodeBounder bounder;
  Walk walk;
};

struct ExactSearch::State {
  State(const PlanContext& plan_context, Distinctness limit, std::size_t keep, SharedBasis shared)
      : basis(shared ? std::move(shared) : bound_basis(plan_context)),
        distinctness(std::move(limit)),
        best(plan_context, distinctness, keep),
        scorer(plan_context),
        exchange(basis->context, scorer, best),
        dominance(plan_context, distinctness) {
    best.offer(ranked(plan_context, {}));
    for (const Form form : forms_of(plan_context)) {
      forms.push_back(std::make_unique<FormSearch>(basis->context, form, distinctness, dominance,
                                                   scorer, best));
    }
  }

  [[nodiscard]] FormSearch& search_of(Form form) const;
  void look_at(const OpenNode& node);
  void improve(const NodeBound& bound, bool root);
  void branch(const OpenNode& node, const NodeBound& bound);
  [[nodiscard]] std::uint64_t work() const;

  SharedBasis basis;
  Distinctness distinctness;
  BestList best;
  SetScorer scorer;
  Exchange exchange;
  Dominance dominance;
  std::vector<std::unique_ptr<FormSearch>> forms;
  std::vector<OpenNode> open;  // the next one last
  std::uint64_t relaxations = 0;
  std::size_t walked_symbols = most_walked_symbols;
};

FormSearch& ExactSearch::State::search_of(Form form) const {
  return **std::find_if(forms.begin(), forms.end(),
                        [&](const auto& one) { return one->problem.form == form; });
}

void ExactSearch::State::look_at(const OpenNode& node) {
  FormSearch& search = search_of(node.form);
  const bool root = node.chosen.empty() && node.barred.empty();
  if (!search.state.enter(node)) return;
  NodeBound bound = search.bounder.solve(search.state, node.chosen);
  ++relaxations;
  improve(bound, root);
  search.bounder.keep_promising(search.state, node.chosen, best, bound);
  if (!bound.alive) return;
  const auto undecided =
      std::count_if(bound.symbols.begin(), bound.symbols.end(),
                    [](const OpenSymbol& symbol) { return symbol.choices.size() > 1; });
  if (static_cast<std::size_t>(undecided) <= walked_symbols) {
    if (search.walk.all_of(node.chosen, bound, steps_per_walk)) return;
    walked_symbols = std::max(walked_symbols - 1, least_walked_symbols);
  }
  branch(node, bound);
}

std::uint64_t ExactSearch::State::work() const {
  std::uint64_t steps = relaxations * steps_per_relaxation + exchange.scored() + scorer.work();
  for (const auto& form : forms) steps += form->walk.counts().steps;
  return steps;
}

void ExactSearch::State::improve(const NodeBound& bound, bool root) {
  exchange.offer(bound.rounded);
  exchange.improve(root ? first_exchanges : later_exchanges);
}

/// Opens one node for every choice of the most fractional symbol; the most promising is next.
void ExactSearch::State::branch(const OpenNode& node, const NodeBound& bound) {
  const OpenSymbol& symbol =
      *std::max_element(bound.symbols.begin(), bound.symbols.end(), less_urgent);
  OpenNode below = settled(search_of(node.form).state, node, bound);
  for (std::size_t i = symbol.choices.size(); i-- > 0;) {
    OpenNode child = below;
    child.bound -= symbol.choices[i].loss;
    const CandidateIndex chosen = symbol.choices[i].candidate;
    if (chosen != Choice::nothing) {
      child.chosen.push_back(chosen);
    } else {
      for (const Choice& other : symbol.choices) {
        if (other.candidate != Choice::nothing) child.barred.push_back(other.candidate);
      }
    }
    open.push_back(std::move(child));
  }
}

ExactSearch::ExactSearch(const PlanContext& context, Distinctness distinctness, std::size_t keep,
                         SharedBasis basis)
    : state_(std::make_unique<State>(context, std::move(distinctness), keep, std::move(basis))) {
  // The first form is searched first: the last of the list.
  for (const auto& search : state_->forms) {
    state_->open.insert(state_->open.begin(), {search->problem.form, {}, {}, Score::one});
  }
}

ExactSearch::ExactSearch(const PlanContext& context, Distinctness distinctness, std::size_t keep,
                         std::vector<OpenNode> nodes, const std::vector<RankedSequence>& known,
                         SharedBasis basis)
    : state_(std::make_unique<State>(context, std::move(distinctness), keep, std::move(basis))) {
  for (const RankedSequence& sequence : known) state_->best.offer(sequence);
  state_->open = std::move(nodes);
}

ExactSearch::ExactSearch(ExactSearch&&) noexcept = default;
ExactSearch& ExactSearch::operator=(ExactSearch&&) noexcept = default;
ExactSearch::~ExactSearch() = default;

bool ExactSearch::advance(std::uint64_t most_steps) {
  State& state = *state_;
  const std::uint64_t stop = state.work() + most_steps;
  while (!state.open.empty() && state.work() < stop) {
    const OpenNode node = std::move(state.open.back());
    state.open.pop_back();
    // No score is below zero, whatever a bound says.
    if (std::max<std::int64_t>(0, node.bound) >= state.best.floor()) state.look_at(node);
  }
  return !state.open.empty();
}

ExactResult ExactSearch::result() const {
  ExactResult result;
  result.best = state_->best.sequences();
  result.exact = state_->open.empty();
  result.open = state_->open;
  result.scored = state_->exchange.scored();
  result.nodes = state_->relaxations;
  for (const auto& form : state_->forms) {
    result.scored += form->walk.counts().scored;
    result.nodes += form->walk.counts().steps;
  }
  return result;
}

ExactResult search_exactly(const PlanContext& context, const Distinctness& distinctness,
                           std::size_t keep) {
  ExactSearch search{context, distinctness, keep};
  while (search.advance(std::numeric_limits<std::uint32_t>::max())) {
  }
  return search.result();
}

}  // namespace ballast::planner
