#include "actors/trading/order_carrier.hpp"

#include <algorithm>
#include <utility>

#include "actors/trading/wall_time.hpp"
#include "messages/codec.hpp"

namespace ballast::actors {
namespace {

using messages::OrderState;
using planner::FailureKind;
using planner::Result;
using planner::trading::Cause;
using planner::trading::DeliveryStep;
using planner::trading::NextDelivery;

constexpr std::chrono::milliseconds booking_deadline{10'000};

BrokerOrder broker_order_of(const JournalledOrder& order) {
  BrokerOrder out;
  out.client_order_id = order.report.order_id;
  out.security = order.fill.security;
  out.symbol = order.report.symbol;
  out.side = order.fill.side;
  out.quantity = order.life().quantity();
  if (order.report.limit) out.limit = planner::ledger::Price::nearest(*order.report.limit);
  out.until_ms = order.report.until_ms;
  out.currency = order.fill.currency;
  out.price = planner::ledger::Price::nearest(order.fill.price).value_or(planner::ledger::Price{});
  out.priced = order.fill.executed;
  out.quoted_ms = order.report.quoted_ms;
  out.per_base = planner::ledger::Rate::nearest(order.fill.rate).value_or(planner::ledger::Rate{});
  out.fee = {order.fill.base_currency, planner::Money::from_units(order.fill.fee)};
  return out;
}

std::vector<planner::trading::DeliveryEvent> record_of(
    const std::vector<KeptTransition>& transitions) {
  std::vector<planner::trading::DeliveryEvent> out;
  out.reserve(transitions.size());
  for (const KeptTransition& kept : transitions) {
    out.push_back({kept.at_ms, kept.transition.cause});
  }
  return out;
}

bool ends(Cause cause) {
  return cause == Cause::cancelled || cause == Cause::expired || cause == Cause::rejected;
}

}  // namespace

struct OrderCarrier::Carrying {
  JournalledOrder order;
  broker::Outlet& outlet;
  Settled settled;
  /// How it ended at the broker; kept back until all that was filled before is told.
  std::optional<BrokerOrderNews> end;
};

void OrderCarrier::carry(const std::string& order_id, broker::Outlet& outlet, Settled settled) {
  auto order = store_.order(order_id);
  if (!order) return settled(order);
  advance(std::make_shared<Carrying>(
      Carrying{std::move(*order), outlet, std::move(settled), std::nullopt}));
}

bool OrderCarrier::take(const Shared& now, Result<JournalledOrder> order) {
  if (!order) {
    now->settled(order);
    return false;
  }
  now->order = std::move(*order);
  return true;
}

bool OrderCarrier::move(const Shared& now, Cause cause, const std::string& text) {
  return take(now, store_.move(now->order.report.order_id, cause, wall_ms(clock_), text));
}

Result<NextDelivery> OrderCarrier::next_of(const JournalledOrder& order) {
  const auto transitions = store_.transitions(order.report.order_id);
  if (!transitions) return tl::unexpected(transitions.error());
  return planner::trading::next_delivery(order.report.state, record_of(*transitions),
                                         wall_ms(clock_), rules_);
}

std::chrono::milliseconds OrderCarrier::wait_for(const JournalledOrder& order) {
  const auto next = next_of(order);
  const std::int64_t wait = next ? next->not_before_ms - wall_ms(clock_) : std::int64_t{0};
  return std::chrono::milliseconds(std::max<std::int64_t>(wait, 0));
}

bool OrderCarrier::would_send(const JournalledOrder& order) {
  const auto next = next_of(order);
  return next && next->step == DeliveryStep::send;
}

void OrderCarrier::advance(const Shared& now) {
  if (now->order.report.state == OrderState::sent &&
      !move(now, Cause::interrupted, "trading had stopped")) {
    return;
  }
  const auto next = next_of(now->order);
  if (!next) return now->settled(tl::unexpected(next.error()));
  if (next->not_before_ms > wall_ms(clock_)) return book(now);
  switch (next->step) {
    case DeliveryStep::send:
      return send(now);
    case DeliveryStep::look_up:
      return look_up(now);
    case DeliveryStep::withdraw:
      return end_before_sending(now, Cause::check_failed, "it was too late to send it");
    case DeliveryStep::give_up:
      return end_before_sending(now, Cause::never_arrived, "it was too late to send it again");
    case DeliveryStep::nothing:
      return book(now);
  }
}

void OrderCarrier::end_before_sending(const Shared& now, Cause cause, const char* text) {
  if (move(now, cause, text)) settle(now);
}

void OrderCarrier::send(const Shared& now) {
  if (!move(now, Cause::sent, "to " + std::string(adapter_.name()))) return;
  adapter_.submit(broker_order_of(now->order),
                  [this, now](const auto& answer) { hear_submit(now, answer); });
}

void OrderCarrier::hear_submit(const Shared& now, const BrokerAnswer<BrokerOrderNews>& answer) {
  if (const auto* done = std::get_if<Done<BrokerOrderNews>>(&answer)) {
    if (!move(now, Cause::acknowledged, done->value.text)) return;
    return hear_news(now, done->value);
  }
  if (const auto* refused = std::get_if<Refused>(&answer)) {
    if (!move(now, Cause::rejected, refused->reason)) return;
    return book(now);
  }
  if (!move(now, Cause::timed_out, std::get<Unknown>(answer).reason)) return;
  settle(now);
}

void OrderCarrier::look_up(const Shared& now) {
  adapter_.find(now->order.report.order_id,
                [this, now](const auto& answer) { hear_look_up(now, answer); });
}

void OrderCarrier::hear_look_up(const Shared& now,
                                const BrokerAnswer<std::optional<BrokerOrderNews>>& answer) {
  const auto* done = std::get_if<Done<std::optional<BrokerOrderNews>>>(&answer);
  if (done == nullptr) return settle(now);
  if (done->value) {
    if (!move(now, Cause::found, done->value->text)) return;
    return hear_news(now, *done->value);
  }
  const bool was_there = now->order.report.state != OrderState::unknown;
  if (was_there && !note(now, "broker", "the broker had this order and tells of it no more"))
    return;
  if (now->order.report.state == OrderState::partly_filled) return ask_fills(now);
  if (!move(now, Cause::not_found, "")) return;
  // What is due now, such as sending it again, is done at once.
  const auto next = next_of(now->order);
  if (!next) return now->settled(tl::unexpected(next.error()));
  if (next->step != DeliveryStep::look_up) return advance(now);
  settle(now);
}

void OrderCarrier::hear_news(const Shared& now, const BrokerOrderNews& news) {
  if (now->order.broker_order_id != news.broker_order_id) {
    const auto named =
        store_.name_at_broker(now->order.report.order_id, news.broker_order_id, wall_ms(clock_));
    if (!named) return now->settled(tl::unexpected(named.error()));
    now->order.broker_order_id = news.broker_order_id;
  }
  if (ends(news.state)) {
    now->end = news;
    return ask_fills(now);
  }
  auto moved = store_.move(now->order.report.order_id, news.state, wall_ms(clock_), news.text);
  if (!moved && moved.error().kind == FailureKind::conflict) {
    if (!note(now, "broker", planner::describe(moved.error()))) return;
  } else if (!take(now, std::move(moved))) {
    return;
  }
  ask_fills(now);
}

void OrderCarrier::ask_fills(const Shared& now) {
  const auto cursor = store_.fill_cursor(adapter_.name());
  if (!cursor) return now->settled(tl::unexpected(cursor.error()));
  adapter_.fills_since(*cursor, [this, now](const auto& answer) { hear_fills(now, answer); });
}

void OrderCarrier::hear_fills(const Shared& now, const BrokerAnswer<BrokerFills>& answer) {
  const auto* done = std::get_if<Done<BrokerFills>>(&answer);
  if (done == nullptr) return book(now);
  const auto moved = store_.take_fills(adapter_.name(), done->value, wall_ms(clock_));
  if (!moved) return now->settled(tl::unexpected(moved.error()));
  if (!take(now, store_.order(now->order.report.order_id))) return;
  if (done->value.more) return ask_fills(now);
  take_end(now);
}

void OrderCarrier::take_end(const Shared& now) {
  const bool told = now->end && now->order.filled >= now->end->filled;
  if (told && !is_over(now->order.report.state) && !move(now, now->end->state, now->end->text)) {
    return;
  }
  book(now);
}

void OrderCarrier::book(const Shared& now) {
  const auto fills = store_.fills(now->order.report.order_id, true);
  if (!fills) return now->settled(tl::unexpected(fills.error()));
  if (fills->empty()) return settle(now);
  const messages::ApplyFill& fill = fills->front();
  now->outlet.request("portfolio", messages::pack(fill), now->order.report.plan_id,
                      booking_deadline,
                      [this, now, id = fill.fill_id](const Result<messages::Envelope>& reply) {
                        hear_booked(now, id, reply);
                      });
}

void OrderCarrier::hear_booked(const Shared& now, const std::string& fill_id,
                               const Result<messages::Envelope>& reply) {
  const auto applied = reply ? messages::unpack<messages::FillApplied>(*reply)
                             : Result<messages::FillApplied>(tl::unexpected(reply.error()));
  if (applied) {
    const auto booked = store_.fill_booked(fill_id);
    if (!booked) return now->settled(tl::unexpected(booked.error()));
  }
  if (!note(now, "booked", applied ? "" : planner::describe(applied.error()))) return;
  if (applied) return book(now);
  settle(now);
}

bool OrderCarrier::note(const Shared& now, const std::string& name, const std::string& wrong) {
  const auto& checks = now->order.report.checks;
  const messages::OrderCheck verdict{name, wrong.empty(), wrong, {}};
  const auto before = std::find_if(checks.begin(), checks.end(),
                                   [&](const auto& other) { return other.name == name; });
  if (before == checks.end() ? wrong.empty() : *before == verdict) return true;
  return take(now, store_.note_check(now->order.report.order_id, verdict));
}

void OrderCarrier::settle(const Shared& now) {
  now->settled(now->order);
}

}  // namespace ballast::actors
