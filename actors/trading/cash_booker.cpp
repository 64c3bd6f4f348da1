#include "actors/trading/cash_booker.hpp"

#include <algorithm>
#include <deque>
#include <utility>

#include <fmt/format.h>

#include "actors/trading/reply_body.hpp"
#include "messages/entries.hpp"
#include "messages/import_report.hpp"
#include "messages/ledger.hpp"
#include "planner/trading/split_legs.hpp"

namespace ballast::actors {
namespace {

using messages::EntryRow;
using planner::Result;
using planner::ledger::EntryKind;
using planner::ledger::Quantity;

constexpr std::chrono::milliseconds cash_deadline{15'000};
/// The rest is taken the next time.
constexpr int pages_max = 100;
/// The halves of a split may be told some time apart.
constexpr std::chrono::days half_waits_for{3};

std::string entry_id(std::string_view broker, std::string_view row_id) {
  return fmt::format("{}/{}", broker, row_id);
}

EntryRow reversal_of(std::string_view broker, const CashToBook& told) {
  EntryRow out;
  out.id = entry_id(broker, told.row.row_id) + "/reversal";
  out.kind = EntryKind::reversal;
  out.day = told.row.day;
  out.reverses = entry_id(broker, told.instead_of);
  out.note = told.row.text;
  return out;
}

EntryRow entry_of(std::string_view broker, const BrokerCashRow& row) {
  EntryRow out;
  out.id = entry_id(broker, row.row_id);
  out.kind = *row.kind;
  out.day = row.day;
  if (out.kind == EntryKind::dividend) out.symbol = row.symbol;
  out.currency = row.amount.currency;
  out.amount = row.amount.money;
  out.tax = row.tax;
  out.note = row.text;
  return out;
}

/// Both halves of a split make one entry, under the id of the one whose id comes first.
EntryRow split_entry(std::string_view broker, const std::vector<BrokerCashRow>& halves,
                     planner::ledger::SplitRatio ratio) {
  EntryRow out;
  out.line = 1;
  out.id = entry_id(broker, std::min(halves[0].row_id, halves[1].row_id));
  out.kind = EntryKind::split;
  out.day = std::min(halves[0].day, halves[1].day);
  out.symbol = halves.front().symbol;
  out.split_become = ratio.become;
  out.split_held = ratio.held;
  out.note =
      fmt::format("{} shares of {} became {}",
                  planner::ledger::format(std::min(halves[0].shares, halves[1].shares)), out.symbol,
                  planner::ledger::format(std::max(halves[0].shares, halves[1].shares)));
  return out;
}

Quantity held_of(const messages::BooksReport& books, const std::string& symbol) {
  Quantity out;
  for (const messages::HoldingLine& line : books.holdings) {
    const bool counts = line.symbol == symbol && line.account == planner::ledger::main_account;
    if (counts) out += Quantity::nearest(line.quantity).value_or(Quantity{});
  }
  return out;
}

/// Whether the books can say what it is.
bool can_be_booked(const CashToBook& told) {
  if (told.row.takes_back && told.instead_of.empty()) return false;
  return !told.row.stands || told.row.kind.has_value();
}

messages::ImportEntries entries_of(std::string_view broker, const CashToBook& told) {
  messages::ImportEntries out;
  out.source = broker;
  if (told.row.takes_back) out.rows.push_back(reversal_of(broker, told));
  if (told.row.stands) out.rows.push_back(entry_of(broker, told.row));
  std::uint32_t line = 0;
  for (EntryRow& row : out.rows) row.line = ++line;
  return out;
}

}  // namespace

struct CashBooker::Booking {
  Booking(planner::Date day, broker::Outlet& told, Over then)
      : today(day), outlet(told), over(std::move(then)) {}

  planner::Date today;
  broker::Outlet& outlet;
  Over over;
  Outcome outcome;
  int pages = 0;
  std::deque<CashToBook> rows;

