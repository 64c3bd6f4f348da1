// Readers of what a board's router sends, of the file that says how its lights are used, and of
// recordings of them.
#include <algorithm>

#include "actors/display/lights_file.hpp"
#include "hardware/router/microcontroller_stat.hpp"
#include "hardware/router/router_message.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/unit/tools/formats/documented_formats.hpp"
#include "tools/ballast/display_recording.hpp"

namespace ballast::fuzz {
namespace {

/// The same answers come out, however the bytes are cut.
void read_router(std::string_view bytes) {
  const std::size_t first = choose(bytes, 64);
  hardware::AnswerStream whole;
  const auto at_once = whole.read(bytes);
  hardware::AnswerStream cut;
  auto pieces = cut.read(bytes.substr(0, first));
  const bool goes_on = pieces && first < bytes.size();
  const auto rest = goes_on ? cut.read(bytes.substr(first)) : std::nullopt;
  if (!at_once || !pieces || (goes_on && !rest)) return;
  for (const auto& answer : *at_once) {
    const auto stat = hardware::stat_of(answer.value);
    require(!stat || !hardware::began_again(*stat, *stat, std::chrono::milliseconds{0}),
            "a microcontroller began again in no time");
  }
  const std::size_t parts = pieces->size() + (rest ? rest->size() : 0);
  require(parts == at_once->size(), "a stream gives other answers when it is cut");
}

std::vector<std::string> honest_router() {
  const std::string hello("\x94\x01\x01\xC0\xCE\x01\x0D\x08\x08", 9);
  const std::string error("\x94\x01\x02\x92\x02\xA4none\xC0", 11);
  const std::string numbers("\x94\x01\x03\xC0\x95\x01\x02\x03\x04\x05", 10);
  const std::string call = *hardware::call_bytes(7, "hw/stat", {});
  return {" " + hello, " " + error, " " + numbers, " " + call, " " + hello + error + numbers};
}

void read_lights(std::string_view bytes) {
  const auto file = actors::parse_lights_file(bytes, "display.toml");
  if (!file) return require_sentence(file.error());
  constexpr int minutes_a_day = 24 * 60;
  if (!file->night) return;
  int dim = 0;
  for (int minute = 0; minute < minutes_a_day; ++minute) dim += file->night->holds(minute) ? 1 : 0;
  require(dim > 0 && dim < minutes_a_day, "a night lasts for ever, or no minute");
}

std::vector<std::string> honest_lights() {
  return {tools::source_file("etc/display.toml"),
          "[matrix]\nturned = true\n[night]\nbegins = \"22:00\"\nends = \"07:00\"\n"
          "[microcontroller]\nreset_chip = \"/dev/gpiochip1\"\nreset_line = 38\n"};
}

void read_shown(std::string_view bytes) {
  const auto pictures = tools::read_pictures(std::string(bytes), "night.jsonl");
  if (!pictures) return require_sentence(pictures.error());
  const auto older = [](const auto& a, const auto& b) { return a.at < b.at; };
  require(std::is_sorted(pictures->begin(), pictures->end(), older), "a picture goes back in time");
}

std::vector<std::string> honest_shown() {
  const std::string one = tools::example("display.jsonl");
  return {one, one + one};
}

}  // namespace

std::vector<Target> board_targets() {
  return {{"router-answers", read_router, honest_router},
          {"display-file", read_lights, honest_lights},
          {"display-recording", read_shown, honest_shown}};
}

}  // namespace ballast::fuzz
