// The fields of what a plan is computed from: securities, positions, cash, rates, targets.
#pragma once

#include "messages/field.hpp"
#include "planner/model/best_quote.hpp"
#include "planner/model/plan_inputs.hpp"

namespace ballast::messages {

template <>
struct NamesOf<planner::ProductType> {
  static constexpr std::array<std::string_view, 5> names = {"unknown", "equity", "etf", "etc",
                                                            "mutual_fund"};
};

template <>
struct NamesOf<planner::Side> {
  static constexpr std::array<std::string_view, 2> names = {"buy", "sell"};
};

template <>
struct FieldsOf<planner::Metrics> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("cagr_1y", self.cagr_1y);
    visitor("cagr_3y", self.cagr_3y);
    visitor("cagr_5y", self.cagr_5y);
    visitor("cagr_10y", self.cagr_10y);
    visitor("dividend_yield", self.dividend_yield);
    visitor("consistency_score", self.consistency_score);
    visitor("financial_strength", self.financial_strength);
    visitor("dividend_consistency", self.dividend_consistency);
    visitor("payout_ratio", self.payout_ratio);
    visitor("sortino", self.sortino);
    visitor("volatility_annual", self.volatility_annual);
    visitor("max_drawdown", self.max_drawdown);
    visitor("sharpe", self.sharpe);
    visitor("distance_200d", self.distance_200d);
  }
};

template <>
struct FieldsOf<planner::Quote> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("price", self.price);
    visitor("date", self.date);
  }
};

template <>
struct FieldsOf<planner::BestQuote> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("bid", self.bid);
    visitor("ask", self.ask);
    visitor("bid_size", self.bid_size);
    visitor("ask_size", self.ask_size);
    visitor("at_ms", self.at_ms);
  }
};

template <>
struct FieldsOf<planner::Security> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("id", self.id);
    visitor("symbol", self.symbol);
    visitor("isin", self.isin, may_be_absent);
    visitor("name", self.name, may_be_absent);
    visitor("product_type", self.product_type, may_be_absent);
    visitor("country", self.country, may_be_absent);
    visitor("industries", self.industries, may_be_absent);
    visitor("currency", self.currency);
    visitor("quotation_unit", self.quotation_unit, may_be_absent);
    visitor("min_lot", self.min_lot, may_be_absent);
    visitor("active", self.active, may_be_absent);
    visitor("allow_buy", self.allow_buy, may_be_absent);
    visitor("allow_sell", self.allow_sell, may_be_absent);
    visitor("priority_multiplier", self.priority_multiplier, may_be_absent);
    visitor("quote", self.quote);
    visitor("quality", self.quality);
    visitor("gate_failure", self.gate_failure);
    visitor("metrics", self.metrics, may_be_absent);
  }
};

template <>
struct FieldsOf<planner::Position> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("security", self.security);
    visitor("quantity", self.quantity);
    visitor("average_price", self.average_price, may_be_absent);
    visitor("first_bought", self.first_bought);
  }
};

template <>
struct FieldsOf<planner::CashBalance> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("currency", self.currency);
    visitor("amount", self.amount);
  }
};

template <>
struct FieldsOf<planner::ExchangeRate> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("currency", self.currency);
    visitor("per_base", self.per_base);
    visitor("date", self.date);
  }
};

template <>
struct FieldsOf<planner::TradeHistory> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("security", self.security);
    visitor("last_bought", self.last_bought);
    visitor("last_sold", self.last_sold);
  }
};

template <>
struct FieldsOf<planner::PendingOrder> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("security", self.security);
    visitor("side", self.side);
    visitor("quantity", self.quantity);
    visitor("price", self.price);
  }
};

template <>
struct FieldsOf<planner::GroupTarget> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("group", self.group);
    visitor("weight", self.weight);
  }
};

template <>
struct FieldsOf<planner::GroupMember> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("member", self.member);
    visitor("group", self.group);
  }
};

template <>
struct FieldsOf<planner::TargetWeight> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("security", self.security);
    visitor("weight", self.weight);
  }
};

template <>
struct FieldsOf<planner::Correlation> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("first", self.first);
    visitor("second", self.second);
    visitor("value", self.value);
  }
};

template <>
struct FieldsOf<planner::PlanInputs> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("base_currency", self.base_currency);
    visitor("as_of", self.as_of);
    visitor("securities", self.securities);
    visitor("positions", self.positions);
    visitor("cash", self.cash);
    visitor("rates", self.rates);
    visitor("history", self.history, may_be_absent);
    visitor("pending_orders", self.pending_orders, may_be_absent);
    visitor("country_targets", self.country_targets, may_be_absent);
    visitor("country_groups", self.country_groups, may_be_absent);
    visitor("industry_targets", self.industry_targets, may_be_absent);
    visitor("industry_groups", self.industry_groups, may_be_absent);
    visitor("target_weights", self.target_weights, may_be_absent);
    visitor("correlations", self.correlations, may_be_absent);
  }
};

}  // namespace ballast::messages
