// When a connection that brings no echo any more is to be made anew. A kernel sees that a peer is
// gone; who swallows bytes, as after a bit that was turned in the length of a frame, is seen only
// by what no longer comes.
#pragma once

#include <algorithm>

namespace ballast::broker {

class EchoWatch {
 public:
  /// `first` is how many words may go unanswered at first.
  explicit EchoWatch(int first) : first_(first), patience_(first) {}

  void heard() {
    unanswered_ = 0;
    patience_ = first_;
  }

  /// To be called with each word that asks for an echo. True: too many went unanswered, and the
  /// connection is to be made anew. Patience doubles then, as a link may be slow and full.
  [[nodiscard]] bool given_up() {
    if (unanswered_++ < patience_) return false;
    unanswered_ = 0;
    patience_ = std::min(2 * patience_, first_ * most_times);
    return true;
  }

 private:
  static constexpr int most_times = 4;

  int first_;
  int patience_;
  int unanswered_ = 0;
};

}  // namespace ballast::broker
