#include "planner/trading/zone_data.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace ballast::planner::trading {
namespace {

constexpr std::size_t header_bytes = 44;
constexpr std::uint32_t transitions_max = 4000;
constexpr std::uint32_t types_max = 256;
constexpr std::size_t type_bytes = 6;
constexpr std::int64_t hour_s = 3600;
constexpr std::int64_t offset_max_s = 26 * hour_s;

/// Thrown inside this file only.
struct NoZone {
  const char* what;
};

/// Counts of a header, in the order in which they stand there.
struct Counts {
  std::uint32_t utc_marks = 0;
  std::uint32_t standard_marks = 0;
  std::uint32_t leaps = 0;
  std::uint32_t transitions = 0;
  std::uint32_t types = 0;
  std::uint32_t letters = 0;

  [[nodiscard]] std::size_t bytes(std::size_t time_bytes) const {
    return transitions * (time_bytes + 1) + types * type_bytes + letters +
           leaps * (time_bytes + 4) + standard_marks + utc_marks;
  }
};

class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  std::string_view take(std::size_t count) {
    if (count > bytes_.size()) throw NoZone{"the data of the zone end too early"};
    const std::string_view out = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return out;
  }
  std::int64_t number(std::size_t count) {
    std::uint64_t out = 0;
    const std::string_view digits = take(count);
    for (const char digit : digits) out = out << 8U | static_cast<unsigned char>(digit);
    const std::uint64_t sign = std::uint64_t{1} << (8 * count - 1);
    return static_cast<std::int64_t>((out ^ sign) - sign);
  }
  [[nodiscard]] std::string_view rest() const { return bytes_; }

 private:
  std::string_view bytes_;
};

Counts read_header(Bytes& bytes) {
  if (bytes.take(4) != "TZif") throw NoZone{"these are no data of a zone"};
  bytes.take(16);
  Counts out;
  for (auto* const count : {&out.utc_marks, &out.standard_marks, &out.leaps, &out.transitions,
                            &out.types, &out.letters}) {
    *count = static_cast<std::uint32_t>(bytes.number(4));
  }
  if (out.transitions > transitions_max || out.types > types_max || out.types == 0 ||
      out.leaps > transitions_max || out.letters > transitions_max ||
      out.standard_marks > types_max || out.utc_marks > types_max) {
    throw NoZone{"the zone holds more than a zone can have"};
  }
  return out;
}

ZoneOffsets read_transitions(Bytes& bytes, const Counts& counts) {
  std::vector<std::int64_t> times;
  for (std::uint32_t place = 0; place < counts.transitions; ++place) {
    times.push_back(bytes.number(8));
  }
  const std::string_view kinds = bytes.take(counts.transitions);
  std::vector<std::int32_t> offsets;
  for (std::uint32_t place = 0; place < counts.types; ++place) {
    offsets.push_back(static_cast<std::int32_t>(bytes.number(4)));
    if (offsets.back() > offset_max_s || offsets.back() < -offset_max_s) {
      throw NoZone{"an offset of the zone is more than a day"};
    }
    bytes.take(2);
  }
  bytes.take(counts.bytes(8) - std::size_t{counts.transitions} * 9 - counts.types * type_bytes);
  ZoneOffsets out = {{std::numeric_limits<std::int64_t>::min(), offsets.front()}};
  for (std::size_t place = 0; place < times.size(); ++place) {
    const auto kind = static_cast<unsigned char>(kinds[place]);
    if (kind >= offsets.size()) throw NoZone{"the zone names an offset that it lacks"};
    if (times[place] < out.back().from_s) throw NoZone{"the times of the zone do not rise"};
    out.push_back({times[place], offsets[kind]});
  }
  return out;
}

/// The rule after the last transition, as POSIX writes it: "CET-1CEST,M3.5.0,M10.5.0/3".
class YearlyRule {
 public:
  explicit YearlyRule(std::string_view text) : text_(text) {}

