#include "tools/ballast/board_text.hpp"

#include <array>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tools/report/numbers.hpp"

namespace ballast::tools {
namespace {

std::string gib(std::int64_t kib) {
  return fmt::format("{:.1f}", static_cast<double>(kib) / 1024.0 / 1024.0);
}

std::string counted(std::uint64_t number, const char* one, const char* many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

/// What never happened is not said.
void add_count(std::vector<std::string>& parts, std::uint64_t number, const char* one,
               const char* many) {
  if (number > 0) parts.push_back(counted(number, one, many));
}

std::string body_text(const messages::BoardVitals& vitals) {
  std::vector<std::string> parts = {vitals.kind};
  if (vitals.celsius) parts.push_back(fmt::format("{:.0f} °C", *vitals.celsius));
  if (vitals.load) parts.push_back(fmt::format("load {:.1f}", *vitals.load));
  if (vitals.available_kib && vitals.memory_kib) {
    parts.push_back(gib(*vitals.available_kib) + " of " + gib(*vitals.memory_kib) + " GB free");
  }
  if (vitals.swap_kib && vitals.swap_free_kib && *vitals.swap_free_kib < *vitals.swap_kib) {
    parts.push_back(gib(*vitals.swap_kib - *vitals.swap_free_kib) + " GB swapped out");
  }
  if (vitals.flash_written_kib) {
    parts.push_back(gib(*vitals.flash_written_kib) + " GB written since it started");
  }
  if (vitals.wifi_dbm) parts.push_back(fmt::format("Wi-Fi {} dBm", *vitals.wifi_dbm));
  if (vitals.clock_ghz && vitals.clock_most_ghz) {
    parts.push_back(
        fmt::format("clock {:.1f} of {:.1f} GHz", *vitals.clock_ghz, *vitals.clock_most_ghz));
  }
  if (vitals.pace) {
    parts.push_back(fmt::format("evaluators at {:.0f} % of their best pace", 100 * *vitals.pace));
  }
  if (vitals.slowed_down) parts.emplace_back("slowed down by heat");
  for (const messages::VitalGrade& one : vitals.grades) {
    const bool good = one.grade == "ok" || one.grade == "unknown";
    if (!good) parts.push_back(one.gauge + " " + one.grade);
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string link_text(const messages::LightsLink& link, bool is_expected) {
  std::string out = "lights " + link.state;
  // A PC has none, and nothing is wrong with that.
  if (link.connected == 0 && !is_expected) return out;
  std::vector<std::string> parts;
  if (!link.trouble.empty()) parts.push_back(link.trouble);
  add_count(parts, link.sent, "call", "calls");
  add_count(parts, link.expired, "unanswered", "unanswered");
  add_count(parts, link.dropped, "picture overtaken", "pictures overtaken");
  if (link.connected > 1) add_count(parts, link.connected - 1, "reconnection", "reconnections");
  add_count(parts, link.ports_reopened, "opening of the port", "openings of the port");
  add_count(parts, link.resets, "reset", "resets");
  add_count(parts, link.resets_failed, "reset failed", "resets failed");
  return parts.empty() ? out : fmt::format("{}: {}", out, fmt::join(parts, ", "));
}

std::string microcontroller_text(const messages::MicrocontrollerCounts& counts) {
  std::vector<std::string> parts = {counted(counts.frames, "picture", "pictures")};
  add_count(parts, counts.refused, "refused", "refused");
  add_count(parts, counts.stale_times, "silence", "silences");
  add_count(parts, counts.restarts, "restart", "restarts");
  return fmt::format("microcontroller up {}: {}, longest loop {:.1f} ms",
                     short_duration(counts.uptime_ms), fmt::join(parts, ", "),
                     static_cast<double>(counts.longest_loop_us) / 1000.0);
}

/// Which channels shine says the name: they are on or off on most lights.
std::string colour_name(const messages::BoardLight& light) {
  constexpr std::array<const char*, 8> names = {"off", "blue",    "green",  "cyan",
                                                "red", "magenta", "yellow", "white"};
  const std::size_t place =
      (light.red > 0 ? 4U : 0U) + (light.green > 0 ? 2U : 0U) + (light.blue > 0 ? 1U : 0U);
  return names.at(place);
}

std::string dot_of(const messages::BoardLight& light) {
  return fmt::format("\x1b[38;2;{};{};{}m●\x1b[0m ", light.red, light.green, light.blue);
}

std::string light_text(const messages::BoardLight& light, bool colour) {
  const std::string name = colour_name(light);
  if (name == "off") return light.name + " off";
  const std::string pattern = light.pattern == "solid" ? "" : " " + light.pattern;
  return (colour ? dot_of(light) : "") + light.name + " " + name + pattern;
}

}  // namespace

std::string vitals_text(const messages::BoardVitals& vitals) {
  std::string out = body_text(vitals);
  if (!vitals.lights) return out;
  out += "; " + link_text(*vitals.lights, vitals.kind != "generic");
  if (const auto& counts = vitals.lights->microcontroller) {
    out += "; " + microcontroller_text(*counts);
  }
  return out;
}

std::string lights_text(const messages::DisplayFrame& frame, bool colour) {
  std::vector<std::string> parts;
  for (const messages::BoardLight& light : frame.lights) {
    parts.push_back(light_text(light, colour));
  }
  std::string out = fmt::format("{}", fmt::join(parts, ", "));
  return frame.link.empty() ? out : out + "; link " + frame.link;
}

}  // namespace ballast::tools