  void end(std::string failure) {
    outcome.failure = std::move(failure);
    over(outcome);
  }
  void warn(std::string text) {
    outlet.note({broker::Notice::Level::warning, "", std::move(text)});
  }
};

void CashBooker::book(planner::Date today, broker::Outlet& outlet, Over over) {
  ask(std::make_shared<Booking>(today, outlet, std::move(over)));
}

void CashBooker::ask(const Shared& now) {
  const auto cursor = store_.cash_cursor(adapter_.name());
  if (!cursor) return now->end(planner::describe(cursor.error()));
  adapter_.cash_since(*cursor, [this, now](const auto& answer) { hear(now, answer); });
}

void CashBooker::hear(const Shared& now, const BrokerAnswer<BrokerCashRows>& answer) {
  const auto* const told = std::get_if<Done<BrokerCashRows>>(&answer);
  if (told == nullptr) return now->end("the broker does not tell what moved its cash");
  if (auto taken = store_.take_cash(adapter_.name(), told->value); !taken) {
    return now->end(planner::describe(taken.error()));
  }
  if (told->value.more && ++now->pages < pages_max) return ask(now);
  auto rows = store_.cash_to_book(adapter_.name());
  if (!rows) return now->end(planner::describe(rows.error()));
  now->rows.assign(std::make_move_iterator(rows->begin()), std::make_move_iterator(rows->end()));
  book_next(now);
}

void CashBooker::book_next(const Shared& now) {
  if (now->rows.empty()) return now->end("");
  const CashToBook told = std::move(now->rows.front());
  now->rows.pop_front();
  if (!can_be_booked(told)) return leave(now, {told.row}, "");
  if (told.row.kind == EntryKind::split) return book_split(now, told.row);
  book_row(now, told);
}

void CashBooker::book_row(const Shared& now, const CashToBook& told) {
  now->outlet.request(
      "portfolio", messages::pack(entries_of(adapter_.name(), told)), "reconcile", cash_deadline,
      [this, now, row = told.row](const Result<messages::Envelope>& reply) {
        const auto report = body_of<messages::ImportReport>(reply);
        if (report) return settle(now, {row}, true);
        now->warn(fmt::format("{} on {} is not booked: {}", row.text, planner::format_date(row.day),
                              planner::describe(report.error())));
        book_next(now);
      });
}

void CashBooker::book_split(const Shared& now, const BrokerCashRow& half) {
  std::vector<BrokerCashRow> halves = {half};
  std::erase_if(now->rows, [&](const CashToBook& other) {
    if (other.row.kind != EntryKind::split || other.row.family != half.family) return false;
    halves.push_back(other.row);
    return true;
  });
  const bool one_security = std::all_of(
      halves.begin(), halves.end(), [&](const auto& other) { return other.symbol == half.symbol; });
  if (!one_security || halves.size() > 2) {
    return leave(now, halves, "it is told in other than two halves");
  }
  if (halves.size() == 1) {
    if (half.day + half_waits_for < now->today) return leave(now, halves, "its half is missing");
    return book_next(now);
  }
  now->outlet.request("portfolio", messages::pack(messages::GetBooks{{}, 0}), "reconcile",
                      cash_deadline,
                      [this, now, halves](const auto& reply) { hear_books(now, halves, reply); });
}

void CashBooker::hear_books(const Shared& now, const std::vector<BrokerCashRow>& halves,
                            const Result<messages::Envelope>& reply) {
  const auto books = body_of<messages::BooksReport>(reply);
  if (!books) return now->end(planner::describe(books.error()));
  const Quantity held = held_of(*books, halves.front().symbol);
  const planner::trading::SplitLeg one{halves[0].shares, halves[0].price};
  const planner::trading::SplitLeg other{halves[1].shares, halves[1].price};
  if (const auto ratio = planner::trading::split_of(one, other, held)) {
    return import_split(now, halves, *ratio, false);
  }
  // It may be booked already, and be told as settled only after a crash.
  const Quantity gone = Quantity::of(-std::min(one.shares, other.shares).count());
  const auto ratio = planner::trading::split_of(one, other, gone);
  if (ratio && held == std::max(one.shares, other.shares)) {
    return import_split(now, halves, *ratio, true);
  }
  const auto why = planner::trading::split_of(one, other, ratio ? held : gone);
  leave(now, halves, why ? "" : why.error().what);
}

void CashBooker::import_split(const Shared& now, const std::vector<BrokerCashRow>& halves,
                              planner::ledger::SplitRatio ratio, bool was_booked) {
  messages::ImportEntries import;
  import.source = adapter_.name();
  import.dry_run = was_booked;
  import.rows.push_back(split_entry(adapter_.name(), halves, ratio));
  now->outlet.request("portfolio", messages::pack(import), "reconcile", cash_deadline,
                      [this, now, halves, was_booked](const Result<messages::Envelope>& reply) {
                        const auto report = body_of<messages::ImportReport>(reply);
                        if (!report) {
                          now->warn(fmt::format("{} is not booked: {}", halves.front().text,
                                                planner::describe(report.error())));
                          return book_next(now);
                        }
                        if (was_booked && report->unchanged == 0) {
                          return leave(now, halves, "the books hold as many shares as came of it");
                        }
                        settle(now, halves, true);
                      });
}

void CashBooker::leave(const Shared& now, const std::vector<BrokerCashRow>& rows,
                       const std::string& why) {
  for (const BrokerCashRow& row : rows) {
    now->warn(fmt::format("the broker tells {} on {}{}: book it with `ballast import ledger`{}",
                          row.text, planner::format_date(row.day), why.empty() ? "" : ", " + why,
                          row.moves_shares ? "; it is not traded until you say so" : ""));
  }
  settle(now, rows, false);
}

void CashBooker::settle(const Shared& now, const std::vector<BrokerCashRow>& rows, bool booked) {
  for (const BrokerCashRow& row : rows) {
    if (auto kept = store_.settle_cash(adapter_.name(), row.row_id, booked); !kept) {
      return now->end(planner::describe(kept.error()));
    }
  }
  now->outcome.booked += booked ? 1U : 0U;
  book_next(now);
}

}  // namespace ballast::actors
