#include "actors/trading/cash_booker.hpp"

#include <deque>
#include <utility>

#include <fmt/format.h>

#include "messages/codec.hpp"
#include "messages/entries.hpp"
#include "messages/import_report.hpp"

namespace ballast::actors {
namespace {

using messages::EntryRow;
using planner::ledger::EntryKind;

constexpr std::chrono::milliseconds cash_deadline{15'000};
/// The rest is taken the next time.
constexpr int pages_max = 100;

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
  Booking(broker::Outlet& told, Over then) : outlet(told), over(std::move(then)) {}

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

void CashBooker::book(broker::Outlet& outlet, Over over) {
  ask(std::make_shared<Booking>(outlet, std::move(over)));
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
  if (!can_be_booked(told)) {
    now->warn(fmt::format("the broker tells {} on {}: book it with `ballast import ledger`",
                          told.row.text, planner::format_date(told.row.day)));
    return settle(now, told.row.row_id, false);
  }
  now->outlet.request(
      "portfolio", messages::pack(entries_of(adapter_.name(), told)), "reconcile", cash_deadline,
      [this, now, row = told.row](const planner::Result<messages::Envelope>& reply) {
        const auto report =
            reply ? messages::unpack<messages::ImportReport>(*reply)
                  : planner::Result<messages::ImportReport>(tl::unexpected(reply.error()));
        if (report) return settle(now, row.row_id, true);
        now->warn(fmt::format("{} on {} is not booked: {}", row.text, planner::format_date(row.day),
                              planner::describe(report.error())));
        book_next(now);
      });
}

void CashBooker::settle(const Shared& now, const std::string& row_id, bool booked) {
  if (auto kept = store_.settle_cash(adapter_.name(), row_id, booked); !kept) {
    return now->end(planner::describe(kept.error()));
  }
  now->outcome.booked += booked ? 1U : 0U;
  book_next(now);
}

}  // namespace ballast::actors
