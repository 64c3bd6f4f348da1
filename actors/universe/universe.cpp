#include "actors/universe/universe.hpp"

#include <algorithm>
#include <string>

#include "actors/universe/imports.hpp"
#include "actors/universe/price_book.hpp"
#include "actors/universe/security_fields.hpp"
#include "messages/books.hpp"
#include "messages/codec.hpp"
#include "messages/events.hpp"

namespace ballast::actors {
namespace {

using messages::Envelope;
using messages::SecurityChanged;
using planner::Result;
using std::chrono::milliseconds;

constexpr std::size_t cached_replies_max = 4;
constexpr std::int64_t ns_in_a_ms = 1'000'000;
constexpr std::int64_t day_in_ms = 86'400'000;
constexpr milliseconds portfolio_patience{5'000};
/// An order that waits for quotes does not wait longer.
constexpr milliseconds quotes_patience{4'000};
/// What became stale while nobody ran is fetched so soon after a start.
constexpr std::chrono::minutes first_sync_after{10};
constexpr std::chrono::minutes first_drop_after{5};
constexpr std::chrono::hours drop_every{24};
constexpr std::int64_t year_in_days = 366;

}  // namespace

Universe::Universe(UniverseStore store, UniverseParts parts)
    : store_(std::move(store)), parts_(std::move(parts)) {
  commands_.on<messages::GetUniverse>(
      [this](const auto& asked, const Envelope& command, broker::Outlet& outlet) {
        answer_snapshot(asked, command, outlet);
      });
  commands_.answer<messages::ResolveSymbols>(
      [this](const messages::ResolveSymbols& asked) { return store_.resolve(asked.symbols); });
  commands_.answer<messages::GetRates>(
      [this](const messages::GetRates& asked) { return store_.rates(asked); });
  commands_.on<messages::GetListings>(
      [this](const auto& asked, const Envelope& command, broker::Outlet& outlet) {
        answer_listings(asked, command, outlet);
      });
  commands_.answer<messages::GetScoreInputs>(
      [this](const messages::GetScoreInputs& asked) { return store_.score_inputs(asked); });
  on_import<messages::ImportSecurities>();
  on_import<messages::ImportPrices>();
  on_import<messages::ImportRates>();
  on_import<messages::ImportDividends>();
  on_import<messages::ImportFundamentals>();
  commands_.on<messages::ChangeSecurity>(
      [this](const auto& wish, const Envelope& command, broker::Outlet& outlet) {
        change(wish, command, outlet);
      });
  commands_.on<messages::RemoveSecurity>(
      [this](const auto& wish, const Envelope& command, broker::Outlet& outlet) {
        remove(wish, command, outlet);
      });
  commands_.answer<messages::ListSecurities>(
      [this](const messages::ListSecurities& wish) { return list(wish); });
  commands_.on<messages::SyncUniverse>(
      [this](const auto& wish, const Envelope& command, broker::Outlet& outlet) {
        sync(wish, command, outlet);
      });
}

void Universe::start(broker::Outlet& outlet) {
  if (parts_.wire) {
    sources_ =
        open_sources(parts_.sources, {*parts_.wire, parts_.clock, parts_.random,
                                      [&outlet](milliseconds delay, std::function<void()> action) {
                                        outlet.after(delay, std::move(action));
                                      }});
  }
  synchroniser_.emplace(store_.transactions(), sources_, parts_.clock,
                        parts_.sources.history_years);
  quotes_.emplace(store_.transactions(), sources_, parts_.clock);
  outlet.after(first_drop_after, [this, &outlet] { drop_old(outlet); });
  const auto every = parts_.sources.sync_every;
  if (!parts_.sources.any() || every.count() == 0) return;
  outlet.after(std::min(every, first_sync_after), [this, &outlet] { sync_stale(outlet); });
}

void Universe::receive(const Envelope& command, broker::Outlet& outlet) {
  commands_.handle(command, outlet);
}

broker::ActorStatus Universe::status() const {
  return {synchroniser_ && synchroniser_->busy() ? "fetching" : "idle", true};
}

void Universe::answer_snapshot(const messages::GetUniverse& asked, const Envelope& command,
                               broker::Outlet& outlet) {
  const std::pair key{asked.as_of, asked.correlations_above};
  auto found = replies_.find(key);
  if (found == replies_.end()) {
    auto reply = snapshot_of(asked);
    if (!reply) return outlet.refuse(command, reply.error());
    if (replies_.size() == cached_replies_max) replies_.clear();
    found = replies_.emplace(key, std::move(*reply)).first;
  }
  outlet.reply(command, found->second);
}

Result<messages::Payload> Universe::snapshot_of(const messages::GetUniverse& asked) {
  auto snapshot = store_.snapshot(asked.as_of, parts_.target_annual_return);
  if (!snapshot) return tl::unexpected(snapshot.error());
  if (asked.correlations_above) {
    auto correlations = store_.correlations(asked.as_of, *asked.correlations_above);
    if (!correlations) return tl::unexpected(correlations.error());
    snapshot->correlations = std::move(*correlations);
  }
  return messages::pack(*snapshot);
}

std::vector<SyncSubject> Universe::unquoted_of(const messages::GetListings& asked) {
  std::vector<SyncSubject> out;
  if (asked.as_of || !asked.quotes_within_ms || !quotes_) return out;
  const auto within = std::min<std::uint64_t>(*asked.quotes_within_ms, day_in_ms);
  const std::int64_t before = now_ms() - static_cast<std::int64_t>(within);
  const auto found = store_.transactions().read([&]() -> Result<void> {
    out = find_unquoted(store_.transactions().database(), asked.symbols, before);
    return {};
  });
  // The answer reads the same file, and says what is wrong with it.
  if (!found) out.clear();
  return out;
}

void Universe::answer_listings(const messages::GetListings& asked, const Envelope& command,
                               broker::Outlet& outlet) {
  const auto unquoted = unquoted_of(asked);
  if (unquoted.empty()) return tell_listings(asked, command, outlet);
  const auto tell_once = [this, asked, command, &outlet, told = std::make_shared<bool>(false)] {
    if (!std::exchange(*told, true)) tell_listings(asked, command, outlet);
  };
  quotes_->fetch(unquoted, [tell_once](const QuotesFetched&) { tell_once(); });
  outlet.after(quotes_patience, tell_once);
}

void Universe::tell_listings(const messages::GetListings& asked, const Envelope& command,
                             broker::Outlet& outlet) {
  const auto listings = store_.listings(asked.symbols, asked.as_of);
  if (!listings) return outlet.refuse(command, listings.error());
  outlet.reply(command, messages::pack(*listings));
}

template <class Import>
void Universe::on_import() {
  commands_.on<Import>([this](const Import& import, const Envelope& command,
                              broker::Outlet& outlet) {
    const std::uint64_t before = store_.version();
    std::string kind;
    const auto reply =
        store_.transactions().handle_once(command.header.id, [&]() -> Result<messages::Payload> {
          const auto report = store_.import(import, now_ms());
          if (!report) return tl::unexpected(report.error());
          kind = report->kind;
          return messages::pack(*report);
        });
    if (!reply) return outlet.refuse(command, reply.error());
    outlet.reply(command, *reply);
    tell_change(before, kind, command.header.correlation, outlet);
  });
}

void Universe::change(const messages::ChangeSecurity& wish, const Envelope& command,
                      broker::Outlet& outlet) {
  const std::uint64_t before = store_.version();
  const auto reply =
      store_.transactions().handle_once(command.header.id, [&]() -> Result<messages::Payload> {
        SQLite::Database& database = store_.transactions().database();
        auto changes = change_security(database, wish, sources_.names(), now_ms());
        if (!changes) return tl::unexpected(changes.error());
        if (!changes->empty()) raise_version(database);
        const auto id = find_security(database, wish.symbol);
        return messages::pack(SecurityChanged{wish.symbol, std::move(*changes),
                                              missing_of(database, id.value_or(0))});
      });
  if (!reply) return outlet.refuse(command, reply.error());
  outlet.reply(command, *reply);
  tell_change(before, wish.add ? "security added" : "security changed", command.header.correlation,
              outlet);
}

void Universe::remove(const messages::RemoveSecurity& wish, const Envelope& command,
                      broker::Outlet& outlet) {
  const auto known = store_.resolve({wish.symbol});
  if (!known) return outlet.refuse(command, known.error());
  if (known->securities.empty()) {
    return outlet.refuse(command, {planner::FailureKind::missing, "no such security is known",
                                   wish.symbol, "a symbol of `ballast universe show`"});
  }
  const planner::SecurityId id = known->securities.front().id;
  outlet.request(
      "portfolio", messages::pack(messages::GetPortfolio{}), command.header.correlation,
      portfolio_patience, [this, &outlet, command, id, symbol = wish.symbol](const auto& answer) {
        std::optional<bool> held;
        if (answer) {
          if (const auto books = messages::unpack<messages::PortfolioSnapshot>(*answer)) {
            held = std::any_of(books->positions.begin(), books->positions.end(),
                               [id](const auto& one) { return one.security == id; });
          }
        }
        end_removal(symbol, held, command, outlet);
      });
}

void Universe::end_removal(const std::string& symbol, std::optional<bool> held,
                           const Envelope& command, broker::Outlet& outlet) {
  const bool gone = held == false;
  messages::ChangeSecurity wish{symbol, false, {{gone ? "active" : "allow_buy", "false"}}};
  const std::uint64_t before = store_.version();
  SecurityChanged reply{symbol, {}, {}};
  const auto done = store_.transactions().write([&]() -> Result<void> {
    SQLite::Database& database = store_.transactions().database();
    auto changes = change_security(database, wish, sources_.names(), now_ms());
    if (!changes) return tl::unexpected(changes.error());
    if (!changes->empty()) raise_version(database);
    reply.changes = std::move(*changes);
    return {};
  });
  if (!done) return outlet.refuse(command, done.error());
  if (held == true) reply.changes.push_back(symbol + " is held: it is only bought no more");
  if (!held) {
    reply.changes.push_back("nobody can say now whether " + symbol +
                            " is held: it is only bought no more");
  }
  outlet.reply(command, messages::pack(reply));
  tell_change(before, "security removed", command.header.correlation, outlet);
}

Result<messages::SecurityList> Universe::list(const messages::ListSecurities& wish) {
  Result<messages::SecurityList> out{messages::SecurityList{}};
  const auto done = store_.transactions().read([&]() -> Result<void> {
    out = list_securities(store_.transactions().database(), wish, stale_ms(),
                          static_cast<std::int32_t>(now_ms() / day_in_ms));
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  if (out) out->sources = sources_.entries();
  return out;
}

void Universe::sync(const messages::SyncUniverse& wish, const Envelope& command,
                    broker::Outlet& outlet) {
  if (!parts_.sources.any()) {
    return outlet.refuse(command, {planner::FailureKind::missing, "no source is named",
                                   "[sources] of planner.toml", "ecb, alpaca, binance or folder"});
  }
  const std::uint64_t before = store_.version();
  synchroniser_->run(wish, std::nullopt, [this, before, command, &outlet](const auto& report) {
    if (!report) return outlet.refuse(command, report.error());
    outlet.reply(command, messages::pack(*report));
    tell_change(before, "sync", command.header.correlation, outlet);
  });
}

void Universe::sync_stale(broker::Outlet& outlet) {
  const std::uint64_t before = store_.version();
  synchroniser_->run({}, stale_ms(), [this, before, &outlet](const auto& report) {
    if (!report) {
      outlet.note({.sentence = "fetching prices failed: " + planner::describe(report.error())});
    } else {
      for (const messages::SyncRow& row : report->rows) {
        if (!row.failure.empty()) {
          outlet.note({.sentence = row.subject + " was not fetched: " + row.failure});
        }
      }
    }
    tell_change(before, "sync", {}, outlet);
    outlet.after(parts_.sources.sync_every, [this, &outlet] { sync_stale(outlet); });
  });
}

void Universe::drop_old(broker::Outlet& outlet) {
  const std::uint64_t before = store_.version();
  const std::int64_t first_kept = now_ms() / day_in_ms - parts_.sources.keep_years * year_in_days;
  const auto done = store_.transactions().write([&]() -> Result<void> {
    SQLite::Database& database = store_.transactions().database();
    if (drop_prices_before(database, first_kept) > 0) raise_version(database);
    return {};
  });
  if (!done) {
    outlet.note({.sentence = "old prices were not dropped: " + planner::describe(done.error())});
  }
  tell_change(before, "old prices dropped", {}, outlet);
  outlet.after(drop_every, [this, &outlet] { drop_old(outlet); });
}

void Universe::tell_change(std::uint64_t before, const std::string& cause,
                           std::string_view correlation, broker::Outlet& outlet) {
  const std::uint64_t version = store_.version();
  if (version == before) return;
  replies_.clear();
  outlet.publish("universe.updated", messages::pack(messages::UniverseUpdated{version, cause}),
                 correlation);
}

std::int64_t Universe::now_ms() const {
  return parts_.clock.wall_ns() / ns_in_a_ms;
}

std::int64_t Universe::stale_ms() const {
  return now_ms() - milliseconds(parts_.sources.stale_after).count();
}

}  // namespace ballast::actors
