#include "actors/display/trading_watch.hpp"

#include "messages/codec.hpp"

namespace ballast::actors {
namespace {

using planner::trading::TradingState;
using std::chrono::milliseconds;

constexpr milliseconds ask_every{10'000};
constexpr milliseconds answer_within{5'000};

std::string waiting_words(const messages::TradingStanding& standing) {
  if (!standing.tripped.empty()) return "trading stopped itself until `ballast resume`";
  if (standing.state == TradingState::halt) return "trading is halted until `ballast resume`";
  if (standing.state == TradingState::reduce) return "trading only sells until `ballast resume`";
  const bool lacks_cash = standing.emergency && standing.emergency->below_zero;
  return lacks_cash ? "cash is below zero, see `ballast orders`" : "";
}

}  // namespace

void TradingWatch::hear(const messages::ActorHeartbeat& beat, Time now) {
  if (beat.role == "trading" && beat.ready) heard_ = now;
}

/// Of one that is silent nothing is asked: commands would wait for it.
void TradingWatch::ask(broker::Outlet& outlet, Time now) {
  if (asking_ || !heard_ || now - *heard_ >= ask_every) return;
  if (asked_at_ && now - *asked_at_ < ask_every) return;
  asked_at_ = now;
  asking_ = true;
  outlet.request("trading", messages::pack(messages::GetTradingState{}), "", answer_within,
                 [this](const auto& reply) {
                   asking_ = false;
                   if (!reply) return;
                   const auto told = messages::unpack<messages::TradingStanding>(*reply);
                   if (told) waits_for_ = waiting_words(*told);
                 });
}

}  // namespace ballast::actors
