#include "broker/bus.hpp"

#include <utility>

#include "broker/limits.hpp"
#include "broker/wire.hpp"

namespace ballast::broker {
namespace {

constexpr std::string_view tap_prefix = "tap.";
constexpr std::string_view announcement = "tap.listening";
constexpr std::size_t tap_prefixes_max = 256;

bool matches_taps(std::string_view prefix) {
  // Who waits for the announcement is no tap.
  if (prefix.starts_with(announcement)) return false;
  return prefix.starts_with(tap_prefix) || tap_prefix.starts_with(prefix);
}

}  // namespace

Bus::Bus(KeyedContext& context, PollSet& pollables, BusEvents events)
    : pollables_(pollables),
      events_(std::move(events)),
      in_(context, Purpose::bus_collect),
      out_(context, Purpose::bus_spread),
      kept_(limits::last_values_max, limits::last_values_bytes_max) {}

Bus::~Bus() {
  pollables_.remove(in_ticket_);
  pollables_.remove(out_ticket_);
}

Result<void> Bus::open(const Endpoint& in, const Endpoint& out) {
  if (auto bound = in_.bind(in); !bound) return bound;
  if (auto bound = out_.bind(out); !bound) return bound;
  // Publishers send nothing before somebody asks: this asks for everything.
  const Frames everything = {std::string(1, '\x01')};
  if (!in_.try_send(everything)) {
    return tl::unexpected(
        Failure{FailureKind::internal, "the bus cannot subscribe", in.text(), ""});
  }
  in_ticket_ = pollables_.add(watch(in_.ref(), [this] { collect(); }));
  out_ticket_ = pollables_.add(watch(out_.ref(), [this] { subscriptions(); }));
  return {};
}

void Bus::publish(const Frames& event, bool keep_last) {
  if (keep_last) kept_.keep(event);
  // Full for a slow reader means dropped for it; it sees the gap in the sequence numbers.
  static_cast<void>(out_.try_send(event));
}

std::vector<Failure> Bus::handshake_news() {
  auto news = in_.handshake_news();
  for (auto& more : out_.handshake_news()) news.push_back(std::move(more));
  return news;
}

void Bus::collect() {
  for (int count = 0; count < limits::messages_per_turn; ++count) {
    auto frames = in_.try_receive();
    if (!frames) return;
    pass(std::move(*frames));
  }
}

void Bus::pass(Frames frames) {
  const bool keep_last = frames.size() == 4 && frames.back() == keep_mark;
  if (keep_last) frames.pop_back();
  const auto header = header_of(frames);
  if (!header) return events_.rejected(header.error(), frames);
  if (const auto honest = in_.check_sender(header->sender); !honest) {
    return events_.rejected(honest.error(), frames);
  }
  events_.passing(*header, frames);
  publish(frames, keep_last);
}

void Bus::subscriptions() {
  for (int count = 0; count < limits::messages_per_turn; ++count) {
    const auto frames = out_.try_receive();
    if (!frames) return;
    const auto& text = frames->front();
    if (text.empty() || (text[0] != '\x00' && text[0] != '\x01')) continue;
    const bool on = text[0] == '\x01';
    const std::string prefix = text.substr(1);
    follow_taps(prefix, on);
    if (!on) continue;
    for (const auto* event : kept_.matching(prefix)) static_cast<void>(out_.try_send(*event));
    if (prefix.starts_with(welcome_mark)) events_.welcome(prefix);
  }
}

void Bus::follow_taps(const std::string& prefix, bool on) {
  if (!matches_taps(prefix)) return;
  const auto before = taps_.size();
  if (!on) {
    taps_.erase(prefix);
  } else if (taps_.size() < tap_prefixes_max) {
    taps_.insert(prefix);
  }
  if (before != taps_.size()) events_.taps(taps_.size());
}

}  // namespace ballast::broker
