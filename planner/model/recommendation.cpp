#include "planner/model/recommendation.hpp"

#include <algorithm>
#include <string>

namespace ballast::planner {
namespace {

/// Small letters alone: without what stands between words.
std::string letters_of(std::string_view text) {
  std::string word;
  for (const char c : text) {
    if (c == '_' || c == '-' || c == ' ') continue;
    word.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return word;
}

}  // namespace

std::optional<Recommendation> recommendation_of(std::string_view spelling) {
  const std::string word = letters_of(spelling);
  const auto* const at =
      std::find_if(recommendations.begin(), recommendations.end(),
                   [&](const Recommendation& one) { return letters_of(one.name) == word; });
  if (at == recommendations.end()) return std::nullopt;
  return *at;
}

}  // namespace ballast::planner
