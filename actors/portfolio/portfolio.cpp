#include "actors/portfolio/portfolio.hpp"

#include <chrono>
#include <set>

#include "actors/portfolio/books_report.hpp"
#include "messages/codec.hpp"
#include "messages/events.hpp"
#include "messages/market.hpp"

namespace ballast::actors {
namespace {

constexpr std::chrono::milliseconds universe_deadline{5000};

planner::Result<messages::BooksReport> report(PortfolioStore& store,
                                              const messages::GetBooks& question) {
  const auto ledger = store.ledger();
  if (!ledger) return tl::unexpected(ledger.error());
  auto out = report_books(**ledger, question);
  if (out) out->version = store.version();
  return out;
}

planner::Result<messages::YearReport> report(PortfolioStore& store,
                                             const messages::GetYear& question) {
  const auto ledger = store.ledger();
  if (!ledger) return tl::unexpected(ledger.error());
  return report_year(**ledger, question);
}

}  // namespace

void Portfolio::receive(const messages::Envelope& command, broker::Outlet& outlet) {
  const std::string& type = command.header.type;
  if (type == messages::GetPortfolio::type) return answer_snapshot(command, outlet);
  if (type == messages::ImportPositions::type) return answer_positions(command, outlet);
  if (type == messages::ImportEntries::type) return answer_entries(command, outlet);
  if (type == messages::ImportCash::type) return answer_cash(command, outlet);
  if (type == messages::ApplyFill::type) return answer_fill(command, outlet);
  if (type == messages::GetBooks::type) return answer_ledger<messages::GetBooks>(command, outlet);
  if (type == messages::GetYear::type) return answer_ledger<messages::GetYear>(command, outlet);
  outlet.refuse(command, {planner::FailureKind::invalid, "the portfolio knows no such command",
                          type, "GetPortfolio, GetBooks, GetYear, an import or ApplyFill"});
}

planner::Date Portfolio::today() const {
  return planner::Date{std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::nanoseconds>(std::chrono::nanoseconds(clock_.wall_ns())))};
}

void Portfolio::answer_snapshot(const messages::Envelope& command, broker::Outlet& outlet) {
  const auto snapshot = store_.snapshot();
  if (!snapshot) return outlet.refuse(command, snapshot.error());
  outlet.reply(command, messages::pack(*snapshot));
}

template <class Question>
void Portfolio::answer_ledger(const messages::Envelope& command, broker::Outlet& outlet) {
  const auto question = messages::unpack<Question>(command);
  if (!question) return outlet.refuse(command, question.error());
  const auto told = report(store_, *question);
  if (!told) return outlet.refuse(command, told.error());
  outlet.reply(command, messages::pack(*told));
}

template <class Effect>
void Portfolio::answer(const messages::Envelope& command, std::string_view cause,
                       broker::Outlet& outlet, Effect effect) {
  const std::uint64_t before = store_.version();
  const auto reply = store_.transactions().handle_once(command.header.id,
                                                       [&]() -> planner::Result<messages::Payload> {
                                                         const auto done = effect();
                                                         if (!done)
                                                           return tl::unexpected(done.error());
                                                         return messages::pack(*done);
                                                       });
  if (!reply) return outlet.refuse(command, reply.error());
  outlet.reply(command, *reply);
  const std::uint64_t after = store_.version();
  if (after == before) return;
  outlet.publish("portfolio.updated",
                 messages::pack(messages::PortfolioUpdated{after, std::string(cause)}),
                 command.header.correlation);
}

template <class Known>
void Portfolio::ask_universe(const messages::Envelope& command, const messages::Payload& question,
                             broker::Outlet& outlet, std::function<void(Known)> use) {
  outlet.request(
      "universe", question, command.header.correlation, universe_deadline,
      [command, &outlet, use = std::move(use)](const planner::Result<messages::Envelope>& reply) {
        if (!reply) return outlet.refuse(command, reply.error());
        auto known = messages::unpack<Known>(*reply);
        if (!known) return outlet.refuse(command, known.error());
        use(std::move(*known));
      });
}

void Portfolio::answer_positions(const messages::Envelope& command, broker::Outlet& outlet) {
  auto import = messages::unpack<messages::ImportPositions>(command);
  if (!import) return outlet.refuse(command, import.error());
  messages::ResolveSymbols question;
  for (const auto& row : import->rows) question.symbols.push_back(row.symbol);
  ask_universe<messages::SymbolsResolved>(command, messages::pack(question), outlet,
                                          [this, command, positions = std::move(*import),
                                           &outlet](const messages::SymbolsResolved& resolved) {
                                            import_positions(command, positions,
                                                             resolved.securities, outlet);
                                          });
}

void Portfolio::answer_entries(const messages::Envelope& command, broker::Outlet& outlet) {
  auto import = messages::unpack<messages::ImportEntries>(command);
  if (!import) return outlet.refuse(command, import.error());
  messages::ResolveSymbols question;
  std::set<std::string> symbols;
  for (const auto& row : import->rows) {
    if (!row.symbol.empty()) symbols.insert(row.symbol);
  }
  question.symbols.assign(symbols.begin(), symbols.end());
  ask_universe<messages::SymbolsResolved>(
      command, messages::pack(question), outlet,
      [this, command, entries = std::move(*import), &outlet](messages::SymbolsResolved resolved) {
        const auto wanted = rates_wanted(entries.rows, resolved.securities);
        ask_universe<messages::RatesTold>(
            command, messages::pack(wanted), outlet,
            [this, command, entries, resolved = std::move(resolved),
             &outlet](messages::RatesTold rates) {
              import_entries(command, entries, {resolved.securities, std::move(rates)}, outlet);
            });
      });
}

void Portfolio::import_entries(const messages::Envelope& command,
                               const messages::ImportEntries& entries, EntrySurroundings known,
                               broker::Outlet& outlet) {
  answer(command, "import of entries", outlet,
         [&] { return store_.import(entries, known, today()); });
}

void Portfolio::import_positions(const messages::Envelope& command,
                                 const messages::ImportPositions& positions,
                                 const std::vector<planner::Security>& known,
                                 broker::Outlet& outlet) {
  answer(command, "import of positions", outlet,
         [&] { return store_.import(positions, known, today()); });
}

void Portfolio::answer_cash(const messages::Envelope& command, broker::Outlet& outlet) {
  const auto import = messages::unpack<messages::ImportCash>(command);
  if (!import) return outlet.refuse(command, import.error());
  answer(command, "import of cash", outlet, [&] { return store_.import(*import, today()); });
}

void Portfolio::answer_fill(const messages::Envelope& command, broker::Outlet& outlet) {
  const auto fill = messages::unpack<messages::ApplyFill>(command);
  if (!fill) return outlet.refuse(command, fill.error());
  answer(command, "fill " + fill->fill_id, outlet, [&] { return store_.apply(*fill); });
}

}  // namespace ballast::actors
