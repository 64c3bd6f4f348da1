// Paper trading: a broker that fills what it is sent at the price that was offered or worse,
// perhaps in parts, and remembers it in a file of its own, as a real one would.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "actors/trading/broker_adapter.hpp"
#include "broker/clock.hpp"
#include "broker/store.hpp"
#include "planner/trading/paper_fill.hpp"

namespace ballast::actors {

class PaperBroker final : public BrokerAdapter {
 public:
  /// Opens paper.db at `file`; see broker::Store::open for the failures. `clock` tells when fills
  /// were; it must outlive this.
  [[nodiscard]] static planner::Result<std::unique_ptr<BrokerAdapter>> open(
      const std::filesystem::path& file, const broker::Clock& clock,
      const planner::trading::PaperRules& rules = {});

  PaperBroker(broker::Store store, const broker::Clock& clock, planner::trading::PaperRules rules)
      : store_(std::move(store)), clock_(clock), rules_(rules) {}

  [[nodiscard]] std::string_view name() const override { return "paper"; }
  [[nodiscard]] bool keeps_account() const override { return false; }
  void start(broker::Outlet& /*outlet*/, BrokerHint /*hint*/) override {}

  void submit(const BrokerOrder& order, Answered<BrokerOrderNews> answered) override;
  void cancel(const std::string& client_order_id, const std::string& broker_order_id,
              Answered<BrokerOrderNews> answered) override;
  void find(const std::string& client_order_id,
            Answered<std::optional<BrokerOrderNews>> answered) override;
  void open_orders(Answered<std::vector<BrokerOrderNews>> answered) override;
  void fills_since(const std::string& cursor, Answered<BrokerFills> answered) override;
  /// None: nothing moves here that the books do not know.
  void cash_since(const std::string& cursor, Answered<BrokerCashRows> answered) override;

  [[nodiscard]] planner::Result<void> forget_before(std::int64_t at_ms) override;

  /// Refused, both: paper trading has no account besides the books.
  void account(Answered<BrokerAccount> answered) override;
  void positions(Answered<std::vector<BrokerPosition>> answered) override;

 private:
  void insert_order(const BrokerOrder& order);
  /// What is not filled at the end of its day is not filled any more.
  void end_the_day();
  /// Fills the next part of an order, where it is open.
  void fill_next(const std::string& client_order_id);
  void insert_fill(const std::string& client_order_id, const planner::trading::PaperFill& fill,
                   int number, planner::Money fee);
  [[nodiscard]] std::vector<BrokerOrderNews> told(const std::string& condition,
                                                  const std::string& value);
  /// Answers with what `query` makes; unknown where the file cannot be read or written.
  template <class Value, class Query>
  void answer(const Answered<Value>& answered, bool writes, Query query);

  broker::Store store_;
  const broker::Clock& clock_;
  planner::trading::PaperRules rules_;
};

}  // namespace ballast::actors
