#include "broker/trust/enrolled_keys.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "broker/limits.hpp"
#include "broker/toml_reading.hpp"
#include "broker/trust/holder.hpp"

namespace ballast::broker {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

class ListReader : private TomlReading {
 public:
  explicit ListReader(const std::string& file) : TomlReading(file) {}

  EnrolledKeys read(const toml::table& table) {
    check_keys(table, "", {"key"});
    EnrolledKeys list;
    const auto* node = table.get("key");
    if (node == nullptr) return list;
    const auto* entries = node->as_array();
    if (entries == nullptr) stop(*node, "key", "this is no list of keys", "[[key]]");
    for (const auto& entry : *entries) {
      if (auto added = list.add(read_key(table_of(entry, "key"))); !added) {
        stop(entry, "key", added.error().what, added.error().allowed);
      }
    }
    return list;
  }

 private:
  EnrolledKey read_key(const toml::table& table) const {
    check_keys(table, "key.", {"from", "holder", "public", "revoked", "until"});
    const auto& open = needed(table, "public");
    auto key = PublicKey::parse(text(open, "key.public"));
    if (!key) stop(open, "key.public", key.error().what, key.error().allowed);
    const auto& whose = needed(table, "holder");
    const auto holder = Holder::parse(text(whose, "key.holder"));
    if (!holder) stop(whose, "key.holder", holder.error().what, holder.error().allowed);
    EnrolledKey read{std::move(*key), holder->text(), time(table, "from"), time(table, "until")};
    if (const auto* revoked = table.get("revoked")) read.revoked = flag(*revoked, "key.revoked");
    return read;
  }

  const toml::node& needed(const toml::table& table, const char* name) const {
    if (const auto* node = table.get(name)) return *node;
    stop(table, std::string("key.") + name, "this is missing", "holder and public, for each key");
  }

  std::optional<WallTime> time(const toml::table& table, const char* name) const {
    const auto* node = table.get(name);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value_exact<toml::date_time>();
    if (!value) stop(*node, std::string("key.") + name, "this is no time", "2026-11-22T08:30:00Z");
    using namespace std::chrono;
    const year_month_day day{year{value->date.year}, month{value->date.month},
                             std::chrono::day{value->date.day}};
    const auto offset = minutes{value->offset ? value->offset->minutes : 0};
    return sys_seconds{sys_days{day}} + hours{value->time.hour} + minutes{value->time.minute} +
           seconds{value->time.second} - offset;
  }
};

}  // namespace

WallTime wall_time(std::int64_t wall_ns) {
  return WallTime{std::chrono::floor<std::chrono::seconds>(std::chrono::nanoseconds{wall_ns})};
}

std::string text_of(WallTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::string EnrolledKey::fault_at(WallTime now) const {
  if (revoked) return "was revoked";
  if (from && now < *from) return "is good only from " + text_of(*from);
  if (until && now >= *until) return "ended on " + text_of(*until);
  return {};
}

Result<EnrolledKeys> EnrolledKeys::parse(std::string_view text, const std::string& file) {
  return read_toml(text, file,
                   [&](const toml::table& table) { return ListReader(file).read(table); });
}

std::string EnrolledKeys::text() const {
  std::string text =
      "# Who is let in; public keys only. The same file on every board. `ballast keys` edits it.\n";
  for (const auto& one : keys_) {
    text +=
        fmt::format("\n[[key]]\nholder = \"{}\"\npublic = \"{}\"\n", one.holder, one.key.text());
    if (one.from) text += "from = " + text_of(*one.from) + "\n";
    if (one.until) text += "until = " + text_of(*one.until) + "\n";
    if (one.revoked) text += "revoked = true\n";
  }
  return text;
}

const EnrolledKey* EnrolledKeys::find(const PublicKey& key) const {
  const auto found = std::find_if(keys_.begin(), keys_.end(),
                                  [&](const EnrolledKey& one) { return one.key == key; });
  return found == keys_.end() ? nullptr : &*found;
}

std::vector<PublicKey> EnrolledKeys::good_keys(std::string_view holder, WallTime now) const {
  std::vector<PublicKey> good;
  for (const EnrolledKey& one : keys_) {
    if (one.holder == holder && one.fault_at(now).empty()) good.push_back(one.key);
  }
  std::reverse(good.begin(), good.end());
  return good;
}

Result<void> EnrolledKeys::add(EnrolledKey key) {
  if (const auto* known = find(key.key)) {
    return tl::unexpected(Failure{FailureKind::conflict,
                                  "this key is enrolled already, for " + known->holder,
                                  key.key.text(), "each key once"});
  }
  if (keys_.size() >= limits::enrolled_keys_max) {
    return tl::unexpected(Failure{FailureKind::refused, "the list of keys is full", "",
                                  fmt::format("at most {}", limits::enrolled_keys_max)});
  }
  keys_.push_back(std::move(key));
  return {};
}

std::size_t EnrolledKeys::end(std::string_view holder, WallTime at) {
  std::size_t ended = 0;
  for (auto& one : keys_) {
    if (one.holder != holder || one.revoked || (one.until && *one.until <= at)) continue;
    one.until = at;
    ++ended;
  }
  return ended;
}

std::size_t EnrolledKeys::revoke(std::string_view holder_or_key) {
  std::size_t revoked = 0;
  for (auto& one : keys_) {
    if (one.revoked || (one.holder != holder_or_key && one.key.text() != holder_or_key)) continue;
    one.revoked = true;
    ++revoked;
  }
  return revoked;
}

}  // namespace ballast::broker
