#include "actors/optimization/optimization.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "actors/configuration/snapshot_inputs.hpp"
#include "actors/configuration/use_scores.hpp"
#include "messages/codec.hpp"
#include "messages/control.hpp"
#include "messages/events.hpp"
#include "messages/hashes.hpp"
#include "messages/scoring.hpp"
#include "planner/plan/input_checks.hpp"
#include "planner/targets/make_targets.hpp"

namespace ballast::actors {
namespace {

using messages::Envelope;
using planner::Result;

constexpr std::chrono::milliseconds answer_patience{20'000};
/// Plans wait for targets: what these can do without must come soon.
constexpr std::chrono::milliseconds registry_patience{1'000};
constexpr std::chrono::milliseconds scores_patience{5'000};
/// Imports come one after another: what they change is looked at once.
constexpr std::chrono::seconds look_after{5};
constexpr std::int64_t ns_in_a_ms = 1'000'000;
constexpr const char* targets_topic = "targets.updated";

/// The newest closes, as they travel.
planner::CorrelatedSeries series_of(const messages::ScoreInput& input) {
  planner::CorrelatedSeries series{input.security.id, {}};
  const std::size_t count = std::min(input.day.size(), input.close.size());
  for (std::size_t t = 0; t < count; ++t) {
    series.history.dates.emplace_back(std::chrono::days{input.day[t]});
    series.history.closes.push_back(input.close[t]);
  }
  return series;
}

std::string hash_of(const planner::PlanInputs& inputs, const planner::Settings& settings,
                    const std::vector<planner::CorrelatedSeries>& series,
                    const planner::TargetRules& rules, const std::string& without_scores) {
  std::string bytes = std::to_string(target_version) + messages::encode(inputs) + without_scores;
  planner::PlanRequest request;
  request.settings = settings;
  bytes += messages::encode(request) + messages::encode(messages::MakeTargets{rules, {}});
  for (const planner::CorrelatedSeries& one : series) {
    messages::ScoreInput row;
    row.security.id = one.security;
    for (const planner::Date day : one.history.dates) {
      row.day.push_back(static_cast<std::int32_t>(day.time_since_epoch().count()));
    }
    row.close = one.history.closes;
    bytes += messages::encode(row);
  }
  return messages::sha256_hex(bytes);
}

template <class Body>
Result<Body> unpacked(const Result<Envelope>& reply) {
  if (!reply) return tl::unexpected(reply.error());
  return messages::unpack<Body>(*reply);
}

}  // namespace

Optimization::Optimization(TargetStore store, const PlannerFile& file, const broker::Clock& clock,
                           ScoresKept scores)
    : store_(std::move(store)), file_(file), clock_(clock), scores_kept_(scores) {
  commands_.on<messages::MakeTargets>(
      [this](const auto& asked, const Envelope& command, broker::Outlet& outlet) {
        if (asked.trades.empty()) last_rules_ = asked.rules;
        begin(asked, command, outlet);
      });
}

std::vector<std::string> Optimization::subscriptions() const {
  return {"universe.updated", "portfolio.updated", "score.updated"};
}

void Optimization::receive(const Envelope& command, broker::Outlet& outlet) {
  commands_.handle(command, outlet);
}

void Optimization::begin(const messages::MakeTargets& asked, std::optional<Envelope> command,
                         broker::Outlet& outlet) {
  auto making = std::make_shared<Making>();
  making->rules = asked.rules;
  making->trades = asked.trades;
  making->command = std::move(command);
  open_.push_back(making);
  outlet.request("universe", messages::pack(messages::GetUniverse{}), "", answer_patience,
                 [this, making, &outlet](const Result<Envelope>& reply) {
                   auto universe = unpacked<messages::UniverseSnapshot>(reply);
                   if (!universe) return end(making, tl::unexpected(universe.error()), outlet);
                   making->universe = std::move(*universe);
                   ask_portfolio(making, outlet);
                 });
}

void Optimization::ask_portfolio(const MakingPtr& making, broker::Outlet& outlet) {
  outlet.request("portfolio", messages::pack(messages::GetPortfolio{}), "", answer_patience,
                 [this, making, &outlet](const Result<Envelope>& reply) {
                   auto portfolio = unpacked<messages::PortfolioSnapshot>(reply);
                   if (!portfolio) return end(making, tl::unexpected(portfolio.error()), outlet);
                   making->inputs =
                       inputs_of(file_, std::move(making->universe), std::move(*portfolio));
                   ask_prices(making, 0, outlet);
                 });
}

void Optimization::ask_prices(const MakingPtr& making, std::int64_t after, broker::Outlet& outlet) {
  outlet.request("universe", messages::pack(messages::GetScoreInputs{{}, after}), "",
                 answer_patience, [this, making, &outlet](const Result<Envelope>& reply) {
                   const auto page = unpacked<messages::ScoreInputs>(reply);
                   if (!page) return end(making, tl::unexpected(page.error()), outlet);
                   for (const messages::ScoreInput& input : page->inputs) {
                     making->series.push_back(series_of(input));
                   }
                   if (page->next != 0) return ask_prices(making, page->next, outlet);
                   making->ready = scores_kept_ == ScoresKept::no;
                   if (!making->ready) look_for_scores(making, outlet);
                 });
}

void Optimization::look_for_scores(const MakingPtr& making, broker::Outlet& outlet) {
  outlet.request("broker", messages::pack(messages::GetRegistry{}), "", registry_patience,
                 [this, making, &outlet](const Result<Envelope>& reply) {
                   const auto registry = unpacked<messages::Registry>(reply);
                   if (registry && registry->has_alive("scoring")) {
                     return ask_scores(making, 0, outlet);
                   }
                   go_without_scores(*making, registry ? "the actor scoring does not run"
                                                       : describe(registry.error()));
                 });
}

void Optimization::ask_scores(const MakingPtr& making, std::int64_t after, broker::Outlet& outlet) {
  const messages::ScoreSecurities question{
      .symbols = {}, .after = after, .explain = false, .kept = true};
  outlet.request("scoring", messages::pack(question), "", scores_patience,
                 [this, making, after, &outlet](const Result<Envelope>& reply) {
                   const auto page = unpacked<messages::SecurityScores>(reply);
                   if (!page) return go_without_scores(*making, describe(page.error()));
                   making->scores.push_back(reply->body);
                   if (page->next > after) return ask_scores(making, page->next, outlet);
                   const auto used = use_scores(making->scores, making->inputs);
                   if (!used) return end(making, tl::unexpected(used.error()), outlet);
                   making->ready = true;
                 });
}

void Optimization::go_without_scores(Making& making, const std::string& reason) {
  making.without_scores = "no scores are known, nor what fails the quality gate: " + reason;
  making.ready = true;
}

bool Optimization::work(broker::Outlet& outlet) {
  const auto ready =
      std::find_if(open_.begin(), open_.end(), [](const MakingPtr& one) { return one->ready; });
  if (ready == open_.end()) return false;
  const MakingPtr making = *ready;
  ++done_;
  if (!making->slices) {
    begin_slices(making, outlet);
  } else if (!making->slices->advance()) {
    end(making, targets_of(*making), outlet);
  }
  return std::any_of(open_.begin(), open_.end(), [](const MakingPtr& one) { return one->ready; });
}

void Optimization::begin_slices(const MakingPtr& making, broker::Outlet& outlet) {
  if (const auto checked = planner::check_inputs(making->inputs); !checked) {
    return end(making, tl::unexpected(checked.error()), outlet);
  }
  making->input_hash = hash_of(making->inputs, file_.settings, making->series, making->rules,
                               making->without_scores);
  if (auto kept = kept_targets(*making)) return end(making, *std::move(kept), outlet);
  making->slices = std::make_unique<planner::TargetMaking>(
      making->inputs, file_.settings, making->series, making->rules, making->trades);
}

std::optional<messages::TargetsTold> Optimization::kept_targets(const Making& making) {
  if (!making.trades.empty()) return std::nullopt;
  auto kept = store_.find(making.rules);
  if (!kept || kept->input_hash != making.input_hash) return std::nullopt;
  kept->kept = true;
  return kept;
}

Result<messages::TargetsTold> Optimization::targets_of(Making& making) {
  auto report = making.slices->take();
  if (!report) return tl::unexpected(report.error());
  if (!making.without_scores.empty()) report->notes.push_back(making.without_scores);
  messages::TargetsTold targets{std::move(*report), making.input_hash,
                                clock_.wall_ns() / ns_in_a_ms, false};
  if (!making.trades.empty()) return targets;
  if (const auto done = store_.keep(targets); !done) return tl::unexpected(done.error());
  return targets;
}

void Optimization::end(const MakingPtr& making, const Result<messages::TargetsTold>& targets,
                       broker::Outlet& outlet) {
  ++done_;
  open_.erase(std::remove(open_.begin(), open_.end(), making), open_.end());
  if (making->command) {
    if (targets) {
      outlet.reply(*making->command, messages::pack(*targets));
    } else {
      outlet.refuse(*making->command, targets.error());
    }
  } else if (!targets) {
    outlet.note(
        {.sentence = "target weights were not brought up to date: " + describe(targets.error())});
  }
  if (!targets || targets->kept || !making->trades.empty()) return;
  outlet.publish(targets_topic,
                 messages::pack(messages::TargetsUpdated{
                     targets->report.rules.method, targets->input_hash,
                     static_cast<std::uint32_t>(targets->report.entries.size())}),
                 "");
}

void Optimization::observe(const Envelope& /*event*/, broker::Outlet& outlet) {
  look_again(outlet);
}

void Optimization::missed(std::string_view /*topic*/, std::uint64_t /*count*/,
                          broker::Outlet& outlet) {
  look_again(outlet);
}

void Optimization::look_again(broker::Outlet& outlet) {
  if (!last_rules_ || std::exchange(look_planned_, true)) return;
  outlet.after(look_after, [this, &outlet] {
    look_planned_ = false;
    begin({*last_rules_, {}}, std::nullopt, outlet);
  });
}

broker::ActorStatus Optimization::status() const {
  return {open_.empty() ? "idle" : "choosing target weights", true};
}

}  // namespace ballast::actors
