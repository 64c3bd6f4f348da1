#include "tools/ballast/portfolio_text.hpp"

#include <fmt/format.h>

#include "messages/json.hpp"
#include "messages/json_values.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

using messages::BooksReport;
using messages::HoldingLine;
using planner::Money;
using planner::ledger::BookAccount;
using planner::ledger::Market;
using planner::ledger::Worth;

std::string amount_text(std::optional<Money> money) {
  return money ? grouped(*money) : "?";
}

std::string gain_text(std::optional<Money> gain) {
  if (!gain) return "?";
  return (*gain > Money{} ? "+" : "") + grouped(*gain);
}

std::string day_or_unknown(std::optional<planner::Date> day) {
  return day ? planner::format_date(*day) : "?";
}

std::string currency_or_unknown(const std::string& currency) {
  return currency.empty() ? "?" : currency;
}

std::string holdings_text(const BooksReport& books, const std::optional<Market>& market) {
  const std::string base = market ? market->base_currency() : "base";
  Table table({{"position"},
               {"shares", Align::right},
               {"cost", Align::right},
               {"value", Align::right},
               {"gain", Align::right},
               {""},
               {"in " + base, Align::right},
               {"since"}});
  for (const HoldingLine& holding : books.holdings) {
    const Worth worth = market ? worth_of(*market, holding) : Worth{};
    table.add({holding.symbol, shares(holding.quantity),
               holding.cost_known ? grouped(holding.cost) : "?", amount_text(worth.value),
               gain_text(worth.gain), currency_or_unknown(holding.currency),
               amount_text(worth.base_value), day_or_unknown(holding.first_bought)});
  }
  return table.text();
}

std::string lots_text(const BooksReport& books, std::size_t width) {
  Table table(
      {{"lot"}, {"bought"}, {"shares", Align::right}, {"cost", Align::right}, {""}, {"entry"}});
  for (const HoldingLine& holding : books.holdings) {
    for (const messages::LotLine& lot : holding.lots) {
      table.add({holding.symbol, day_or_unknown(lot.acquired), shares(lot.quantity),
                 lot.cost_known ? grouped(lot.cost) : "?", currency_or_unknown(holding.currency),
                 lot.opened_by});
    }
  }
  return table.text(2, width);
}

std::string cash_text(const BooksReport& books, const std::optional<Market>& market) {
  Table table({{"cash"},
               {"", Align::right},
               {"in " + (market ? market->base_currency() : "base"), Align::right}});
  for (const messages::BalanceLine& balance : books.balances) {
    if (balance.book != BookAccount::cash) continue;
    table.add({balance.currency, grouped(balance.amount),
               market ? amount_text(market->in_base(balance.amount, balance.currency)) : "?"});
  }
  return table.empty() ? "" : table.text() + "\n";
}

struct Told {
  BookAccount book;
  const char* words;
  bool income;  // stands below zero in the books
};
constexpr std::array<Told, 7> told_books = {{{BookAccount::gains, "realised gains", true},
                                             {BookAccount::dividends, "dividends", true},
                                             {BookAccount::interest, "interest", true},
                                             {BookAccount::fees, "fees", false},
                                             {BookAccount::taxes, "taxes", false},
                                             {BookAccount::contributions, "paid in", true},
                                             {BookAccount::unexplained, "taken over", true}}};

std::string results_text(const BooksReport& books) {
  Table table({{"so far"}, {"", Align::right}, {""}});
  for (const Told& told : told_books) {
    for (const messages::BalanceLine& balance : books.balances) {
      if (balance.book != told.book) continue;
      table.add({told.words, grouped(told.income ? -balance.amount : balance.amount),
                 currency_or_unknown(balance.currency)});
    }
  }
  return table.empty() ? "" : table.text() + "\n";
}

std::string moves_text(const BooksReport& books, std::size_t width) {
  Table table({{"entry", Align::right}, {"what moved"}, {"why"}, {"id"}});
  for (const messages::MoveLine& move : books.moves) {
    table.add({std::to_string(move.number), move.what + (move.reversed ? " (reversed)" : ""),
               move.why, move.id});
  }
  return table.empty() ? "" : table.text(2, width);
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

std::string total_text(const BooksReport& books, const std::optional<Market>& market) {
  if (!market) return "Without prices nothing is valued.\n";
  const PortfolioWorth worth = worth_of(*market, books);
  std::string out =
      fmt::format("Worth {} {}: positions {}, cash {}.\n", grouped(worth.total()),
                  market->base_currency(), grouped(worth.positions), grouped(worth.cash));
  if (worth.without.empty()) return out;
  return out +
         fmt::format("Not counted, for want of a price or a rate: {}.\n", joined(worth.without));
}

nlohmann::ordered_json or_null(std::optional<Money> money) {
  if (!money) return nullptr;
  return messages::json_of_money(*money);
}

}  // namespace

Worth worth_of(const Market& market, const HoldingLine& holding) {
  const auto quantity = planner::ledger::Quantity::nearest(holding.quantity);
  if (!quantity) return {};
  return worth_of(market, holding.security, *quantity, holding.currency,
                  holding.cost_known ? std::optional(holding.cost) : std::nullopt);
}

PortfolioWorth worth_of(const Market& market, const BooksReport& books) {
  PortfolioWorth out;
  for (const HoldingLine& holding : books.holdings) {
    const auto value = worth_of(market, holding).base_value;
    value ? void(out.positions += *value) : out.without.push_back(holding.symbol);
  }
  for (const messages::BalanceLine& balance : books.balances) {
    if (balance.book != BookAccount::cash) continue;
    const auto value = market.in_base(balance.amount, balance.currency);
    value ? void(out.cash += *value) : out.without.push_back(balance.currency);
  }
  return out;
}

std::string portfolio_text(const BooksReport& books, const std::optional<Market>& market,
                           std::size_t width) {
  std::string out = fmt::format("{} entries{}, books {}\n\n", grouped(books.entries),
                                books.at ? " by the end of " + planner::format_date(*books.at) : "",
                                books.state_hash.substr(0, 8));
  if (books.entries == 0) return out + "Nothing was booked.\n";
  if (!books.holdings.empty()) {
    out += holdings_text(books, market) + "\n" + lots_text(books, width) + "\n";
  }
  return out + cash_text(books, market) + total_text(books, market) + "\n" + results_text(books) +
         moves_text(books, width);
}

nlohmann::ordered_json portfolio_json(const BooksReport& books,
                                      const std::optional<Market>& market) {
  auto out = messages::to_json(books);
  if (!market) {
    out["worth"] = nullptr;
    return out;
  }
  const PortfolioWorth worth = worth_of(*market, books);
  auto holdings = nlohmann::ordered_json::array();
  for (const HoldingLine& holding : books.holdings) {
    const Worth one = worth_of(*market, holding);
    holdings.push_back({{"symbol", holding.symbol},
                        {"value", or_null(one.value)},
                        {"gain", or_null(one.gain)},
                        {"base_value", or_null(one.base_value)}});
  }
  out["worth"] = {{"currency", market->base_currency()},
                  {"total", messages::json_of_money(worth.total())},
                  {"positions", messages::json_of_money(worth.positions)},
                  {"cash", messages::json_of_money(worth.cash)},
                  {"without", worth.without},
                  {"holdings", std::move(holdings)}};
  return out;
}

}  // namespace ballast::tools
