#include "actors/scoring/scoring.hpp"

#include <utility>

#include "actors/scoring/scored_row.hpp"
#include "messages/codec.hpp"
#include "messages/events.hpp"

namespace ballast::actors {
namespace {

using messages::Envelope;
using planner::Result;

constexpr std::chrono::milliseconds answer_patience{20'000};
constexpr std::size_t kept_at_once = 200;
/// Fills and imports come one after another: what they change is looked at once.
constexpr std::chrono::seconds look_after{5};
constexpr std::chrono::minutes first_drop_after{5};
constexpr std::chrono::hours drop_every{24};
constexpr const char* universe_topic = "universe.updated";
constexpr const char* portfolio_topic = "portfolio.updated";
constexpr const char* score_topic = "score.updated";
constexpr std::int64_t ns_in_a_ms = 1'000'000;

void leave_out_explanations(messages::SecurityScores& scores) {
  for (messages::ScoreTold& score : scores.scores) {
    score.raw.clear();
    for (messages::ScoreGroupTold& group : score.groups) group.parts.clear();
  }
}

}  // namespace

Scoring::Scoring(ScoreStore store, const PlannerFile& file, const broker::Clock& clock,
                 Sweeping sweeping)
    : store_(std::move(store)), file_(file), clock_(clock), when_(sweeping) {
  const auto answered = [this](const auto& asked, const Envelope& command, broker::Outlet& outlet) {
    answer(asked, command, outlet);
  };
  commands_.on<messages::ScoreSecurities>(answered);
  commands_.on<messages::ScoreSales>(answered);
  commands_.on<messages::ScorePortfolio>(answered);
  commands_.on<messages::GetScoreHistory>(answered);
}

std::vector<std::string> Scoring::subscriptions() const {
  return {universe_topic, portfolio_topic};
}

void Scoring::start(broker::Outlet& outlet) {
  sweep(outlet);
  if (when_ == Sweeping::never) return;
  outlet.after(first_drop_after, [this, &outlet] { drop_old(outlet); });
}

void Scoring::drop_old(broker::Outlet& outlet) {
  const auto today = std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::nanoseconds>(std::chrono::nanoseconds(clock_.wall_ns())));
  const auto done = store_.drop_before(today - std::chrono::days(file_.keep_score_days));
  if (!done) {
    outlet.note({broker::Notice::Level::warning, "",
                 "old scores were not dropped: " + planner::describe(done.error())});
  }
  outlet.after(drop_every, [this, &outlet] { drop_old(outlet); });
}

void Scoring::receive(const Envelope& command, broker::Outlet& outlet) {
  commands_.handle(command, outlet);
}

void Scoring::answer(const messages::ScoreSecurities& asked, const Envelope& command,
                     broker::Outlet& outlet) {
  if (asked.kept) {
    messages::SecurityScores kept = kept_scores(asked.after);
    if (!asked.explain) leave_out_explanations(kept);
    return outlet.reply(command, messages::pack(kept));
  }
  with_context(PastTrades::left_out, command, outlet, [=, this, &outlet](const ContextPtr& by) {
    const messages::GetScoreInputs question{asked.symbols, asked.after};
    outlet.request(
        "universe", messages::pack(question), command.header.correlation, answer_patience,
        [this, command, by, explain = asked.explain, &outlet](const Result<Envelope>& reply) {
          const auto inputs = reply ? messages::unpack<messages::ScoreInputs>(*reply)
                                    : tl::unexpected(reply.error());
          if (!inputs) return outlet.refuse(command, inputs.error());
          auto scored = score(*inputs, *by);
          if (!scored) return outlet.refuse(command, scored.error());
          if (!explain) leave_out_explanations(scored->scores);
          outlet.reply(command, messages::pack(scored->scores));
        });
  });
}

void Scoring::with_context(PastTrades trades, const Envelope& command, broker::Outlet& outlet,
                           std::function<void(const ContextPtr&)> next) {
  ask_for_context(file_, trades, outlet,
                  [command, next = std::move(next), &outlet](const Result<ContextPtr>& context) {
                    if (!context) return outlet.refuse(command, context.error());
                    next(*context);
                  });
}

messages::SecurityScores Scoring::kept_scores(std::int64_t after) {
  messages::SecurityScores out;
  out.scores = store_.page(after, kept_at_once);
  if (out.scores.size() == kept_at_once) out.next = out.scores.back().security.value;
  return out;
}

Result<Scoring::Scored> Scoring::score(const messages::ScoreInputs& inputs,
                                       const ScoreContext& context) {
  Scored out;
  out.scores.unknown = inputs.unknown;
  out.scores.next = inputs.next;
  std::vector<messages::ScoreTold> fresh;
  for (const messages::ScoreInput& input : inputs.inputs) {
    const std::string hash = score_input_hash(input, context);
    auto kept = store_.find(input.security.id);
    if (kept && kept->input_hash == hash) {
      out.scores.scores.push_back(std::move(*kept));
      continue;
    }
    auto score = scored_row(input, context);
    if (!score) {
      messages::Unscored unscored{input.security.symbol, describe(score.error()), {}, {}};
      if (kept) {
        unscored.last_total = kept->total;
        unscored.last_day = kept->day;
      }
      out.scores.unscored.push_back(std::move(unscored));
      continue;
    }
    score->input_hash = hash;
    score->computed_ms = clock_.wall_ns() / ns_in_a_ms;
    fresh.push_back(*score);
    out.scores.scores.push_back(std::move(*score));
  }
  if (auto done = store_.keep(fresh); !done) return tl::unexpected(done.error());
  out.computed = static_cast<std::uint32_t>(fresh.size());
  return out;
}

void Scoring::observe(const Envelope& event, broker::Outlet& outlet) {
  if (event.header.type == messages::UniverseUpdated::type) return sweep(outlet);
  sweep_later(outlet);
}

void Scoring::missed(std::string_view /*topic*/, std::uint64_t /*count*/, broker::Outlet& outlet) {
  sweep(outlet);
}

void Scoring::sweep(broker::Outlet& outlet) {
  if (when_ == Sweeping::never) return;
  if (std::exchange(sweeping_, true)) {
    sweep_again_ = true;
    return;
  }
  changed_ = 0;
  ask_for_context(file_, PastTrades::left_out, outlet,
                  [this, &outlet](const Result<ContextPtr>& context) {
                    if (!context) return give_up_sweep(context.error(), outlet);
                    sweep_after(0, *context, outlet);
                  });
}

void Scoring::sweep_later(broker::Outlet& outlet) {
  if (when_ == Sweeping::never || std::exchange(sweep_planned_, true)) return;
  outlet.after(look_after, [this, &outlet] {
    sweep_planned_ = false;
    sweep(outlet);
  });
}

void Scoring::sweep_after(std::int64_t after, const ContextPtr& context, broker::Outlet& outlet) {
  outlet.request("universe", messages::pack(messages::GetScoreInputs{{}, after}), "",
                 answer_patience, [this, context, &outlet](const Result<Envelope>& reply) {
                   const auto inputs = reply ? messages::unpack<messages::ScoreInputs>(*reply)
                                             : tl::unexpected(reply.error());
                   const auto scored =
                       inputs ? score(*inputs, *context) : tl::unexpected(inputs.error());
                   if (!scored) return give_up_sweep(scored.error(), outlet);
                   changed_ += scored->computed;
                   if (inputs->next != 0) return sweep_after(inputs->next, context, outlet);
                   end_sweep(inputs->version, outlet);
                 });
}

void Scoring::give_up_sweep(const planner::Failure& failure, broker::Outlet& outlet) {
  outlet.note({.sentence = "scores were not brought up to date: " + describe(failure)});
  end_sweep(0, outlet);
}

void Scoring::end_sweep(std::uint64_t universe_version, broker::Outlet& outlet) {
  sweeping_ = false;
  if (changed_ > 0) {
    outlet.publish(score_topic, messages::pack(messages::ScoresUpdated{universe_version, changed_}),
                   "");
  }
  if (std::exchange(sweep_again_, false)) sweep(outlet);
}

broker::ActorStatus Scoring::status() const {
  return {sweeping_ ? "scoring" : "idle", true};
}

}  // namespace ballast::actors
