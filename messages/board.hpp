// What a board tells of itself: how it is, and what it shows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/field.hpp"

namespace ballast::messages {

struct VitalGrade {
  std::string gauge;  // "temperature", "memory", ...
  std::string grade;  // "unknown", "ok", "warn", "bad", "critical"

  bool operator==(const VitalGrade&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("gauge", self.gauge);
    visit("grade", self.grade);
  }
};

/// What the sketch on the board's microcontroller counts since it started.
struct MicrocontrollerCounts {
  std::uint64_t uptime_ms = 0;
  std::uint64_t frames = 0;           // pictures that it took
  std::uint64_t refused = 0;          // pictures of another size, or older than the one it shows
  std::uint64_t stale_times = 0;      // how often nobody told it anything for five seconds
  std::uint64_t longest_loop_us = 0;  // the longest pass of its loop
  std::uint64_t restarts = 0;         // that the display noticed

  bool operator==(const MicrocontrollerCounts&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("uptime_ms", self.uptime_ms);
    visit("frames", self.frames, may_be_absent);
    visit("refused", self.refused, may_be_absent);
    visit("stale_times", self.stale_times, may_be_absent);
    visit("longest_loop_us", self.longest_loop_us, may_be_absent);
    visit("restarts", self.restarts, may_be_absent);
  }
};

/// The link to the board's lights, and what was counted on it since the display started.
struct LightsLink {
  std::string state;    // "absent", "router only", "up", "suspect", "wedged"
  std::string trouble;  // why it is not up, in words
  std::uint64_t sent = 0;
  std::uint64_t answered = 0;
  std::uint64_t expired = 0;    // calls whose answer did not come in time
  std::uint64_t late = 0;       // answers to those
  std::uint64_t dropped = 0;    // pictures in whose place a newer one went out
  std::uint64_t connected = 0;  // times
  std::uint64_t ports_reopened = 0;
  std::uint64_t resets = 0;         // of the microcontroller
  std::uint64_t resets_failed = 0;  // tries of that
  std::optional<MicrocontrollerCounts> microcontroller;

  bool operator==(const LightsLink&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("state", self.state);
    visit("trouble", self.trouble, may_be_absent);
    visit("sent", self.sent, may_be_absent);
    visit("answered", self.answered, may_be_absent);
    visit("expired", self.expired, may_be_absent);
    visit("late", self.late, may_be_absent);
    visit("dropped", self.dropped, may_be_absent);
    visit("connected", self.connected, may_be_absent);
    visit("ports_reopened", self.ports_reopened, may_be_absent);
    visit("resets", self.resets, may_be_absent);
    visit("resets_failed", self.resets_failed, may_be_absent);
    visit("microcontroller", self.microcontroller);
  }
};

/// Display, state topic board.vitals.<board>, every few seconds and when a grade changes.
struct BoardVitals {
  static constexpr std::string_view type = "BoardVitals";
  std::string board;
  std::string kind;              // "unoq", "generic"
  std::uint32_t processors = 1;  // that programs may use
  std::uint32_t workers = 1;     // evaluators that it can feed now
  std::optional<double> celsius;
  std::optional<double> load;            // tasks that run or want to
  std::optional<double> clock_ghz;       // of the processor, measured
  std::optional<double> clock_most_ghz;  // that it can have
  bool slowed_down = false;              // heat holds the clock down
  std::optional<double> pace;  // of its evaluators, against their best at this plan, 0 to 1
  std::optional<std::int64_t> memory_kib;
  std::optional<std::int64_t> available_kib;  // what programs may still take
  std::optional<std::int64_t> swap_kib;
  std::optional<std::int64_t> swap_free_kib;
  std::optional<std::int64_t> disk_kib;
  std::optional<std::int64_t> disk_free_kib;
  std::optional<std::int64_t> flash_written_kib;  // since the board started
  std::optional<std::int64_t> wifi_dbm;           // how strongly its Wi-Fi is heard
  std::vector<VitalGrade> grades;
  std::string worst;
  std::optional<LightsLink> lights;  // empty: no lights are looked for

  bool operator==(const BoardVitals&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("board", self.board);
    visit("kind", self.kind, may_be_absent);
    visit("processors", self.processors, may_be_absent);
    visit("workers", self.workers, may_be_absent);
    visit("celsius", self.celsius);
    visit("load", self.load);
    visit("clock_ghz", self.clock_ghz);
    visit("clock_most_ghz", self.clock_most_ghz);
    visit("slowed_down", self.slowed_down, may_be_absent);
    visit("pace", self.pace);
    visit("memory_kib", self.memory_kib);
    visit("available_kib", self.available_kib);
    visit("swap_kib", self.swap_kib);
    visit("swap_free_kib", self.swap_free_kib);
    visit("disk_kib", self.disk_kib);
    visit("disk_free_kib", self.disk_free_kib);
    visit("flash_written_kib", self.flash_written_kib);
    visit("wifi_dbm", self.wifi_dbm);
    visit("grades", self.grades, may_be_absent);
    visit("worst", self.worst, may_be_absent);
    visit("lights", self.lights);
  }
};

/// A light beside the matrix.
struct BoardLight {
  std::string name;       // "LED3"
  std::uint32_t red = 0;  // 0 to 255, as the other two
  std::uint32_t green = 0;
  std::uint32_t blue = 0;
  std::string pattern;  // "solid", "blink", "breathe", "blip"

  bool operator==(const BoardLight&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("name", self.name);
    visit("red", self.red, may_be_absent);
    visit("green", self.green, may_be_absent);
    visit("blue", self.blue, may_be_absent);
    visit("pattern", self.pattern, may_be_absent);
  }
};

/// Display, topic display.<board>: what the board's matrix shows, when it changes and each second.
struct DisplayFrame {
  static constexpr std::string_view type = "DisplayFrame";
  std::string board;
  std::string points;  // 8 rows of 13 bytes: 0 dark, 1, 2, 3, 4, 7 full
  std::string words;   // the same for people
  std::vector<BoardLight> lights;
  std::string link;          // to the board's own lights: "up"; empty: none are looked for
  std::uint64_t number = 0;  // of this picture since the display started, from 1

  bool operator==(const DisplayFrame&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("board", self.board);
    visit("points", self.points, binary);
    visit("words", self.words, may_be_absent);
    visit("lights", self.lights, may_be_absent);
    visit("link", self.link, may_be_absent);
    visit("number", self.number, may_be_absent);
  }
};

/// Command line -> display, each by its instance. Answered with ErrorsAcknowledged: a person has
/// seen what went wrong, and it goes from the lights.
struct AcknowledgeErrors {
  static constexpr std::string_view type = "AcknowledgeErrors";
  bool operator==(const AcknowledgeErrors&) const = default;
  template <class Self, class Visitor>
  static void fields(Self& /*self*/, Visitor&& /*visit*/) {}
};

struct ErrorsAcknowledged {
  static constexpr std::string_view type = "ErrorsAcknowledged";
  std::string board;
  bool stood = false;  // an error was shown until now

  bool operator==(const ErrorsAcknowledged&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("board", self.board);
    visit("stood", self.stood);
  }
};

}  // namespace ballast::messages
