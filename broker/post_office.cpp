#include "broker/post_office.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "broker/limits.hpp"

namespace ballast::broker {

PostOffice::PostOffice(KeyedContext& context, PollSet& pollables, const ClusterMap& map,
                       const Clock& clock)
    : context_(context), pollables_(pollables), map_(map), clock_(clock) {}

PostOffice::~PostOffice() {
  for (const auto& [route, box] : boxes_) pollables_.remove(box.ticket);
}

Result<void> PostOffice::open_all() {
  for (const auto& role : map_.roles()) {
    if (role == "broker") continue;
    if (auto opened = open(role, *map_.mailbox(role), std::nullopt); !opened) {
      return tl::unexpected(opened.error());
    }
  }
  for (const auto& instance : map_.instances()) {
    if (instance.starts_with("broker-")) continue;
    if (auto opened = open_for(instance); !opened) return tl::unexpected(opened.error());
  }
  return {};
}

Result<Endpoint> PostOffice::open_for(const std::string& instance) {
  if (const auto found = boxes_.find(instance); found != boxes_.end()) {
    return *found->second.endpoint;
  }
  if (!parse_instance_name(instance)) {
    return tl::unexpected(Failure{FailureKind::invalid, "this is no name of an instance", instance,
                                  "ROLE-NUMBER@BOARD in lower case"});
  }
  std::optional<std::size_t> spare;
  if (!map_.in_file(instance)) spare = free_spare();
  const auto endpoint = map_.mailbox_of(instance, spare.value_or(0));
  if (!endpoint || boxes_.size() >= limits::mailboxes_max) {
    return tl::unexpected(Failure{FailureKind::unavailable, "no mailbox is left for " + instance,
                                  "ports.instance_mailboxes", "a longer range"});
  }
  return open(instance, *endpoint, spare);
}

std::size_t PostOffice::free_spare() const {
  std::set<std::size_t> used;
  for (const auto& [route, box] : boxes_) {
    if (box.spare) used.insert(*box.spare);
  }
  std::size_t spare = 0;
  while (used.count(spare) != 0) ++spare;
  return spare;
}

Result<Endpoint> PostOffice::open(const std::string& route, const Endpoint& endpoint,
                                  std::optional<std::size_t> spare) {
  auto& box = boxes_
                  .emplace(std::piecewise_construct, std::forward_as_tuple(route),
                           std::forward_as_tuple(context_, map_.limits(), route))
                  .first->second;
  if (auto bound = box.socket.bind(endpoint); !bound) {
    boxes_.erase(route);
    return tl::unexpected(bound.error());
  }
  box.endpoint = endpoint;
  box.spare = spare;
  box.opened = clock_.now();
  box.ticket = pollables_.add({box.socket.ref(), -1, false, false, [this, &box] { flush(box); }});
  return endpoint;
}

PostOffice::Delivery PostOffice::deliver(const messages::Header& header, Frames frames) {
  const auto found = boxes_.find(frames.front());
  if (found == boxes_.end()) return Delivery::unknown;
  auto& box = found->second;
  if (box.letters.put(header, std::move(frames), clock_.now()) == Mailbox::Put::full) {
    return Delivery::full;
  }
  flush(box);
  return Delivery::taken;
}

void PostOffice::flush(Box& box) {
  const auto now = clock_.now();
  while (!box.letters.empty()) {
    const auto& letter = box.letters.front();
    // What has expired stays for expire(), which tells its sender.
    if (letter.expires && *letter.expires <= now) break;
    if (!box.socket.try_send(letter.frames)) break;
    box.letters.pop();
  }
  const bool expired_first =
      !box.letters.empty() && box.letters.front().expires && *box.letters.front().expires <= now;
  pollables_.set_writable(box.ticket, !box.letters.empty() && !expired_first);
}

std::vector<Mailbox::Letter> PostOffice::expire() {
  std::vector<Mailbox::Letter> all;
  for (auto& [route, box] : boxes_) {
    auto expired = box.letters.expire(clock_.now());
    if (expired.empty()) continue;
    std::move(expired.begin(), expired.end(), std::back_inserter(all));
    flush(box);
  }
  return all;
}

std::vector<std::string> PostOffice::close_idle(const Silence& silence) {
  std::vector<std::string> closed;
  for (auto at = boxes_.begin(); at != boxes_.end();) {
    const auto& box = at->second;
    const auto quiet = silence(at->first).value_or(clock_.now() - box.opened);
    const bool dynamic = parse_instance_name(at->first) && !map_.in_file(at->first);
    if (!dynamic || quiet < Monotonic(limits::mailbox_idle)) {
      ++at;
      continue;
    }
    closed.push_back(at->first);
    pollables_.remove(box.ticket);
    at = boxes_.erase(at);
  }
  return closed;
}

std::size_t PostOffice::waiting() const {
  std::size_t waiting = 0;
  for (const auto& [route, box] : boxes_) waiting += box.letters.size();
  return waiting;
}

}  // namespace ballast::broker
