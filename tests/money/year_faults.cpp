#include "tests/money/year_faults.hpp"

#include "messages/codec.hpp"
#include "messages/entries.hpp"
#include "messages/import_report.hpp"

namespace ballast::money {
namespace {

using messages::ApplyFill;
using messages::EntryRow;
using messages::ImportEntries;
using planner::ledger::EntryKind;
using Answer = std::optional<messages::Payload>;

template <class Body>
void put_body(Envelope& command, const Body& body) {
  command.body = messages::pack(body).bytes;
}

/// Changes each fill on its way to the books.
std::function<void(Town&)> with_fills(std::function<void(Town&, ApplyFill&)> change) {
  return [change = std::move(change)](Town& town) {
    town.tamper_with_portfolio([&town, change](Envelope& command) -> Answer {
      if (command.header.type != ApplyFill::type) return std::nullopt;
      auto fill = messages::unpack<ApplyFill>(command).value();
      change(town, fill);
      put_body(command, fill);
      return std::nullopt;
    });
  };
}

/// Changes each fact that a person tells.
std::function<void(Town&)> with_entries(std::function<void(std::vector<EntryRow>&)> change) {
  return [change = std::move(change)](Town& town) {
    town.tamper_with_portfolio([change](Envelope& command) -> Answer {
      if (command.header.type != ImportEntries::type) return std::nullopt;
      auto import = messages::unpack<ImportEntries>(command).value();
      change(import.rows);
      put_body(command, import);
      return std::nullopt;
    });
  };
}

void book_dividends_twice(std::vector<EntryRow>& rows) {
  if (rows.front().kind != EntryKind::dividend) return;
  rows.push_back(rows.front());
  rows.back().id += " again";
  rows.back().line = 2;
}

void call_dividends_deposits(std::vector<EntryRow>& rows) {
  if (rows.front().kind != EntryKind::dividend) return;
  rows.front().kind = EntryKind::deposit;
  rows.front().symbol.clear();
}

/// Says that a split was booked, and does not book it.
void forget_splits(Town& town) {
  town.tamper_with_portfolio([](Envelope& command) -> Answer {
    if (command.header.type != ImportEntries::type) return std::nullopt;
    const auto import = messages::unpack<ImportEntries>(command).value();
    if (import.rows.front().kind != EntryKind::split) return std::nullopt;
    return messages::pack(messages::ImportReport{});
  });
}

/// Says that one fill was booked, and does not book it.
void lose_a_fill(Town& town) {
  town.tamper_with_portfolio([lost = std::string()](Envelope& command) mutable -> Answer {
    if (command.header.type != ApplyFill::type) return std::nullopt;
    const auto fill = messages::unpack<ApplyFill>(command).value();
    if (lost.empty()) lost = fill.fill_id;
    if (fill.fill_id != lost) return std::nullopt;
    return messages::pack(messages::FillApplied{fill.fill_id, false, 1, 1.0});
  });
}

/// Books a fill a second time, under a name of its own.
void double_fills(Town& town, ApplyFill& fill) {
  ApplyFill again = fill;
  again.fill_id += " again";
  if (!fill.fill_id.ends_with("again")) town.ask("portfolio", messages::pack(again));
}

void take_the_rate_of_the_day_before(Town& town, ApplyFill& fill) {
  constexpr std::int64_t one_day_ms = 86'400'000;
  if (fill.currency != "EUR") fill.rate = town.rate_at(town.now_ms() - one_day_ms).units();
}

/// A split that reaches the holding and not its lots.
void split_without_lots(messages::BooksReport& books) {
  if (books.entries < 100) return;
  for (auto& holding : books.holdings) {
    for (auto& lot : holding.lots) lot.quantity /= 2.0;
  }
}

void lose_the_rates_of_lots(messages::BooksReport& books) {
  for (auto& holding : books.holdings) {
    for (auto& lot : holding.lots) lot.base_cost = lot.cost;
  }
}

}  // namespace

std::vector<PlantedFault> planted_faults() {
  return {
      {"a dividend booked twice", "cash in EUR", with_entries(book_dividends_twice)},
      {"a dividend taken for a deposit", "contributions", with_entries(call_dividends_deposits)},
      {"a fee dropped", "fees in", with_fills([](Town&, ApplyFill& fill) { fill.fee = 0.0; })},
      {"a price a cent off", "cash in",
       with_fills([](Town&, ApplyFill& fill) { fill.price += 0.01; })},
      {"a fill booked twice", "shares of", with_fills(double_fills)},
      {"a fill lost", "shares of", lose_a_fill},
      {"a rate of the day before", "in EUR", with_fills(take_the_rate_of_the_day_before)},
      {"a split forgotten", "shares of S2", forget_splits},
      {"a split not applied to lots", "shares in lots of", {}, split_without_lots},
      {"lots counted at no rate", "cost in EUR of S2", {}, lose_the_rates_of_lots},
  };
}

}  // namespace ballast::money
