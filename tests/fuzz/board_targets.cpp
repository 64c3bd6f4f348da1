// Readers of what a board's router sends.
#include "hardware/router/router_message.hpp"
#include "tests/fuzz/target.hpp"

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

}  // namespace

std::vector<Target> board_targets() {
  return {{"router-answers", read_router, honest_router}};
}

}  // namespace ballast::fuzz
