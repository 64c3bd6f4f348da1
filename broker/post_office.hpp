// The broker's mailboxes and their sockets: one PUSH for each role and each instance.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "broker/clock.hpp"
#include "broker/cluster_map.hpp"
#include "broker/mailbox.hpp"
#include "broker/pollable.hpp"
#include "broker/socket.hpp"

namespace ballast::broker {

class PostOffice {
 public:
  using Silence = std::function<std::optional<Monotonic>(const std::string& instance)>;

  /// All references outlive it.
  PostOffice(KeyedContext& context, PollSet& pollables, const ClusterMap& map, const Clock& clock);
  ~PostOffice();
  PostOffice(const PostOffice&) = delete;
  PostOffice& operator=(const PostOffice&) = delete;

  /// Opens the mailboxes of all roles and instances of the map, the broker's own excepted.
  [[nodiscard]] Result<void> open_all();

  /// Opens a mailbox for an instance, or finds the one it has.
  [[nodiscard]] Result<Endpoint> open_for(const std::string& instance);

  enum class Delivery : std::uint8_t { taken, full, unknown };
  [[nodiscard]] Delivery deliver(const messages::Header& header, Frames frames);

  /// Takes out what has outlived its time, of all mailboxes.
  [[nodiscard]] std::vector<Mailbox::Letter> expire();

  /// Closes mailboxes of instances that are not in the map and were silent for long. Returns whose.
  std::vector<std::string> close_idle(const Silence& silence);

  [[nodiscard]] std::size_t waiting() const;

 private:
  struct Box {
    Box(KeyedContext& context, const ClusterLimits& limits, const std::string& reader)
        : socket(context, Purpose::mailbox_out, reader),
          letters(limits.mailbox_messages, limits.mailbox_bytes) {}
    Socket socket;
    Mailbox letters;
    PollSet::Ticket ticket = 0;
    std::optional<Endpoint> endpoint;
    std::optional<std::size_t> spare;  // of an instance that is not in the map
    Monotonic opened{};
  };

  [[nodiscard]] Result<Endpoint> open(const std::string& route, const Endpoint& endpoint,
                                      std::optional<std::size_t> spare);
  [[nodiscard]] std::size_t free_spare() const;
  void flush(Box& box);

  KeyedContext& context_;
  PollSet& pollables_;
  const ClusterMap& map_;
  const Clock& clock_;
  std::map<std::string, Box> boxes_;
};

}  // namespace ballast::broker
