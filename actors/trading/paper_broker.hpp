// Paper trading: a broker that fills what it is sent at the last price, and remembers it in a file
// of its own, as a real one would.
#pragma once

#include <filesystem>
#include <string>

#include "actors/trading/broker_adapter.hpp"
#include "broker/clock.hpp"
#include "broker/store.hpp"

namespace ballast::actors {

class PaperBroker final : public BrokerAdapter {
 public:
  /// Opens paper.db at `file`; see broker::Store::open for the failures. `clock` tells when fills
  /// were; it must outlive this.
  [[nodiscard]] static planner::Result<std::unique_ptr<BrokerAdapter>> open(
      const std::filesystem::path& file, const broker::Clock& clock);

  PaperBroker(broker::Store store, const broker::Clock& clock)
      : store_(std::move(store)), clock_(clock) {}

  [[nodiscard]] std::string_view name() const override { return "paper"; }
  [[nodiscard]] bool keeps_account() const override { return false; }
  void start(broker::Outlet& /*outlet*/, std::function<void()> /*hint*/) override {}

  void submit(const BrokerOrder& order, Answered<BrokerOrderNews> answered) override;
  void cancel(const std::string& client_order_id, const std::string& broker_order_id,
              Answered<BrokerOrderNews> answered) override;
  void find(const std::string& client_order_id,
            Answered<std::optional<BrokerOrderNews>> answered) override;
  void open_orders(Answered<std::vector<BrokerOrderNews>> answered) override;
  void fills_since(const std::string& cursor, Answered<BrokerFills> answered) override;

  /// Refused, both: paper trading has no account besides the books.
  void account(Answered<BrokerAccount> answered) override;
  void positions(Answered<std::vector<BrokerPosition>> answered) override;

 private:
  void insert_order(const BrokerOrder& order);
  void fill(const BrokerOrder& order, planner::ledger::Quantity shares);
  [[nodiscard]] std::vector<BrokerOrderNews> told(const std::string& condition,
                                                  const std::string& value);
  /// Answers with what `query` makes; unknown where the file cannot be read or written.
  template <class Value, class Query>
  void answer(const Answered<Value>& answered, bool writes, Query query);

  broker::Store store_;
  const broker::Clock& clock_;
};

}  // namespace ballast::actors
