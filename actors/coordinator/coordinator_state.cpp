// Tells whether anything has changed that a plan depends on: the present is gathered as for a plan,
// and compared with what a plan was computed from by one hash for both.
#include <utility>

#include "actors/coordinator/coordinator.hpp"
#include "messages/codec.hpp"

namespace ballast::actors {
namespace {

using planner::Result;

}  // namespace

struct Coordinator::StateQuestion {
  std::string plan_id;
  Command command;
  std::optional<std::string> portfolio;
  std::optional<std::string> universe;
  std::optional<std::string> trades;
  bool over = false;
};

void Coordinator::tell_state(const messages::GetPlanningState& wish, const Command& command) {
  ask_for_state(
      std::make_shared<StateQuestion>(StateQuestion{wish.plan_id, command, {}, {}, {}, false}));
}

void Coordinator::ask_for_state(const std::shared_ptr<StateQuestion>& question) {
  const auto take = [this, question](std::optional<std::string> StateQuestion::*place,
                                     const Result<messages::Envelope>& reply) {
    if (question->over) return;
    question->over = !reply;
    if (!reply) return outlet_->refuse(question->command, reply.error());
    (*question).*place = reply->body;
    if (!question->portfolio || !question->universe || !question->trades) return;
    question->over = true;
    const auto state = state_of(*question);
    if (!state) return outlet_->refuse(question->command, state.error());
    outlet_->reply(question->command, messages::pack(*state));
  };
  const auto ask_one = [&](std::string_view role, messages::Payload wish,
                           std::optional<std::string> StateQuestion::*place) {
    outlet_->request(role, std::move(wish), question->plan_id, answer_deadline,
                     [take, place](const auto& reply) { take(place, reply); });
  };
  ask_one("portfolio", messages::pack(messages::GetPortfolio{}), &StateQuestion::portfolio);
  ask_one("universe", messages::pack(universe_wish(settings_.file.settings)),
          &StateQuestion::universe);
  ask_one("trading", messages::pack(messages::GetTradeHistory{}), &StateQuestion::trades);
}

Result<messages::PlanningState> Coordinator::state_of(const StateQuestion& question) {
  const auto inputs = known_inputs_.of({*question.portfolio, *question.universe, *question.trades},
                                       settings_.file.planning_date, today());
  if (!inputs) return tl::unexpected(inputs.error());
  // What other actors derive from the same facts is in plans alone, and left out of both.
  const auto hash_of = [this](const planner::Settings& settings, planner::PlanInputs known) {
    if (settings_.scores) {
      for (planner::Security& security : known.securities) {
        security.quality.reset();
        security.gate_failure.reset();
      }
    }
    if (settings_.targets && settings_.file.target_weights.empty()) known.target_weights.clear();
    return planning_state_hash(settings, known);
  };
  messages::PlanningState out{hash_of(settings_.file.settings, inputs->inputs), ""};
  if (question.plan_id.empty()) return out;
  const auto plan = get_plan({question.plan_id, true});
  if (!plan) return tl::unexpected(plan.error());
  if (plan->inputs && plan->request) {
    out.of_plan = hash_of(plan->request->settings, *plan->inputs);
  }
  return out;
}

}  // namespace ballast::actors
