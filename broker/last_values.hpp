// The last event of each state topic, for who comes later. Bounded.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "broker/socket.hpp"

namespace ballast::broker {

class LastValues {
 public:
  LastValues(std::size_t topics_max, std::size_t bytes_max)
      : topics_max_(topics_max), bytes_max_(bytes_max) {}

  /// Keeps an event in place of the topic's earlier one. False when there is no room for it; the
  /// earlier one is forgotten all the same, as it is no longer true.
  bool keep(const Frames& event);
  void forget(const std::string& topic);

  /// Topics that begin with `prefix`, in their order.
  [[nodiscard]] std::vector<const Frames*> matching(std::string_view prefix) const;

  [[nodiscard]] std::size_t size() const { return events_.size(); }

 private:
  std::size_t topics_max_;
  std::size_t bytes_max_;
  std::size_t bytes_ = 0;
  std::map<std::string, Frames, std::less<>> events_;
};

}  // namespace ballast::broker