  void extend(ZoneOffsets& out) {
    skip_name();
    const std::int64_t standard = -seconds();
    if (text_.empty()) {
      // The same offset for ever; the last transition says so already.
      return;
    }
    skip_name();
    const std::int64_t summer =
        text_.empty() || text_.front() == ',' ? standard + hour_s : -seconds();
    const Change begins = change();
    const Change ends = change();
    if (!text_.empty()) throw NoZone{"the rule of the zone goes on after its end"};
    const std::int64_t last = out.back().from_s;
    for (int year = first_year; year <= zone_last_year; ++year) {
      std::array<ZoneOffset, 2> both = {
          {{begins.at(year) - standard, static_cast<std::int32_t>(summer)},
           {ends.at(year) - summer, static_cast<std::int32_t>(standard)}}};
      if (both[1].from_s < both[0].from_s) std::swap(both[0], both[1]);
      for (const ZoneOffset& one : both) {
        if (one.from_s > last) out.push_back(one);
      }
    }
  }

 private:
  static constexpr int first_year = 1970;

  /// The n-th weekday of a month (5: the last), at a time of the day.
  struct Change {
    unsigned month = 1;
    unsigned week = 1;
    unsigned weekday = 0;  // 0: Sunday
    std::int64_t time_s = 2 * hour_s;

    [[nodiscard]] std::int64_t at(int year) const {
      constexpr unsigned last_week = 5;
      const auto of = std::chrono::year(year) / std::chrono::month(month);
      const std::chrono::weekday day(weekday);
      const Date found =
          week == last_week ? Date(of / day[std::chrono::last]) : Date(of / day[week]);
      return std::chrono::seconds(found.time_since_epoch()).count() + time_s;
    }
  };

  char next() {
    if (text_.empty()) throw NoZone{"the rule of the zone ends too early"};
    const char out = text_.front();
    text_.remove_prefix(1);
    return out;
  }
  bool skip(char letter) {
    if (text_.empty() || text_.front() != letter) return false;
    text_.remove_prefix(1);
    return true;
  }
  void need(char letter) {
    if (!skip(letter)) throw NoZone{"the rule of the zone is of another form"};
  }
  void skip_name() {
    if (skip('<')) {
      while (next() != '>') {
      }
      return;
    }
    while (!text_.empty() && (text_.front() >= 'A' && text_.front() <= 'z')) next();
  }
  unsigned whole(unsigned lowest, unsigned highest) {
    unsigned out = 0;
    bool any = false;
    for (; !text_.empty() && text_.front() >= '0' && text_.front() <= '9'; any = true) {
      out = out * 10 + static_cast<unsigned>(next() - '0');
      if (out > highest) break;
    }
    if (!any || out < lowest || out > highest) throw NoZone{"a number of the rule is out of range"};
    return out;
  }
  /// [+-]hours[:minutes[:seconds]]
  std::int64_t seconds() {
    constexpr unsigned hours_max = 167;
    const bool negative = skip('-');
    if (!negative) skip('+');
    std::int64_t out = std::int64_t{whole(0, hours_max)} * hour_s;
    if (skip(':')) out += std::int64_t{whole(0, 59)} * 60;
    if (skip(':')) out += std::int64_t{whole(0, 59)};
    return negative ? -out : out;
  }
  Change change() {
    Change out;
    need(',');
    need('M');
    out.month = whole(1, 12);
    need('.');
    out.week = whole(1, 5);
    need('.');
    out.weekday = whole(0, 6);
    if (skip('/')) out.time_s = seconds();
    return out;
  }

  std::string_view text_;
};

ZoneOffsets read_zone(std::string_view text) {
  Bytes bytes(text);
  if (text.size() <= header_bytes || text[4] < '2') {
    throw NoZone{"these are no data of a zone with times of 64 bits"};
  }
  // Times of 32 bits come first, for older readers.
  const Counts old = read_header(bytes);
  bytes.take(old.bytes(4));
  const Counts counts = read_header(bytes);
  ZoneOffsets out = read_transitions(bytes, counts);
  std::string_view rule = bytes.rest();
  if (rule.size() < 2 || rule.front() != '\n' || rule.back() != '\n') {
    throw NoZone{"the zone has no rule at its end"};
  }
  rule = rule.substr(1, rule.size() - 2);
  if (!rule.empty()) YearlyRule(rule).extend(out);
  return out;
}

}  // namespace

Result<ZoneOffsets> parse_zone(std::string_view bytes) {
  try {
    return read_zone(bytes);
  } catch (const NoZone& wrong) {
    return tl::unexpected(Failure{FailureKind::invalid, wrong.what, "", "RFC 8536, version 2 on"});
  }
}

}  // namespace ballast::planner::trading
