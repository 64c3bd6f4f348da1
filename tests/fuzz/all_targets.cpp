#include <algorithm>

#include "tests/fuzz/target.hpp"

namespace ballast::fuzz {

std::span<const Target> all_targets() {
  static const std::vector<Target> all = [] {
    std::vector<Target> joined;
    for (const auto& group : {message_targets(), work_targets(), file_targets(), journal_targets(),
                              broker_targets(), source_targets(), board_targets()}) {
      joined.insert(joined.end(), group.begin(), group.end());
    }
    return joined;
  }();
  return all;
}

const Target* target_named(std::string_view name) {
  const auto all = all_targets();
  const auto at = std::find_if(all.begin(), all.end(),
                               [name](const Target& target) { return target.name == name; });
  return at == all.end() ? nullptr : &*at;
}

}  // namespace ballast::fuzz
