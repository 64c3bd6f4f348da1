#include "actors/trading/alpaca/cash_rows.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace ballast::actors::alpaca {
namespace {

using planner::Money;
using planner::ledger::EntryKind;

struct Kind {
  std::string_view name;
  CashMeaning meaning;
};

/// What is not here (capital returned, rebates) changes more than cash, or tells too little.
constexpr std::array<Kind, 19> known_kinds = {{{"CSD", CashMeaning::transfer},
                                               {"CSW", CashMeaning::transfer},
                                               {"JNLC", CashMeaning::transfer},
                                               {"TRANS", CashMeaning::transfer},
                                               {"DIV", CashMeaning::dividend},
                                               {"DIVCGL", CashMeaning::dividend},
                                               {"DIVCGS", CashMeaning::dividend},
                                               {"DIVTXEX", CashMeaning::dividend},
                                               {"DIVFT", CashMeaning::dividend_tax},
                                               {"DIVNRA", CashMeaning::dividend_tax},
                                               {"DIVTW", CashMeaning::dividend_tax},
                                               {"DIVWH", CashMeaning::dividend_tax},
                                               {"INT", CashMeaning::interest},
                                               {"INTNRA", CashMeaning::interest_tax},
                                               {"INTTW", CashMeaning::interest_tax},
                                               {"FEE", CashMeaning::fee},
                                               {"CFEE", CashMeaning::fee},
                                               {"PTC", CashMeaning::fee},
                                               {"DIVFEE", CashMeaning::fee}}};

struct Wording {
  std::string_view kind;
  std::string_view words;
};

constexpr std::array<Wording, 11> share_kinds = {{{"SPLIT", "a split"},
                                                  {"SSP", "a split"},
                                                  {"SPIN", "a spin-off"},
                                                  {"SSO", "a spin-off"},
                                                  {"MA", "a merger"},
                                                  {"NC", "a change of name"},
                                                  {"SC", "a change of symbol"},
                                                  {"REORG", "a reorganisation"},
                                                  {"VOF", "a voluntary offer"},
                                                  {"JNLS", "a transfer of shares"},
                                                  {"ACATS", "a transfer of shares"}}};

std::string words_of(const std::string& kind) {
  const auto* const at = std::find_if(share_kinds.begin(), share_kinds.end(),
                                      [&](const Wording& known) { return known.kind == kind; });
  return at == share_kinds.end() ? kind : fmt::format("{} ({})", at->words, kind);
}

void put_meaning(BrokerCashRow& row, CashMeaning meaning, Money moved) {
  const bool came = moved > Money{};
  const Money size = came ? moved : -moved;
  switch (meaning) {
    case CashMeaning::transfer:
      row.kind = came ? EntryKind::deposit : EntryKind::withdrawal;
      row.amount.money = size;
      return;
    case CashMeaning::dividend:
      if (came) row.kind = EntryKind::dividend;
      row.amount.money = size;
      return;
    case CashMeaning::interest:
      row.kind = EntryKind::interest;
      row.amount.money = moved;
      return;
    case CashMeaning::dividend_tax:
    case CashMeaning::interest_tax:
      if (came) return;
      row.kind = meaning == CashMeaning::dividend_tax ? EntryKind::dividend : EntryKind::interest;
      row.tax = size;
      return;
    case CashMeaning::fee:
      if (!came) row.kind = EntryKind::fee;
      row.amount.money = size;
      return;
  }
}

}  // namespace

std::optional<CashMeaning> meaning_of(std::string_view kind) {
  const auto* const at = std::find_if(known_kinds.begin(), known_kinds.end(),
                                      [&](const Kind& known) { return known.name == kind; });
  return at == known_kinds.end() ? std::nullopt : std::optional(at->meaning);
}

BrokerCashRow cash_row_of(const CashActivity& row, const std::string& currency) {
  BrokerCashRow out;
  out.row_id = row.id;
  out.symbol = row.symbol;
  out.day = row.day;
  out.amount.currency = currency;
  out.family = row.group.empty() ? row.id : row.group;
  out.family += " " + row.kind;
  out.takes_back = row.status != RowStatus::executed;
  out.stands = row.status != RowStatus::cancels;
  out.text = fmt::format("{} of {} {}", row.kind, planner::format_money(row.amount), currency);
  if (!row.symbol.empty()) out.text += " for " + row.symbol;
  const auto meaning = meaning_of(row.kind);
  if (meaning && row.amount != Money{}) put_meaning(out, *meaning, row.amount);
  // A dividend without money is paid in shares.
  out.moves_shares = meaning == CashMeaning::dividend && row.amount == Money{};
  return out;
}

BrokerCashRow share_row_of(const OtherActivity& row, planner::Date otherwise,
                           const std::string& currency) {
  BrokerCashRow out;
  out.row_id = row.id;
  out.symbol = row.symbol;
  out.day = row.day.value_or(otherwise);
  out.amount = {currency, row.amount};
  out.family = (row.group.empty() ? row.symbol + " " + planner::format_date(out.day) : row.group) +
               " " + row.kind;
  out.moves_shares = true;
  out.shares = row.shares.value_or(planner::ledger::Quantity{});
  out.price = std::max(row.price, planner::ledger::Price{});
  const bool stands = row.status.empty() || row.status == "executed";
  const bool is_half_of_split =
      row.kind == "SPLIT" && row.shares && row.day && !row.symbol.empty() && row.amount == Money{};
  if (stands && is_half_of_split) out.kind = EntryKind::split;
  out.text = words_of(row.kind);
  if (row.shares && !row.symbol.empty()) {
    out.text += fmt::format(" of {} {}", planner::ledger::format(*row.shares), row.symbol);
  } else if (!row.symbol.empty()) {
    out.text += " of " + row.symbol;
  }
  if (row.amount != Money{}) {
    out.text += fmt::format(" with {} {}", planner::format_money(row.amount), currency);
  }
  if (!stands) out.text += ", " + row.status;
  return out;
}

BrokerCashRows cash_rows_of(const ActivityPage& page, FillCursor cursor,
                            const std::string& currency, std::size_t page_rows) {
  BrokerCashRows out;
  for (const CashActivity& row : page.cash) {
    out.rows.push_back(cash_row_of(row, currency));
    cursor.newest = std::max(cursor.newest, row.day.time_since_epoch().count() * ns_per_day);
  }
  for (const OtherActivity& row : page.others) {
    out.rows.push_back(share_row_of(row, new_york_day(cursor.newest), currency));
  }
  // A page that does not go on would be asked for again and again.
  out.more = page.rows >= page_rows && page.last_id != cursor.page;
  cursor.page = out.more ? page.last_id : "";
  out.cursor = text_of(cursor);
  return out;
}

}  // namespace ballast::actors::alpaca
