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

/// Display, state topic board.vitals.<board>, every few seconds and when a grade changes.
struct BoardVitals {
  static constexpr std::string_view type = "BoardVitals";
  std::string board;
  std::string kind;              // "unoq", "generic"
  std::uint32_t processors = 1;  // that programs may use
  std::uint32_t workers = 1;     // evaluators that it can feed now
  std::optional<double> celsius;
  std::optional<double> load;  // tasks that run or want to
  std::optional<std::int64_t> memory_kib;
  std::optional<std::int64_t> available_kib;  // what programs may still take
  std::optional<std::int64_t> disk_kib;
  std::optional<std::int64_t> disk_free_kib;
  std::vector<VitalGrade> grades;
  std::string worst;

  bool operator==(const BoardVitals&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("board", self.board);
    visit("kind", self.kind, may_be_absent);
    visit("processors", self.processors, may_be_absent);
    visit("workers", self.workers, may_be_absent);
    visit("celsius", self.celsius);
    visit("load", self.load);
    visit("memory_kib", self.memory_kib);
    visit("available_kib", self.available_kib);
    visit("disk_kib", self.disk_kib);
    visit("disk_free_kib", self.disk_free_kib);
    visit("grades", self.grades, may_be_absent);
    visit("worst", self.worst, may_be_absent);
  }
};

/// Display, topic display.<board>: what the board's matrix shows, when it changes and each second.
struct DisplayFrame {
  static constexpr std::string_view type = "DisplayFrame";
  std::string board;
  std::string points;  // 8 rows of 13 bytes: 0 dark, 1, 2, 3, 4, 7 full
  std::string words;   // the same for people

  bool operator==(const DisplayFrame&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("board", self.board);
    visit("points", self.points, binary);
    visit("words", self.words, may_be_absent);
  }
};

}  // namespace ballast::messages
