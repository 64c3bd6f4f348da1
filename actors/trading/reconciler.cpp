#include "actors/trading/reconciler.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "actors/trading/reply_body.hpp"
#include "actors/trading/wall_time.hpp"

namespace ballast::actors {
namespace {

using messages::DifferenceLine;
using messages::Envelope;
using messages::ReconcileReport;
using planner::Money;
using planner::Result;
using planner::ledger::Quantity;
using planner::trading::Difference;
using planner::trading::DifferenceKind;
using planner::trading::Holdings;

constexpr std::chrono::milliseconds asking_deadline{15'000};
/// Fills may come while we ask; after so many rounds it is tried again later.
constexpr int rounds_max = 4;
/// What a person has to book is shown for so long.
constexpr std::chrono::days cash_shown_for{30};
constexpr std::int64_t billionths_per_micro = planner::ledger::billion / Money::micros_per_unit;

Holdings holdings_of(const messages::BooksReport& books) {
  Holdings out;
  for (const messages::HoldingLine& line : books.holdings) {
    out.shares[line.symbol] += Quantity::nearest(line.quantity).value_or(Quantity{});
  }
  for (const messages::BalanceLine& line : books.balances) {
    if (line.book == planner::ledger::BookAccount::cash) out.cash[line.currency] += line.amount;
  }
  return out;
}

DifferenceLine line_of(const Difference& difference) {
  const bool cash = difference.kind == DifferenceKind::cash_differs;
  const std::int64_t scale = cash ? billionths_per_micro : 1;
  return {difference.kind, difference.subject,
          planner::ledger::format_billionths(difference.ours * scale),
          planner::ledger::format_billionths(difference.theirs * scale), difference.explanation};
}

/// Why orders keep the books from being compared now; empty: nothing does.
std::string unsettled_order(const std::vector<JournalledOrder>& orders) {
  using messages::OrderState;
  for (const JournalledOrder& order : orders) {
    const OrderState state = order.report.state;
    const bool is_there = state == OrderState::acknowledged || state == OrderState::partly_filled;
    // Fills are told by the broker's id: those of an order without one would be another hand's.
    if (is_there && !order.broker_order_id.empty()) continue;
    // What never left changed nothing at the broker.
    if (state == OrderState::journalled) continue;
    return fmt::format("order {} is {}", order.report.order_id, name_of(state));
  }
  return "";
}

/// Returns the fill as the portfolio books it, or why it cannot.
Result<messages::ApplyFill> booked_as(const BrokerFill& fill,
                                      const messages::UniverseSnapshot& universe) {
  const auto wrong = [&](std::string what) -> Result<messages::ApplyFill> {
    return tl::unexpected(planner::Failure{planner::FailureKind::missing, std::move(what),
                                           "fill " + fill.fill_id, ""});
  };
  const auto security =
      std::find_if(universe.securities.begin(), universe.securities.end(),
                   [&](const planner::Security& one) { return one.symbol == fill.symbol; });
  if (security == universe.securities.end()) return wrong(fill.symbol + " is no known security");
  messages::ApplyFill out;
  out.base_currency = universe.counted_in();
  const auto rate = std::find_if(universe.rates.begin(), universe.rates.end(),
                                 [&](const auto& one) { return one.currency == fill.currency; });
  if (fill.currency != out.base_currency) {
    if (rate == universe.rates.end()) return wrong("no rate of " + fill.currency + " is known");
    out.rate = rate->per_base;
  }
  out.fill_id = fill.fill_id;
  out.order_id = "by another hand, " + fill.broker_order_id;
  out.security = security->id;
  out.symbol = fill.symbol;
  out.side = fill.side;
  out.quantity = fill.quantity.units();
  out.price = fill.price.units();
  out.currency = fill.currency;
  out.executed = fill.day;
  return out;
}

template <class Value>
const Value* done_with(const BrokerAnswer<Value>& answer) {
  const auto* const done = std::get_if<Done<Value>>(&answer);
  return done == nullptr ? nullptr : &done->value;
}

}  // namespace

struct Reconciler::Comparing {
  broker::Outlet& outlet;
  std::int64_t begun_ms;
  std::vector<Told> told;
  ReconcileReport report;
  int rounds = 0;
  std::vector<BrokerFill> to_book;
  messages::UniverseSnapshot universe;
  std::vector<std::string> not_booked;
  Holdings broker;
  std::map<std::string, std::string> currencies;  // of the positions at the broker, by symbol
  std::vector<BrokerOrderNews> orders;
};

void Reconciler::reconcile(broker::Outlet& outlet, Told told) {
  if (current_) {
    current_->told.push_back(std::move(told));
    return;
  }
  const auto now = std::make_shared<Comparing>(
      Comparing{outlet, wall_ms(clock_), {}, {}, 0, {}, {}, {}, {}, {}, {}});
  now->told.push_back(std::move(told));
  current_ = now;
  begin(now);
}

void Reconciler::begin(const Shared& now) {
  now->report.broker = adapter_.name();
  now->report.live = adapter_.is_live();
  if (!adapter_.keeps_account()) {
    now->report.compared = true;
    now->report.text = "this broker keeps no account of its own: the books are the account";
    return tell(now);
  }
  cash_.book(day_of_ms(wall_ms(clock_)), now->outlet, [this, now](const auto& outcome) {
    if (!outcome.failure.empty()) return stop(now, outcome.failure);
    now->report.cash_booked = outcome.booked;
    ask_fills(now);
  });
}

void Reconciler::ask_fills(const Shared& now) {
  const auto open = store_.open_orders();
  if (!open) return stop(now, planner::describe(open.error()));
  if (const std::string why = unsettled_order(*open); !why.empty()) return stop(now, why);
  if (++now->rounds > rounds_max) return stop(now, "fills come faster than they can be compared");
  const auto cursor = store_.fill_cursor(adapter_.name());
  if (!cursor) return stop(now, planner::describe(cursor.error()));
  adapter_.fills_since(*cursor, [this, now](const auto& answer) { hear_fills(now, answer); });
}

void Reconciler::hear_fills(const Shared& now, const BrokerAnswer<BrokerFills>& answer) {
  const BrokerFills* const fills = done_with(answer);
  if (fills == nullptr) return stop(now, "the broker does not tell its fills");
  const auto moved = store_.take_fills(adapter_.name(), *fills, wall_ms(clock_));
  if (!moved) return stop(now, planner::describe(moved.error()));
  if (!moved->empty()) return stop(now, "fills of order " + moved->front() + " are booked first");
  if (fills->more) {
    --now->rounds;
    return ask_fills(now);
  }
  const auto external = store_.external_fills();
  if (!external) return stop(now, planner::describe(external.error()));
  now->to_book.clear();
  for (const BrokerFill& fill : *external) {
    const auto& not_booked = now->not_booked;
    const bool tried =
        std::find(not_booked.begin(), not_booked.end(), fill.fill_id) != not_booked.end();
    if (!tried) now->to_book.push_back(fill);
  }
  if (!now->to_book.empty()) return ask_market(now);
  // What was told before the last look at the fills is compared with the books after it.
  if (now->rounds == 1) return ask_broker(now);
  ask_books(now);
}

void Reconciler::ask_market(const Shared& now) {
  now->outlet.request("universe", messages::pack(messages::GetUniverse{}), "reconcile",
                      asking_deadline, [this, now](const Result<Envelope>& reply) {
                        auto universe = body_of<messages::UniverseSnapshot>(reply);
                        if (!universe) return stop(now, planner::describe(universe.error()));
                        now->universe = std::move(*universe);
                        book_next(now);
                      });
}

void Reconciler::book_next(const Shared& now) {
  if (now->to_book.empty()) return ask_broker(now);
  const BrokerFill fill = now->to_book.front();
  now->to_book.erase(now->to_book.begin());
  const auto body = booked_as(fill, now->universe);
  if (!body) {
    adopt(fill.symbol, fill.currency, now->outlet);
    now->not_booked.push_back(fill.fill_id);
    return book_next(now);
  }
  now->outlet.request("portfolio", messages::pack(*body), "reconcile", asking_deadline,
                      [this, now, id = fill.fill_id](const Result<Envelope>& reply) {
                        const auto applied = body_of<messages::FillApplied>(reply);
                        if (!applied) {
                          now->not_booked.push_back(id);
                          return book_next(now);
                        }
                        const auto kept = store_.external_fill_booked(id);
                        if (!kept) return stop(now, planner::describe(kept.error()));
                        ++now->report.booked;
                        book_next(now);
                      });
}

void Reconciler::ask_broker(const Shared& now) {
  adapter_.positions([this, now](const BrokerAnswer<std::vector<BrokerPosition>>& told) {
    const auto* const positions = done_with(told);
    if (positions == nullptr) return stop(now, "the broker does not tell its positions");
    now->broker = {};
    for (const BrokerPosition& one : *positions) {
      now->broker.shares[one.symbol] += one.quantity;
      now->currencies[one.symbol] = one.currency;
    }
    adapter_.account([this, now](const BrokerAnswer<BrokerAccount>& answer) {
      const BrokerAccount* const account = done_with(answer);
      if (account == nullptr) return stop(now, "the broker does not tell its account");
      for (const auto& cash : account->cash) now->broker.cash[cash.currency] += cash.money;
      if (!account->may_trade) now->report.text = account->text;
      adapter_.open_orders([this, now](const BrokerAnswer<std::vector<BrokerOrderNews>>& orders) {
        const auto* const open = done_with(orders);
        if (open == nullptr) return stop(now, "the broker does not tell its open orders");
        now->orders = *open;
        ask_fills(now);
      });
    });
  });
}

void Reconciler::ask_books(const Shared& now) {
  now->outlet.request("portfolio", messages::pack(messages::GetBooks{{}, 0}), "reconcile",
                      asking_deadline, [this, now](const Result<Envelope>& reply) {
                        const auto books = body_of<messages::BooksReport>(reply);
                        if (!books) return stop(now, planner::describe(books.error()));
                        compare(now, *books);
                      });
}

/// Returns which order of ours went on at the broker while its fills are not told yet.
std::string Reconciler::behind(const Shared& now) {
  const auto open = store_.open_orders();
  if (!open) return planner::describe(open.error());
  for (const JournalledOrder& order : *open) {
    if (order.report.state == messages::OrderState::journalled) continue;
    const auto at = std::find_if(now->orders.begin(), now->orders.end(), [&](const auto& news) {
      return news.client_order_id == order.report.order_id;
    });
    if (at != now->orders.end() && at->filled <= order.filled) continue;
    return fmt::format("order {} goes on at the broker", order.report.order_id);
  }
  return "";
}

void Reconciler::compare(const Shared& now, const messages::BooksReport& books) {
  if (const std::string why = behind(now); !why.empty()) return stop(now, why);
  const Holdings ours = holdings_of(books);
  found_ = planner::trading::differences(ours, now->broker);
  for (const Difference& one : found_) {
    now->report.differences.push_back(line_of(one));
    if (one.kind != DifferenceKind::only_at_broker) continue;
    adopt(one.subject, now->currencies[one.subject], now->outlet);
  }
  for (const BrokerOrderNews& order : now->orders) {
    const auto known = store_.order(order.client_order_id);
    if (known) continue;
    now->report.differences.push_back(
        {DifferenceKind::other_order, order.broker_order_id, "",
         planner::ledger::format(order.quantity),
         fmt::format("an open order for {} by another hand: its fills will be booked",
                     order.symbol)});
  }
  if (!guard_.believes(ours, now->broker, wall_ms(clock_))) {
    compared_ = false;
    return stop(now, "more than half of the positions would be gone: asked again in a minute");
  }
  if (auto noted = store_.note_compared(now->begun_ms); !noted) {
    return stop(now, planner::describe(noted.error()));
  }
  auto left = store_.cash_left(adapter_.name(), day_of_ms(wall_ms(clock_)) - cash_shown_for);
  if (!left) return stop(now, planner::describe(left.error()));
  now->report.cash_left = std::move(*left);
  compared_ = true;
  now->report.compared = true;
  tell(now);
}

void Reconciler::stop(const Shared& now, const std::string& why) {
  now->report.compared = false;
  now->report.text = why;
  tell(now);
}

void Reconciler::tell(const Shared& now) {
  now->report.at_ms = wall_ms(clock_);
  if (const auto shares = store_.unanswered_shares(adapter_.name())) {
    for (const BrokerCashRow& row : *shares) {
      now->report.unanswered.push_back({row.row_id, row.symbol, row.day, row.text});
    }
  }
  current_.reset();
  for (const Told& told : now->told) told(now->report);
}

}  // namespace ballast::actors
