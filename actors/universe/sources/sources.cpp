#include "actors/universe/sources/sources.hpp"

#include "actors/universe/sources/alpaca_source.hpp"
#include "actors/universe/sources/binance_source.hpp"
#include "actors/universe/sources/ecb_source.hpp"
#include "actors/universe/sources/folder_source.hpp"

namespace ballast::actors {
namespace {

/// A few files a day are all that is wanted of the central bank.
constexpr BudgetRules bank_budget{.burst = 4, .per_minute = 10};
/// A page of candles weighs 2 of thousands; the service's own figures slow it down before that.
constexpr BudgetRules exchange_budget{.burst = 5, .per_minute = 300};

std::unique_ptr<PoliteHttp> polite(const Asking& asking, BudgetRules budget) {
  PoliteRules rules;
  rules.budget = budget;
  return std::make_unique<PoliteHttp>(asking.wire, asking.clock, asking.random, asking.later,
                                      rules);
}

void open_alpaca(SourcesOpened& out, const AlpacaDataSettings& settings, const Asking& asking) {
  auto keys = read_key_file(settings.key_file);
  if (!keys) {
    out.failures["alpaca"] = planner::describe(keys.error());
    return;
  }
  const auto per_minute = static_cast<std::uint32_t>(settings.requests_per_minute);
  out.prices["alpaca"] = std::make_unique<AlpacaSource>(
      polite(asking, {.burst = 5, .per_minute = per_minute}),
      AlpacaAccess{settings.url, settings.feed, std::move(keys->first), std::move(keys->second)});
}

messages::SourceEntry entry_of(const std::string& name,
                               const std::optional<ServiceHealth>& health) {
  messages::SourceEntry out{name, "ready", 0, ""};
  if (!health) return out;
  if (health->state != CircuitBreaker::State::closed) out.state = "resting";
  out.rests_ms = static_cast<std::uint64_t>(health->rests_for.count());
  if (health->last_failure) out.failure = planner::describe(*health->last_failure);
  return out;
}

}  // namespace

std::vector<std::string> SourcesOpened::names() const {
  std::vector<std::string> out;
  for (const auto& [name, source] : prices) out.push_back(name);
  for (const auto& [name, failure] : failures) out.push_back(name);
  return out;
}

std::vector<messages::SourceEntry> SourcesOpened::entries() const {
  std::vector<messages::SourceEntry> out;
  for (const auto& [name, source] : prices) out.push_back(entry_of(name, source->health()));
  if (rates && !prices.contains(rates_name)) out.push_back(entry_of(rates_name, rates->health()));
  for (const auto& [name, failure] : failures) out.push_back({name, "closed", 0, failure});
  return out;
}

SourcesOpened open_sources(const SourceSettings& settings, const Asking& asking) {
  SourcesOpened out;
  if (settings.alpaca) open_alpaca(out, *settings.alpaca, asking);
  if (settings.binance) {
    out.prices["binance"] =
        std::make_unique<BinanceSource>(polite(asking, exchange_budget), settings.binance->url);
  }
  if (settings.folder) {
    out.prices["folder"] = std::make_unique<FolderSource>(settings.folder->path, asking.later);
    out.rates = std::make_unique<FolderRates>(settings.folder->path);
    out.rates_name = "folder";
  }
  if (settings.ecb) {
    out.rates = std::make_unique<EcbSource>(polite(asking, bank_budget), settings.ecb->url);
    out.rates_name = "ecb";
  }
  return out;
}

}  // namespace ballast::actors
