// The state of trading and its breakers, as the trading actor keeps and tells them.
#include "actors/trading/trading.hpp"
#include "actors/trading/wall_time.hpp"
#include "messages/codec.hpp"

namespace ballast::actors {

using messages::Envelope;
using planner::Result;
using planner::trading::RiskFacts;

namespace {

constexpr std::size_t reason_bytes_max = 500;

}  // namespace

Result<RiskFacts> Trading::risk_of(const TradingDesk& desk, broker::Outlet& outlet) {
  const auto known = store_.high_water();
  if (!known) return tl::unexpected(known.error());
  // What lacks a price for a while is no loss.
  const bool valued = desk.unvalued().empty();
  const auto memory = valued ? planner::trading::remember(*known, desk.standing()) : *known;
  if (memory != *known) {
    if (auto kept = store_.keep_high_water(memory); !kept) return tl::unexpected(kept.error());
  }
  const std::string tripped = planner::trading::tripped_by(memory, rules_.limits);
  const auto before = store_.state();
  if (!before) return tl::unexpected(before.error());
  if (!tripped.empty() && before->tripped.empty()) {
    outlet.note({broker::Notice::Level::warning, "",
                 "trading stops: " + tripped + "; `ballast resume` resets it"});
    if (auto kept = store_.keep_tripped(tripped, wall_ms(clock_)); !kept) {
      return tl::unexpected(kept.error());
    }
  }
  const auto state = store_.state();
  if (!state) return tl::unexpected(state.error());
  RiskFacts out;
  out.mode = adapter_->is_live() ? planner::trading::TradingMode::live
                                 : planner::trading::TradingMode::paper;
  out.state = state->state;
  out.state_reason = state->reason;
  out.tripped = state->tripped;
  auto emergency = note_emergency(desk, outlet);
  if (!emergency) return tl::unexpected(emergency.error());
  out.emergency = std::move(*emergency);
  out.day_return_ppm = planner::trading::day_return_ppm(memory);
  out.drawdown_ppm = planner::trading::drawdown_ppm(memory);
  return out;
}

Result<messages::TradingStanding> Trading::standing() {
  const auto state = store_.state();
  if (!state) return tl::unexpected(state.error());
  const auto memory = store_.high_water();
  if (!memory) return tl::unexpected(memory.error());
  auto emergency = store_.emergency();
  if (!emergency) return tl::unexpected(emergency.error());
  return messages::TradingStanding{state->state,
                                   state->reason,
                                   state->since_ms,
                                   std::string(adapter_->name()),
                                   adapter_->is_live(),
                                   state->tripped,
                                   planner::trading::day_return_ppm(*memory),
                                   planner::trading::drawdown_ppm(*memory),
                                   std::move(*emergency)};
}

Result<void> Trading::change_state(const messages::SetTradingState& wish) {
  if (wish.reason.size() > reason_bytes_max) {
    return tl::unexpected(planner::Failure{planner::FailureKind::invalid, "the reason is too long",
                                           "reason", "up to 500 bytes"});
  }
  if (wish.state == planner::trading::TradingState::active) {
    const auto memory = store_.high_water();
    if (!memory) return tl::unexpected(memory.error());
    if (auto kept = store_.keep_high_water(planner::trading::begin_anew(*memory)); !kept) {
      return kept;
    }
  }
  return store_.keep_state(wish.state, wish.reason, wall_ms(clock_));
}

void Trading::set_state(const Envelope& command, broker::Outlet& outlet) {
  const auto wish = messages::unpack<messages::SetTradingState>(command);
  if (!wish) return outlet.refuse(command, wish.error());
  if (auto changed = change_state(*wish); !changed) {
    return outlet.refuse(command, changed.error());
  }
  answer_state(command, outlet);
  attend(outlet);
}

void Trading::answer_state(const Envelope& command, broker::Outlet& outlet) {
  const auto told = standing();
  if (!told) return outlet.refuse(command, told.error());
  outlet.reply(command, messages::pack(*told));
}

GuardSources Trading::sources_of_guard() {
  using planner::trading::TradingState;
  return {[this](std::int64_t since_ms) { return store_.outgoing_since(since_ms); },
          [this](planner::Side side) -> Result<std::string> {
            const auto state = store_.state();
            if (!state) return tl::unexpected(state.error());
            if (!state->tripped.empty()) return state->tripped;
            if (state->state == TradingState::halt) return "trading is halted";
            if (side == planner::Side::sell) return "";
            if (state->state == TradingState::reduce) return "trading only reduces positions";
            const auto emergency = store_.emergency();
            if (!emergency) return tl::unexpected(emergency.error());
            const bool below_zero = *emergency && (*emergency)->below_zero;
            return below_zero ? (*emergency)->text : std::string();
          }};
}

}  // namespace ballast::actors
