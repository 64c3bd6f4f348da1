// The reply to every import: what it read and what it changed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "messages/field.hpp"

namespace ballast::messages {

struct ImportReport {
  static constexpr std::string_view type = "ImportReport";
  std::string kind;    // "prices"
  std::string source;  // name of the file
  bool dry_run = false;
  std::uint64_t read = 0;  // rows; read = added + changed + unchanged
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
  std::vector<std::string> changes;   // the first few, one line each
  std::vector<std::string> warnings;  // one sentence each

  bool operator==(const ImportReport&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("kind", self.kind);
    visit("source", self.source, may_be_absent);
    visit("dry_run", self.dry_run);
    visit("read", self.read);
    visit("added", self.added);
    visit("changed", self.changed);
    visit("unchanged", self.unchanged);
    visit("changes", self.changes, may_be_absent);
    visit("warnings", self.warnings, may_be_absent);
  }
};

}  // namespace ballast::messages
