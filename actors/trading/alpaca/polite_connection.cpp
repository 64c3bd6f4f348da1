#include "actors/trading/alpaca/polite_connection.hpp"

#include <utility>

#include "actors/network/curl_http.hpp"
#include "actors/network/polite_http.hpp"
#include "actors/network/web_socket.hpp"
#include "actors/trading/alpaca/update_messages.hpp"

namespace ballast::actors::alpaca {
namespace {

/// The broker allows 200 a minute: what is saved up and what comes anew stay below that together.
constexpr PoliteRules rules = {.budget = {.burst = 70, .per_minute = 120},
                               .retry = {.tries = 3, .longest = std::chrono::milliseconds(20'000)},
                               .breaker = {}};

/// Both layers together, the upper one gone before the lower.
class PoliteConnection final : public Http {
 public:
  PoliteConnection(broker::PollSet& pollables, const broker::Clock& clock,
                   broker::RandomSource& random, broker::Outlet& outlet)
      : wire_(pollables),
        polite_(
            wire_, clock, random,
            [&outlet](std::chrono::milliseconds delay, std::function<void()> action) {
              outlet.after(delay, std::move(action));
            },
            rules) {}

  void send(HttpRequest request, Done done) override {
    polite_.send(std::move(request), std::move(done));
  }

 private:
  CurlHttp wire_;
  PoliteHttp polite_;
};

}  // namespace

AlpacaAdapter::HttpMaker polite_connection(broker::PollSet& pollables, const broker::Clock& clock,
                                           broker::RandomSource& random) {
  return [&pollables, &clock, &random](broker::Outlet& outlet) {
    return std::make_unique<PoliteConnection>(pollables, clock, random, outlet);
  };
}

AlpacaAdapter::UpdatesMaker stream_of(const Connection& connection, broker::PollSet& pollables,
                                      broker::RandomSource& random) {
  return [connection, &pollables, &random](broker::Outlet& outlet, BrokerHint hint) {
    const WebSocketSettings settings{connection.stream_url, update_bytes_max, {}};
    return std::make_unique<TradeUpdates>(
        connection.keys,
        [settings, &pollables, &random](StreamEars ears) {
          return WebSocket::open(pollables, random, settings, std::move(ears));
        },
        outlet, random, std::move(hint));
  };
}

}  // namespace ballast::actors::alpaca
