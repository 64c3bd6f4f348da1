// What a plan needs of other actors before it is searched: snapshots of what is known, and
// opportunities.

#include <memory>

#include "actors/coordinator/coordinator.hpp"
#include "messages/codec.hpp"

namespace ballast::actors {
namespace {

using planner::Result;

constexpr std::int64_t ns_per_day = std::int64_t{86'400} * 1'000'000'000;

}  // namespace

messages::GetUniverse Coordinator::universe_wish(const planner::Settings& settings) {
  messages::GetUniverse wish;
  if (settings.enable_correlation_aware) wish.correlations_above = settings.correlation_threshold;
  return wish;
}

planner::Date Coordinator::today() const {
  return planner::Date{std::chrono::days{settings_.clock.wall_ns() / ns_per_day}};
}

void Coordinator::gather(PlanJob& job) {
  enter(job, "gathering");
  ask_companions(job);
  ask_for(job, "portfolio", &PlanJob::portfolio, messages::GetPortfolio{});
  ask_for(job, "universe", &PlanJob::universe, universe_wish(job.request().settings));
  ask_for(job, "trading", &PlanJob::trades, messages::GetTradeHistory{});
  // Mostly nothing has changed since the plan before. If something has, it is asked for again.
  job.guessed_inputs = known_inputs_.guess(job.date, today());
  const bool wanted = job.request().ideas.empty();
  if (wanted && job.guessed_inputs) ask_for_opportunities(job, job.guessed_inputs);
}

void Coordinator::ask(PlanJob& job, std::string_view role, messages::Payload question,
                      PlanReplyHandler on_reply) {
  const std::string id = job.plan_id();
  const std::size_t place =
      job.record ? job.record->asked(role, question.type, settings_.clock.now()) : 0;
  const std::string message = outlet_->request(
      role, std::move(question), id, answer_deadline,
      [this, id, place, on_reply = std::move(on_reply)](const Result<messages::Envelope>& reply) {
        PlanJob* open = find_job(id);
        if (open == nullptr) return;
        if (open->record && reply) {
          open->record->replied(place, reply->header.sender, settings_.clock.now());
        }
        on_reply(*open, reply);
      });
  // The answer may have come, and the plan be over, by now.
  if (PlanJob* open = find_job(id); open != nullptr && open->record) {
    open->record->sent_as(place, message);
  }
}

template <class Wish>
void Coordinator::ask_for(PlanJob& job, std::string_view role,
                          std::optional<std::string> PlanJob::*field, const Wish& wish) {
  ask(job, role, messages::pack(wish),
      [this, field](PlanJob& open, const Result<messages::Envelope>& reply) {
        if (!reply) return fail(open, reply.error());
        open.*field = reply->body;
        gathered(open);
      });
}

void Coordinator::gathered(PlanJob& job) {
  if (!job.portfolio || !job.universe || !job.trades || job.awaits_scores || job.awaits_targets) {
    return;
  }
  auto gathered = known_inputs_.of(
      {*job.portfolio, *job.universe, *job.trades, job.scores, job.targets}, job.date, today());
  if (!gathered) return fail(job, gathered.error());
  if (!gathered->note.empty()) job.add_note(gathered->note);
  job.inputs = std::move(gathered->inputs);
  job.encoded_inputs = std::move(gathered->encoded);
  identify(job);
}

void Coordinator::identify(PlanJob& job) {
  enter(job, "identifying");
  if (!job.request().ideas.empty()) return prepare(job, {});
  static_cast<void>(job.encoded());
  const bool guessed = job.guessed_inputs == job.encoded_inputs;
  if (guessed && job.guessed_opportunities) return prepare(job, *job.guessed_opportunities);
  if (!guessed) ask_for_opportunities(job, job.encoded_inputs);
}

void Coordinator::ask_for_opportunities(
    PlanJob& job, const std::shared_ptr<const messages::EncodedInputs>& inputs) {
  ask(job, "opportunity",
      messages::pack(messages::IdentifyOpportunities{job.request(), inputs->bytes}),
      [this, inputs](PlanJob& open, const Result<messages::Envelope>& reply) {
        identified(open, inputs, reply);
      });
}

void Coordinator::identified(PlanJob& job,
                             const std::shared_ptr<const messages::EncodedInputs>& inputs,
                             const Result<messages::Envelope>& reply) {
  const bool ahead = !job.inputs.has_value();
  if (!ahead && job.encoded_inputs != inputs) return;  // of a guess that was wrong
  auto body = reply.and_then([](const messages::Envelope& answer) {
    return messages::decode<messages::OpportunitiesFound>(answer.body);
  });
  if (ahead) {
    if (body) {
      job.guessed_opportunities = std::move(body->opportunities);
    } else {
      job.guessed_inputs.reset();  // asked again when the snapshots are there
    }
  } else if (body) {
    prepare(job, body->opportunities);
  } else {
    fail(job, body.error());
  }
}

}  // namespace ballast::actors
