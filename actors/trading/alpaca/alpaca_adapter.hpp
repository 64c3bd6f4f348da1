// Alpaca's trading API, version 2, as a broker adapter. Nothing that could do something twice is
// asked twice: what became of a request that was not answered is for a look-up to find.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "actors/network/http.hpp"
#include "actors/trading/alpaca/answers.hpp"
#include "actors/trading/alpaca/connection.hpp"
#include "actors/trading/alpaca/outcome.hpp"
#include "actors/trading/alpaca/trade_updates.hpp"
#include "actors/trading/broker_adapter.hpp"
#include "broker/clock.hpp"

namespace ballast::actors::alpaca {

class AlpacaAdapter final : public BrokerAdapter {
 public:
  /// Makes what asks the broker; the outlet outlives it.
  using HttpMaker = std::function<std::unique_ptr<Http>(broker::Outlet& outlet)>;

  /// Makes what listens to the broker; the outlet outlives it.
  using UpdatesMaker =
      std::function<std::unique_ptr<TradeUpdates>(broker::Outlet& outlet, BrokerHint hint)>;

  /// `clock` outlives this. The wall clock only tells what lies in the future. Without
  /// `make_updates` nothing is heard but answers.
  AlpacaAdapter(Connection connection, HttpMaker make_http, const broker::Clock& clock,
                UpdatesMaker make_updates = nullptr);

  [[nodiscard]] std::string_view name() const override { return "alpaca"; }
  [[nodiscard]] bool is_live() const override { return !connection_.live_account.empty(); }
  void start(broker::Outlet& outlet, BrokerHint hint) override;
  [[nodiscard]] std::string listening() const override {
    return updates_ ? updates_->standing() : "";
  }

  /// With real money nothing is sent before the broker has confirmed the account's number.
  void submit(const BrokerOrder& order, Answered<BrokerOrderNews> answered) override;
  void cancel(const std::string& client_order_id, const std::string& broker_order_id,
              Answered<BrokerOrderNews> answered) override;
  void find(const std::string& client_order_id,
            Answered<std::optional<BrokerOrderNews>> answered) override;
  void open_orders(Answered<std::vector<BrokerOrderNews>> answered) override;
  void fills_since(const std::string& cursor, Answered<BrokerFills> answered) override;
  void cash_since(const std::string& cursor, Answered<BrokerCashRows> answered) override;
  void account(Answered<BrokerAccount> answered) override;
  void positions(Answered<std::vector<BrokerPosition>> answered) override;

 private:
  /// What came back, judged; `body` is empty where nothing did.
  struct Reply {
    Judgement judged;
    std::string body;
    bool was_sent = true;  // the broker may have seen the request
  };

  void ask(HttpMethod method, const std::string& path, std::string body,
           std::function<void(const Reply&)> done);
  template <class Value, class Read>
  void get(const std::string& path, Answered<Value> answered, Read read);
  /// Asks for the activities of `kinds` from a cursor on.
  template <class Value, class Translate>
  void get_activities(std::string_view kinds, const std::string& cursor, Answered<Value> answered,
                      Translate translate);
  void send_order(const BrokerOrder& order, const Answered<BrokerOrderNews>& answered);
  void settle_refusal(const std::string& client_order_id, const std::string& reason,
                      const Answered<BrokerOrderNews>& answered);
  void send_cancel(const BrokerOrderNews& order, const Answered<BrokerOrderNews>& answered);
  [[nodiscard]] AnswerContext context() const;

  Connection connection_;
  HttpMaker make_http_;
  UpdatesMaker make_updates_;
  std::unique_ptr<Http> http_;  // from the start on
  std::unique_ptr<TradeUpdates> updates_;
  const broker::Clock& clock_;
  bool account_confirmed_ = false;
};

}  // namespace ballast::actors::alpaca
