#include "actors/portfolio/books_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "messages/hashes.hpp"
#include "planner/ledger/year.hpp"

namespace ballast::actors {
namespace {

using messages::BooksReport;
using messages::YearReport;
using planner::Failure;
using planner::FailureKind;
using planner::Result;
using planner::ledger::Books;
using planner::ledger::Entry;

constexpr std::uint32_t year_min = 1900;
constexpr std::uint32_t year_max = 9999;

messages::HoldingLine holding_line(const std::string& account, planner::SecurityId security,
                                   const planner::ledger::Holding& holding) {
  messages::HoldingLine out;
  out.account = account;
  out.security = security;
  out.symbol = holding.symbol();
  out.currency = holding.currency();
  out.quantity = holding.quantity().units();
  out.cost = holding.cost();
  out.cost_known = holding.cost_known();
  out.first_bought = holding.first_bought();
  for (const planner::ledger::Lot& lot : holding.lots()) {
    out.lots.push_back({lot.opened_by, lot.acquired, lot.quantity.units(), lot.cost, lot.cost_known,
                        lot.base_cost});
  }
  return out;
}

void tell_state(BooksReport& report, const Books& books) {
  for (const auto& [account, state] : books.accounts()) {
    report.accounts.push_back({account, state.method});
    for (const auto& [key, money] : state.balances) {
      report.balances.push_back({account, key.first, key.second, money});
    }
    for (const auto& [security, holding] : state.holdings) {
      report.holdings.push_back(holding_line(account, security, holding));
    }
  }
  report.state_hash = messages::sha256_hex(text_of(books));
}

void tell_moves(BooksReport& report, std::span<const Entry> entries, std::size_t most) {
  const auto stands = standing(entries);
  const std::size_t first = entries.size() - std::min(most, entries.size());
  for (std::size_t place = entries.size(); place > first; --place) {
    const Entry& entry = entries[place - 1];
    const bool reversed = entry.kind != planner::ledger::EntryKind::reversal && !stands[place - 1];
    report.moves.push_back({place, entry.id, entry.account, entry.kind, entry.day, describe(entry),
                            entry.note, reversed});
  }
}

messages::RealisedLine realised_line(const planner::ledger::RealisedLot& lot) {
  return {lot.sale,       lot.opened_by,        lot.security, lot.symbol,   lot.acquired,
          lot.sold,       lot.quantity.units(), lot.currency, lot.proceeds, lot.cost,
          lot.cost_known, lot.base_proceeds,    lot.base_cost};
}

}  // namespace

Result<BooksReport> report_books(const planner::ledger::Ledger& ledger,
                                 const messages::GetBooks& question) {
  if (question.moves > told_moves_max) {
    return tl::unexpected(Failure{FailureKind::refused, "so many moves are not told at once",
                                  "moves", fmt::format("up to {}", told_moves_max)});
  }
  BooksReport out;
  out.at = question.at;
  std::span<const Entry> entries = ledger.entries();
  if (question.at) entries = entries.first(booked_by(entries, *question.at));
  out.entries = entries.size();
  if (entries.size() == ledger.entries().size()) {
    tell_state(out, ledger.books());
  } else {
    const auto books = planner::ledger::replay(entries);
    if (!books) return tl::unexpected(books.error());
    tell_state(out, *books);
  }
  tell_moves(out, entries, question.moves);
  return out;
}

Result<YearReport> report_year(const planner::ledger::Ledger& ledger,
                               const messages::GetYear& question) {
  if (question.year < year_min || question.year > year_max) {
    return tl::unexpected(Failure{FailureKind::invalid, fmt::format("{} is no year", question.year),
                                  "year", fmt::format("{} to {}", year_min, year_max)});
  }
  const auto year = planner::ledger::year_of(ledger.entries(), static_cast<int>(question.year));
  if (!year) return tl::unexpected(year.error());
  if (year->realised.size() + year->lines.size() > year_lines_max) {
    return tl::unexpected(Failure{FailureKind::refused, "this year has too many lines to tell",
                                  fmt::format("year {}", question.year),
                                  fmt::format("up to {}", year_lines_max)});
  }
  YearReport out;
  out.year = question.year;
  for (const auto& lot : year->realised) out.realised.push_back(realised_line(lot));
  for (const auto& line : year->lines) {
    out.income.push_back({line.entry, line.book, line.day, line.symbol, line.amount.currency,
                          line.amount.money, line.base});
  }
  return out;
}

}  // namespace ballast::actors
