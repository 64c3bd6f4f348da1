#include "actors/display/lights_file.hpp"

#include <charconv>

#include "actors/configuration/board_file.hpp"
#include "broker/toml_reading.hpp"

namespace ballast::actors {
namespace {

using planner::Result;

constexpr int minutes_an_hour = 60;

/// Two digits that are below `limit`.
std::optional<int> two_digits(std::string_view text, int limit) {
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return text.size() == 2 && out >= 0 && out < limit ? std::optional(out) : std::nullopt;
}

class LightsReader {
 public:
  explicit LightsReader(const std::string& name) : reading_(name) {}

  LightsFile read(const toml::table& file) {
    reading_.check_keys(file, "", {"matrix", "night", "microcontroller"});
    if (const toml::node* node = file.get("matrix")) read_matrix(*node);
    if (const toml::node* node = file.get("night")) read_night(*node);
    if (const toml::node* node = file.get("microcontroller")) read_microcontroller(*node);
    return out_;
  }

 private:
  void read_matrix(const toml::node& node) {
    const toml::table& table = reading_.table_of(node, "matrix");
    reading_.check_keys(table, "matrix.", {"turned"});
    const toml::node* turned = table.get("turned");
    if (turned != nullptr) out_.turned = reading_.flag(*turned, "matrix.turned");
  }

  void read_night(const toml::node& node) {
    const toml::table& table = reading_.table_of(node, "night");
    reading_.check_keys(table, "night.", {"begins", "ends"});
    const Night night{minute_of(table, "begins"), minute_of(table, "ends")};
    if (night.begins == night.ends) {
      reading_.stop(node, "night", "it begins when it ends", "two times that differ");
    }
    out_.night = night;
  }

  int minute_of(const toml::table& night, const std::string& name) {
    const std::string key = "night." + name;
    const toml::node* node = night.get(name);
    if (node == nullptr)
      reading_.stop(night, key, "a night has a beginning and an end", "\"22:00\"");
    const std::string text = reading_.text(*node, key);
    const std::size_t colon = text.find(':');
    constexpr int hours_a_day = 24;
    const auto hour = two_digits(std::string_view(text).substr(0, colon), hours_a_day);
    const auto minute = colon == std::string::npos
                            ? std::nullopt
                            : two_digits(std::string_view(text).substr(colon + 1), minutes_an_hour);
    if (!hour || !minute) reading_.stop(*node, key, "'" + text + "' is no time", "00:00 to 23:59");
    return *hour * minutes_an_hour + *minute;
  }

  void read_microcontroller(const toml::node& node) {
    constexpr std::int64_t lines_most = 1023;
    const toml::table& table = reading_.table_of(node, "microcontroller");
    reading_.check_keys(table, "microcontroller.", {"reset_chip", "reset_line"});
    const toml::node* chip = table.get("reset_chip");
    const toml::node* line = table.get("reset_line");
    if (chip == nullptr && line == nullptr) return;
    if (chip == nullptr || line == nullptr) {
      reading_.stop(node, "microcontroller", "a reset takes both a chip and a line of it",
                    "reset_chip = \"/dev/gpiochip1\" and reset_line = 38");
    }
    const std::string path = reading_.text(*chip, "microcontroller.reset_chip");
    if (!path.starts_with("/dev/")) {
      reading_.stop(*chip, "microcontroller.reset_chip", "'" + path + "' is no GPIO chip",
                    "/dev/gpiochip1");
    }
    out_.reset =
        hardware::ResetLine{path, static_cast<std::uint32_t>(reading_.whole(
                                      *line, "microcontroller.reset_line", 0, lines_most))};
  }

  broker::TomlReading reading_;
  LightsFile out_;
};

}  // namespace

Result<LightsFile> parse_lights_file(std::string_view text, std::string_view name) {
  return broker::read_toml(text, name, [&](const toml::table& table) {
    return LightsReader(std::string(name)).read(table);
  });
}

Result<LightsFile> load_lights_file(const std::string& folder) {
  const auto file = read_board_file(folder, "display.toml");
  if (!file) return tl::unexpected(file.error());
  return *file ? parse_lights_file((*file)->text, (*file)->path) : LightsFile{};
}

}  // namespace ballast::actors
