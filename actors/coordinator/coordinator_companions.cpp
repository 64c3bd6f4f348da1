// Scores and target weights, which a plan uses and can do without: who keeps them is asked only
// while the registry calls that actor alive.

#include <memory>

#include "actors/coordinator/coordinator.hpp"
#include "messages/codec.hpp"
#include "messages/control.hpp"
#include "messages/scoring.hpp"
#include "messages/targets.hpp"

namespace ballast::actors {
namespace {

using planner::Result;

constexpr std::chrono::milliseconds registry_patience{1'000};
constexpr std::chrono::milliseconds look_interval{250};

}  // namespace

void Coordinator::ask_companions(PlanJob& job) {
  if (settings_.scores) {
    job.scores.emplace();
    job.awaits_scores = true;
  }
  job.awaits_targets = settings_.targets && settings_.file.target_weights.empty();
  look_who_is_there(job.plan_id(), Look::first);
}

void Coordinator::look_who_is_there(const std::string& id, Look look) {
  const PlanJob* const job = find_job(id);
  if (job == nullptr || !(job->awaits_scores || job->awaits_targets)) return;
  outlet_->request("broker", messages::pack(messages::GetRegistry{}), id, registry_patience,
                   [this, id, look](const Result<messages::Envelope>& reply) {
                     const auto registry = reply ? messages::unpack<messages::Registry>(*reply)
                                                 : tl::unexpected(reply.error());
                     go_on_with_companions(id, look, registry);
                   });
}

void Coordinator::go_on_with_companions(const std::string& id, Look look,
                                        const Result<messages::Registry>& registry) {
  PlanJob* const job = find_job(id);
  if (job == nullptr || !(job->awaits_scores || job->awaits_targets)) return;
  const auto gone = [&](std::string_view role) { return registry && !registry->has_alive(role); };
  const bool no_scores = job->awaits_scores && gone("scoring");
  const bool no_targets = job->awaits_targets && gone("optimization");
  if (no_scores) {
    job->awaits_scores = false;
    job->add_note("The actor scoring does not run; the plan does not wait for it.");
  }
  if (no_targets) {
    job->awaits_targets = false;
    job->add_note("Target weights: missing (the actor optimization does not run).");
  }
  if (look == Look::first) {
    const bool scores = job->awaits_scores;
    if (job->awaits_targets) ask_for_targets(*job);
    if (PlanJob* const open = find_job(id); open != nullptr && scores) ask_for_scores(*open, 0);
  }
  outlet_->after(look_interval, [this, id] { look_who_is_there(id, Look::again); });
  PlanJob* const open = find_job(id);
  if (open != nullptr && (no_scores || no_targets)) gathered(*open);
}

void Coordinator::ask_for_scores(PlanJob& job, std::int64_t after) {
  ask(job, "scoring", messages::pack(messages::ScoreSecurities{{}, after, false, true}),
      [this, after](PlanJob& open, const Result<messages::Envelope>& reply) {
        if (!open.awaits_scores) return;
        const auto told = reply ? messages::unpack<messages::SecurityScores>(*reply)
                                : tl::unexpected(reply.error());
        if (told) open.scores->push_back(reply->body);
        if (told && told->next > after) return ask_for_scores(open, told->next);
        open.awaits_scores = false;
        gathered(open);
      });
}

void Coordinator::ask_for_targets(PlanJob& job) {
  ask(job, "optimization", messages::pack(messages::MakeTargets{}),
      [this](PlanJob& open, const Result<messages::Envelope>& reply) {
        if (!open.awaits_targets) return;
        const auto told =
            reply ? messages::unpack<messages::TargetsTold>(*reply) : tl::unexpected(reply.error());
        if (told) {
          open.targets = reply->body;
        } else {
          open.add_note("Target weights: missing (" + describe(told.error()) + ").");
        }
        open.awaits_targets = false;
        gathered(open);
      });
}

}  // namespace ballast::actors
