#include "actors/universe/universe.hpp"

#include <string>

#include "messages/codec.hpp"
#include "messages/events.hpp"

namespace ballast::actors {
namespace {

constexpr std::size_t cached_replies_max = 4;

}  // namespace

void Universe::receive(const messages::Envelope& command, broker::Outlet& outlet) {
  const std::string& type = command.header.type;
  if (type == messages::GetUniverse::type) return answer_snapshot(command, outlet);
  if (type == messages::ResolveSymbols::type) return answer_symbols(command, outlet);
  if (type == messages::GetRates::type) return answer_rates(command, outlet);
  if (type == messages::GetListings::type) return answer_listings(command, outlet);
  if (type == messages::ImportSecurities::type) {
    return answer_import<messages::ImportSecurities>(command, outlet);
  }
  if (type == messages::ImportPrices::type) {
    return answer_import<messages::ImportPrices>(command, outlet);
  }
  if (type == messages::ImportRates::type) {
    return answer_import<messages::ImportRates>(command, outlet);
  }
  if (type == messages::ImportDividends::type) {
    return answer_import<messages::ImportDividends>(command, outlet);
  }
  if (type == messages::ImportFundamentals::type) {
    return answer_import<messages::ImportFundamentals>(command, outlet);
  }
  outlet.refuse(command, {planner::FailureKind::invalid, "the universe knows no such command", type,
                          "GetUniverse, ResolveSymbols, GetRates, GetListings or an import"});
}

void Universe::answer_snapshot(const messages::Envelope& command, broker::Outlet& outlet) {
  const auto asked = messages::unpack<messages::GetUniverse>(command);
  if (!asked) return outlet.refuse(command, asked.error());
  const std::pair key{asked->as_of, asked->correlations_above};
  auto found = replies_.find(key);
  if (found == replies_.end()) {
    auto reply = snapshot_of(*asked);
    if (!reply) return outlet.refuse(command, reply.error());
    if (replies_.size() == cached_replies_max) replies_.clear();
    found = replies_.emplace(key, std::move(*reply)).first;
  }
  outlet.reply(command, found->second);
}

planner::Result<messages::Payload> Universe::snapshot_of(const messages::GetUniverse& asked) {
  auto snapshot = store_.snapshot(asked.as_of, target_annual_return_);
  if (!snapshot) return tl::unexpected(snapshot.error());
  if (asked.correlations_above) {
    auto correlations = store_.correlations(asked.as_of, *asked.correlations_above);
    if (!correlations) return tl::unexpected(correlations.error());
    snapshot->correlations = std::move(*correlations);
  }
  return messages::pack(*snapshot);
}

void Universe::answer_symbols(const messages::Envelope& command, broker::Outlet& outlet) {
  const auto asked = messages::unpack<messages::ResolveSymbols>(command);
  if (!asked) return outlet.refuse(command, asked.error());
  const auto resolved = store_.resolve(asked->symbols);
  if (!resolved) return outlet.refuse(command, resolved.error());
  outlet.reply(command, messages::pack(*resolved));
}

void Universe::answer_rates(const messages::Envelope& command, broker::Outlet& outlet) {
  const auto asked = messages::unpack<messages::GetRates>(command);
  if (!asked) return outlet.refuse(command, asked.error());
  const auto told = store_.rates(*asked);
  if (!told) return outlet.refuse(command, told.error());
  outlet.reply(command, messages::pack(*told));
}

void Universe::answer_listings(const messages::Envelope& command, broker::Outlet& outlet) {
  const auto asked = messages::unpack<messages::GetListings>(command);
  if (!asked) return outlet.refuse(command, asked.error());
  const auto listings = store_.listings(asked->symbols, asked->as_of);
  if (!listings) return outlet.refuse(command, listings.error());
  outlet.reply(command, messages::pack(*listings));
}

template <class Import>
void Universe::answer_import(const messages::Envelope& command, broker::Outlet& outlet) {
  const auto import = messages::unpack<Import>(command);
  if (!import) return outlet.refuse(command, import.error());
  const std::uint64_t before = store_.version();
  std::string kind;
  const auto reply = store_.transactions().handle_once(command.header.id,
                                                       [&]() -> planner::Result<messages::Payload> {
                                                         const auto report = store_.import(*import);
                                                         if (!report)
                                                           return tl::unexpected(report.error());
                                                         kind = report->kind;
                                                         return messages::pack(*report);
                                                       });
  if (!reply) return outlet.refuse(command, reply.error());
  outlet.reply(command, *reply);
  if (store_.version() == before) return;
  replies_.clear();
  outlet.publish("universe.updated",
                 messages::pack(messages::UniverseUpdated{store_.version(), kind}),
                 command.header.correlation);
}

}  // namespace ballast::actors
