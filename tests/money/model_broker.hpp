// A broker in memory that outlives the process that asks it: it lies in pages that a parent and its
// children share. It speaks Alpaca's words, loses and delays what it is told to, and, where it is
// told to, takes an order twice: so that the one who sends must take care.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "actors/network/http.hpp"

namespace ballast::money {

inline constexpr std::int64_t ns_per_ms = 1'000'000;

/// Random numbers that go on where they were, whichever process asks.
class SharedRandom {
 public:
  void seed(std::uint64_t seed) { state_ = seed; }
  [[nodiscard]] std::uint64_t below(std::uint64_t limit);
  [[nodiscard]] bool one_in(std::uint64_t count) { return below(count) == 0; }

 private:
  std::uint64_t state_ = 1;
};

struct ModelFill {
  int quantity = 0;
  int filled_by_now = 0;
  int hidden = 0;  // so often it is not told yet
  std::int64_t at_ms = 0;
};

struct ModelOrder {
  static constexpr std::size_t fills_most = 8;

  std::array<char, 128> client_order_id{};
  int quantity = 0;
  int filled = 0;
  int ends_after = 0;  // looks
  int looks = 0;
  int cancelled_at = -1;  // shares: it ends as cancelled then; -1: it fills
  bool is_over = false;
  std::array<ModelFill, fills_most> fills{};
  std::size_t fill_count = 0;

  [[nodiscard]] std::string client_id() const { return client_order_id.data(); }
};

/// Trivially copyable: it lies in shared memory.
struct ModelBroker {
  static constexpr std::size_t orders_most = 8;

  SharedRandom random;
  bool unique_ids = true;       // else an id that is known makes a second order
  std::uint64_t faults_in = 3;  // one request in so many meets with a fault; 0: none
  std::array<ModelOrder, orders_most> orders{};
  std::size_t order_count = 0;
  std::array<char, 128> delayed_id{};  // an order on its way
  int delayed_quantity = 0;
  std::int64_t arrives_at_ms = 0;
  int posts = 0;
  int pages = 0;

  /// Does what is asked and says what the other side hears of it, which may be nothing.
  [[nodiscard]] planner::Result<actors::HttpAnswer> serve(const actors::HttpRequest& request,
                                                          std::int64_t now_ms);

  /// Orders that were taken, on their way or not.
  [[nodiscard]] std::size_t accepted() const {
    return order_count + (delayed_quantity > 0 ? 1U : 0U);
  }

 private:
  planner::Result<actors::HttpAnswer> do_it(const actors::HttpRequest& request,
                                            std::int64_t now_ms);
  actors::HttpAnswer post(std::string_view body, std::int64_t now_ms, bool delay);
  void accept(std::string_view client_id, int quantity, std::int64_t now_ms);
  [[nodiscard]] const ModelOrder* find(std::string_view client_id) const;
  void advance(std::int64_t now_ms);
  [[nodiscard]] std::string order_json(const ModelOrder& order) const;
  [[nodiscard]] std::string activities_json();
  /// What actors::small_books holds, and what was bought.
  [[nodiscard]] std::string positions_json() const;
};

}  // namespace ballast::money
