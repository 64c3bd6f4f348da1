#include "actors/trading/alpaca/trade_updates.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "actors/trading/alpaca/update_messages.hpp"

namespace ballast::actors::alpaca {
namespace {

using broker::Notice;
using planner::Failure;
using planner::FailureKind;
using std::chrono::milliseconds;

Failure unavailable(std::string what) {
  return {FailureKind::unavailable, std::move(what), "stream", ""};
}

std::int64_t whole_seconds(broker::Monotonic duration) {
  return std::chrono::ceil<std::chrono::seconds>(duration).count();
}

}  // namespace

TradeUpdates::TradeUpdates(Keys keys, StreamOpener open, broker::Outlet& outlet,
                           broker::RandomSource& random, BrokerHint hint, UpdateRules update_rules)
    : keys_(std::move(keys)),
      open_(std::move(open)),
      outlet_(outlet),
      random_(random),
      hint_(std::move(hint)),
      rules_(update_rules),
      away_since_(outlet.now()) {
  connect();
}

void TradeUpdates::connect() {
  ++connection_;
  phase_ = Phase::connecting;
  heard_at_ = outlet_.now();
  auto opened = open_(ears());
  if (!opened) return end(opened.error());
  stream_ = std::move(*opened);
  look_later();
}

StreamEars TradeUpdates::ears() {
  const auto if_current = [this, connection = connection_](auto act) {
    return [this, connection, act](const auto&... told) {
      if (connection != connection_ || phase_ == Phase::away) return;
      heard_at_ = outlet_.now();
      act(told...);
    };
  };
  return {if_current([this] {
            phase_ = Phase::authenticating;
            stream_->send(authenticate_message(keys_));
          }),
          if_current([this](std::string_view message) { hear(message); }), if_current([] {}),
          if_current([this](const Failure& why) { end(why); })};
}

void TradeUpdates::hear(std::string_view message) {
  const auto read = read_update(message);
  if (!read) return drop(read.error());
  take(*read);
}

void TradeUpdates::take(const UpdateMessage& message) {
  switch (message.kind) {
    case UpdateMessage::Kind::authorized:
      if (phase_ != Phase::authenticating) return;
      phase_ = Phase::asking;
      return stream_->send(listen_message());
    case UpdateMessage::Kind::refused:
      return end({FailureKind::refused, "the broker refuses: " + message.text, "stream", ""});
    case UpdateMessage::Kind::listening:
      if (phase_ == Phase::asking) begin_listening();
      return;
    case UpdateMessage::Kind::event:
      return hint_soon(message.client_order_id);
    case UpdateMessage::Kind::other:
      return;
  }
}

void TradeUpdates::begin_listening() {
  phase_ = Phase::listening;
  listens_since_ = outlet_.now();
  away_since_.reset();
  if (std::exchange(told_away_, false)) {
    outlet_.note({Notice::Level::info, "", "the broker's stream of trade updates is back"});
  }
  // What happened while it was away was told to nobody.
  hint_soon("");
}

void TradeUpdates::drop(const Failure& failure) {
  const auto told = rejections_.count(failure, "trade_updates", "", "alpaca");
  if (!told) return;
  outlet_.note({Notice::Level::warning, "",
                fmt::format("{} message{} of the broker's stream went unread: {}", told->count,
                            told->count == 1 ? "" : "s", planner::describe(failure))});
}

void TradeUpdates::look_later() {
  outlet_.after(rules_.look_every, [this, connection = connection_] {
    if (connection == connection_ && phase_ != Phase::away) look();
  });
}

void TradeUpdates::look() {
  const auto silence = outlet_.now() - heard_at_;
  if (silence >= (listens() ? rules_.silent_most : rules_.answer_within)) {
    return end(unavailable("the broker's stream fell silent"));
  }
  // Before look_later: a ping may find that the stream has ended.
  if (listens() && silence >= rules_.ping_after) stream_->ping();
  if (phase_ != Phase::away) look_later();
}

void TradeUpdates::end(const Failure& why) {
  if (listens() && outlet_.now() - listens_since_ >= rules_.good_after) failures_ = 0;
  phase_ = Phase::away;
  if (!away_since_) away_since_ = outlet_.now();
  // It may be the stream itself that calls, so it goes a turn later.
  outlet_.after(milliseconds(0), [gone = std::shared_ptr<MessageStream>(std::move(stream_))] {});
  tell_away(why);
  away_because_ = why.what;
  const auto pause = drawn_pause(rules_.retry, ++failures_, random_);
  connects_at_ = outlet_.now() + pause;
  outlet_.after(pause, [this] { connect(); });
}

std::string TradeUpdates::standing() const {
  if (listens()) {
    const auto silence = outlet_.now() - heard_at_;
    if (silence < rules_.ping_after) return "follows the broker's stream";
    return fmt::format("follows the broker's stream, silent for {} s", whole_seconds(silence));
  }
  const std::string why = away_because_.empty() ? "" : ": " + away_because_;
  if (phase_ != Phase::away) return "asks to follow the broker's stream" + why;
  const auto left = std::max(connects_at_ - outlet_.now(), broker::Monotonic(0));
  return fmt::format("does not follow the broker's stream{}; tries again in {} s", why,
                     whole_seconds(left));
}

void TradeUpdates::tell_away(const Failure& why) {
  const auto away = outlet_.now() - *away_since_;
  if (told_away_ || away < rules_.tell_after) return;
  told_away_ = true;
  outlet_.note({Notice::Level::warning, "",
                fmt::format("the broker's stream of trade updates has been away for {} minutes, "
                            "fills are found by asking: {}",
                            std::chrono::floor<std::chrono::minutes>(away).count(),
                            planner::describe(why))});
}

void TradeUpdates::hint_soon(const std::string& client_order_id) {
  if (!client_order_id.empty()) due_.orders.insert(client_order_id);
  due_.anything |= client_order_id.empty() || due_.orders.size() > rules_.named_most;
  if (due_.anything) due_.orders.clear();
  if (!hinting_) hint_now();
}

void TradeUpdates::hint_now() {
  Due due = std::exchange(due_again_, due_);
  due.anything |= due_.anything;
  due.orders.merge(std::exchange(due_, {}).orders);
  hinting_ = !due_again_.is_empty();
  if (hinting_) outlet_.after(rules_.hint_again, [this] { hint_now(); });
  hint_(due.anything ? std::set<std::string>() : due.orders);
}

}  // namespace ballast::actors::alpaca
