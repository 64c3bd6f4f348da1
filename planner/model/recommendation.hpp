// What analysts say of a security in a word: from "strong buy" to "strong sell".
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace ballast::planner {

struct Recommendation {
  std::string_view name;
  double score = 0.0;  // 0 to 1

  bool operator==(const Recommendation&) const = default;
};

inline constexpr std::array recommendations = {
    Recommendation{"strong_buy", 1.0}, Recommendation{"buy", 0.8}, Recommendation{"hold", 0.5},
    Recommendation{"sell", 0.2}, Recommendation{"strong_sell", 0.0}};

/// What a person may write, as failures tell it.
inline constexpr std::string_view recommendation_spellings =
    "strong_buy, buy, hold, sell or strong_sell, also as strongBuy, strong-buy or Strong Buy";

/// Returns it however it is spelt; nothing for another word.
[[nodiscard]] std::optional<Recommendation> recommendation_of(std::string_view spelling);

}  // namespace ballast::planner
