#include "tools/ballast/universe_text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "planner/model/date.hpp"
#include "tools/report/numbers.hpp"

namespace ballast::tools {
namespace {

using messages::SecurityEntry;

std::string field_of(const SecurityEntry& entry, std::string_view name) {
  for (const messages::FieldWish& field : entry.known) {
    if (field.name == name) return field.value;
  }
  return "";
}

std::string age_of(std::int64_t then_ms, std::int64_t now_ms) {
  constexpr std::int64_t minute_ms = 60'000;
  constexpr std::int64_t hour_ms = 60 * minute_ms;
  constexpr std::int64_t day_ms = 24 * hour_ms;
  if (then_ms == 0) return "never";
  const std::int64_t age = std::max<std::int64_t>(now_ms - then_ms, 0);
  if (age < minute_ms) return fmt::format("{} s ago", age / 1000);
  if (age < hour_ms) return fmt::format("{} min ago", age / minute_ms);
  if (age < 2 * day_ms) return fmt::format("{} h ago", age / hour_ms);
  return fmt::format("{} days ago", age / day_ms);
}

std::string state_of(const SecurityEntry& entry) {
  if (field_of(entry, "active") == "false") return "removed";
  if (field_of(entry, "allow_buy") == "false") return "not bought";
  return entry.missing.empty() ? "complete" : "incomplete";
}

std::string price_day(const SecurityEntry& entry) {
  return entry.newest_price ? planner::format_date(*entry.newest_price) : "none";
}

std::string notes_of(const SecurityEntry& entry) {
  std::string out;
  const auto add = [&out](const std::string& note) { out += "      " + note + "\n"; };
  if (!entry.missing.empty()) add(fmt::format("lacks {}", fmt::join(entry.missing, ", ")));
  if (!entry.failure.empty()) add("the last sync failed: " + entry.failure);
  if (entry.aside > 0) {
    add(fmt::format("{} day{} set aside", entry.aside, entry.aside == 1 ? "" : "s"));
  }
  return out;
}

std::string line_of(const SecurityEntry& entry, std::int64_t now_ms) {
  const std::string source = field_of(entry, "source");
  const std::string synced = source.empty()
                                 ? "not fetched"
                                 : fmt::format("{}, {}{}", source, age_of(entry.synced_ms, now_ms),
                                               entry.stale ? ", STALE" : "");
  return fmt::format("  {:<12} {:<4} {:<11} {:>6} days to {:<10}  {}\n", entry.symbol,
                     field_of(entry, "currency"), state_of(entry), grouped(entry.bars),
                     price_day(entry), synced);
}

/// "228.1 bid for 300, 228.14 asked for 100, 12 s ago"
std::string quote_text(const planner::BestQuote& quote, std::int64_t now_ms) {
  const auto side = [](double price, const char* word, const std::optional<double>& size) {
    return fmt::format("{} {}{}", price, word, size ? fmt::format(" for {}", *size) : "");
  };
  return fmt::format("{}, {}, {}", side(quote.bid, "bid", quote.bid_size),
                     side(quote.ask, "asked", quote.ask_size), age_of(quote.at_ms, now_ms));
}

std::string rates_text(const messages::SecurityList& list) {
  if (list.rates.empty()) return "No exchange rates are known.\n";
  std::string out =
      fmt::format("Rates for one {}{}:\n", list.base_currency, list.rates_stale ? ", STALE" : "");
  for (const messages::RateEntry& rate : list.rates) {
    out += fmt::format("  {} {:<12} {} from {}{}\n", rate.currency, rate.per_base,
                       planner::format_date(rate.date), rate.source,
                       rate.aside > 0 ? fmt::format(", {} held", rate.aside) : "");
  }
  return out;
}

std::string sources_text(const messages::SecurityList& list) {
  if (list.sources.empty()) return "No source is named: nothing is fetched.\n";
  std::string out = "Sources:\n";
  for (const messages::SourceEntry& source : list.sources) {
    out += fmt::format("  {:<9} {}", source.name, source.state);
    if (source.rests_ms > 0) out += fmt::format(" for {} s", source.rests_ms / 1000);
    if (!source.failure.empty()) out += ": " + source.failure;
    out += "\n";
  }
  return out;
}

}  // namespace

std::string universe_text(const messages::SecurityList& list, std::int64_t now_ms) {
  std::string out = fmt::format("{} securit{}\n", list.securities.size(),
                                list.securities.size() == 1 ? "y" : "ies");
  for (const SecurityEntry& entry : list.securities) {
    out += line_of(entry, now_ms) + notes_of(entry);
  }
  return out + rates_text(list) + sources_text(list);
}

std::string security_text(const messages::SecurityList& list, std::int64_t now_ms) {
  std::string out;
  for (const SecurityEntry& entry : list.securities) {
    out += line_of(entry, now_ms);
    for (const messages::FieldWish& field : entry.known) {
      out += fmt::format("      {:<15} {}\n", field.name, field.value);
    }
    if (!entry.price_source.empty()) {
      out += fmt::format("      {:<15} {}\n", "prices from", entry.price_source);
    }
    out += fmt::format("      {:<15} {}\n", "quote",
                       entry.quote ? quote_text(*entry.quote, now_ms) : "none");
    out += notes_of(entry);
  }
  return out;
}

std::string sync_text(const messages::SyncReport& report) {
  std::string out;
  for (const messages::SyncRow& row : report.rows) {
    if (!row.failure.empty()) {
      out += fmt::format("  {:<12} failed: {}\n", row.subject, row.failure);
      continue;
    }
    out += fmt::format("  {:<12} {} added, {} changed{}{} ({})\n", row.subject, grouped(row.added),
                       grouped(row.changed),
                       row.aside > 0 ? fmt::format(", {} set aside", row.aside) : "",
                       row.whole ? ", the whole history" : "", row.source);
    for (const std::string& flag : row.flags) out += "      " + flag + "\n";
  }
  if (report.quotes > 0) {
    out += fmt::format("{} quote{}\n", grouped(report.quotes), report.quotes == 1 ? "" : "s");
  }
  return out + fmt::format("{} unchanged\n", report.unchanged);
}

}  // namespace ballast::tools
