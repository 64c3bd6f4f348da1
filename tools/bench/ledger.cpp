// How long the portfolio's ledger takes with fifty thousand entries: opening its file, answering,
// following all of it once more.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "actors/portfolio/books_report.hpp"
#include "actors/portfolio/portfolio_store.hpp"
#include "messages/codec.hpp"
#include "tools/ballast/scratch_directory.hpp"
#include "tools/bench/benches.hpp"
#include "tools/bench/machine.hpp"

namespace ballast::tools {
namespace {

namespace books = planner::ledger;

constexpr int ledger_entries = 50'000;
constexpr int ledger_securities = 200;
constexpr int entries_a_day = 14;

const planner::Date ledger_begin = std::chrono::year{2016} / 1 / 4;

/// The median of several rounds of processor time.
double median_milliseconds(const std::function<void()>& work) {
  constexpr std::size_t ledger_rounds = 5;
  std::vector<double> all;
  for (std::size_t round = 0; round < ledger_rounds; ++round) {
    const double begun = processor_seconds();
    work();
    all.push_back((processor_seconds() - begun) * 1e3);
  }
  std::nth_element(all.begin(), all.begin() + ledger_rounds / 2, all.end());
  return all[ledger_rounds / 2];
}

/// Two purchases for each sale, of one security after the other.
messages::ApplyFill fill_number(int number) {
  messages::ApplyFill out;
  out.fill_id = fmt::format("plan-{:06}/1/1", number);
  out.order_id = out.fill_id;
  out.security = {1 + number % ledger_securities};
  out.symbol = fmt::format("S{}", out.security.value);
  const bool sale = number / ledger_securities % 3 == 2;
  out.side = sale ? planner::Side::sell : planner::Side::buy;
  out.quantity = sale ? 7.0 : 5.0;
  out.price = 20.0 + number % 37;
  out.currency = "EUR";
  out.base_currency = "EUR";
  out.fee = 2.0;
  out.executed = ledger_begin + std::chrono::days{number / entries_a_day};
  return out;
}

planner::Result<void> fill_all(actors::PortfolioStore& store) {
  for (int number = 0; number < ledger_entries; ++number) {
    const auto done = store.apply(fill_number(number));
    if (!done) return tl::unexpected(done.error());
  }
  return {};
}

template <class Value>
Value value_or_throw(planner::Result<Value> result) {
  if (!result) throw std::runtime_error(planner::describe(result.error()));
  return std::move(*result);
}

void put_row(nlohmann::ordered_json& rows, const std::string& what, double milliseconds) {
  rows.push_back({{"what", what}, {"milliseconds", milliseconds}});
}

/// The same trades with lots chosen by `method`.
std::vector<books::Entry> entries_with(const books::Ledger& ledger, books::LotMethod method) {
  books::Entry first;
  first.id = "method";
  first.kind = books::EntryKind::method;
  first.method = method;
  std::vector<books::Entry> out{first};
  out.insert(out.end(), ledger.entries().begin(), ledger.entries().end());
  return out;
}

void measure_store(const std::filesystem::path& file, nlohmann::ordered_json& rows) {
  using actors::PortfolioStore;
  put_row(rows, "opening its file",
          median_milliseconds([&] { (void)value_or_throw(PortfolioStore::open(file)); }));
  PortfolioStore store = value_or_throw(PortfolioStore::open(file));
  put_row(rows, "positions and cash, as planning asks",
          median_milliseconds([&] { (void)messages::encode(value_or_throw(store.snapshot())); }));
  const books::Ledger& ledger = *value_or_throw(store.ledger());
  put_row(rows, "the books now", median_milliseconds([&] {
            (void)messages::encode(value_or_throw(actors::report_books(ledger, {})));
          }));
  const planner::Date middle = ledger.entries()[ledger.entries().size() / 2].day;
  put_row(rows, "the books of an earlier day", median_milliseconds([&] {
            (void)messages::encode(value_or_throw(actors::report_books(ledger, {middle, 20})));
          }));
  put_row(rows, "a year", median_milliseconds([&] {
            (void)messages::encode(value_or_throw(actors::report_year(ledger, {2020})));
          }));
  for (const auto method : {books::LotMethod::average, books::LotMethod::fifo,
                            books::LotMethod::lifo, books::LotMethod::highest_cost}) {
    const auto entries = entries_with(ledger, method);
    put_row(rows, fmt::format("all of it once more, {}", name_of(method)),
            median_milliseconds([&] { (void)value_or_throw(books::replay(entries)); }));
  }
}

}  // namespace

int bench_ledger(BenchArguments arguments) {
  const bool json = only_json(arguments);
  const ScratchDirectory scratch;
  const auto file = scratch.path() / "portfolio.db";
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  {
    auto store = value_or_throw(actors::PortfolioStore::open(file));
    const double begun = processor_seconds();
    const auto done = store.transactions().write([&] { return fill_all(store); });
    if (!done) throw std::runtime_error(planner::describe(done.error()));
    put_row(rows, fmt::format("booking {} fills", ledger_entries),
            (processor_seconds() - begun) * 1e3);
  }
  measure_store(file, rows);
  if (json) {
    std::printf("%s\n", rows.dump(2).c_str());
    return 0;
  }
  std::printf("%s\n%d entries, %d securities\n", cpu_name().c_str(), ledger_entries,
              ledger_securities);
  for (const auto& row : rows) {
    std::printf("  %-38s %9.2f ms\n", row["what"].get<std::string>().c_str(),
                row["milliseconds"].get<double>());
  }
  return 0;
}

}  // namespace ballast::tools
