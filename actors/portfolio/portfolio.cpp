#include "actors/portfolio/portfolio.hpp"

#include <chrono>

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
  if (type == messages::ImportCash::type) return answer_cash(command, outlet);
  if (type == messages::ApplyFill::type) return answer_fill(command, outlet);
  if (type == messages::GetBooks::type) return answer_ledger<messages::GetBooks>(command, outlet);
  if (type == messages::GetYear::type) return answer_ledger<messages::GetYear>(command, outlet);
  outlet.refuse(command,
                {planner::FailureKind::invalid, "the portfolio knows no such command", type,
                 "GetPortfolio, GetBooks, GetYear, ImportPositions, ImportCash or ApplyFill"});
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

void Portfolio::answer_positions(const messages::Envelope& command, broker::Outlet& outlet) {
  auto import = messages::unpack<messages::ImportPositions>(command);
  if (!import) return outlet.refuse(command, import.error());
  messages::ResolveSymbols question;
  for (const auto& row : import->rows) question.symbols.push_back(row.symbol);
  outlet.request("universe", messages::pack(question), command.header.correlation,
                 universe_deadline,
                 [this, command, positions = std::move(*import),
                  &outlet](const planner::Result<messages::Envelope>& reply) {
                   if (!reply) return outlet.refuse(command, reply.error());
                   const auto resolved = messages::unpack<messages::SymbolsResolved>(*reply);
                   if (!resolved) return outlet.refuse(command, resolved.error());
                   import_positions(command, positions, resolved->securities, outlet);
                 });
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
