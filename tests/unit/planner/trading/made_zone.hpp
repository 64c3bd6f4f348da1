// The data of a time zone, made by hand.
#pragma once

#include <cstdint>
#include <string>

namespace ballast::planner::trading {

[[nodiscard]] inline std::string big_endian(std::int64_t value, int bytes) {
  std::string out;
  for (int place = bytes - 1; place >= 0; --place) {
    out +=
        static_cast<char>(static_cast<std::uint64_t>(value) >> (8U * static_cast<unsigned>(place)));
  }
  return out;
}

/// A zone with one transition at 1000 s and a rule.
[[nodiscard]] inline std::string zone_bytes(const std::string& rule) {
  const auto header = [](int transitions, int types) {
    return "TZif2" + std::string(15, '\0') + big_endian(0, 4) + big_endian(0, 4) +
           big_endian(0, 4) + big_endian(transitions, 4) + big_endian(types, 4) + big_endian(4, 4);
  };
  const std::string type = big_endian(3600, 4) + std::string(2, '\0');
  return header(0, 1) + type + "CET" + std::string(1, '\0') + header(1, 1) + big_endian(1000, 8) +
         std::string(1, '\0') + type + "CET" + std::string(1, '\0') + "\n" + rule + "\n";
}

}  // namespace ballast::planner::trading
