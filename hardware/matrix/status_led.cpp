#include "hardware/matrix/status_led.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace ballast::hardware {
namespace {

constexpr std::chrono::minutes look_again{1};
constexpr std::string_view leds = "sys/class/leds";

/// Returns which of the three colours are on; there are no levels, so breathing is blinking.
std::array<bool, 3> colour_at(const Light& light, std::chrono::milliseconds now) {
  constexpr std::chrono::milliseconds blip_lasts{150};  // whoever draws ten times a second hits it
  const std::chrono::milliseconds period{std::max<int>(light.period_ms, 1)};
  const auto phase = now % period;
  const bool shines = light.pattern == Pattern::solid  ? true
                      : light.pattern == Pattern::blip ? phase < blip_lasts
                                                       : phase < period / 2;
  constexpr std::uint8_t half = 128;
  return {shines && light.red >= half, shines && light.green >= half, shines && light.blue >= half};
}

}  // namespace

StatusLed::~StatusLed() {
  if (is_there()) static_cast<void>(write({false, false, false}));
}

/// The kernel's files take a value only as a whole, and never are made by whoever writes.
bool StatusLed::put(const std::string& file, const std::string& value) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the interface of files
  const int opened = ::open(files_.path(file).c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC | O_NONBLOCK);
  const bool written = opened >= 0 && ::write(opened, value.data(), value.size()) ==
                                          static_cast<ssize_t>(value.size());
  const int error = errno;
  if (opened >= 0) ::close(opened);
  if (written) return true;
  trouble_ = files_.path(file).string() + ": " + ::strerror(error);
  if (error == EACCES || error == EROFS) trouble_ += "; the user of the display may not write it";
  return false;
}

bool StatusLed::take(const std::vector<std::string>& folders) {
  std::vector<Channel> found;
  for (const std::string& folder : folders) {
    const auto most = files_.number(folder + "/max_brightness");
    if (!files_.text(folder + "/brightness")) return false;
    found.push_back({folder, std::to_string(std::max<std::int64_t>(most.value_or(1), 1))});
  }
  channels_ = std::move(found);
  return true;
}

/// Kernels that join the three channels to one light do not let them be written one by one.
bool StatusLed::take_group() {
  if (!files_.text(std::string(leds) + "/unoq:user-red1/brightness")) return false;
  constexpr std::array<std::string_view, 3> parts = {"red", "green", "blue"};
  for (const std::string& name : files_.names(leds, "")) {
    Channel group{std::string(leds) + "/" + name, "1", true};
    const auto index = files_.text(group.folder + "/multi_index");
    if (!index || !files_.text(group.folder + "/multi_intensity")) continue;
    const auto words = words_of(*index);
    if (words.size() != parts.size()) continue;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto* const at = std::find(parts.begin(), parts.end(), words[i]);
      if (at == parts.end()) return false;
      group.order.at(i) = static_cast<std::size_t>(at - parts.begin());
    }
    const auto most = files_.number(group.folder + "/max_brightness");
    group.on = std::to_string(std::max<std::int64_t>(most.value_or(1), 1));
    channels_ = {std::move(group)};
    return true;
  }
  return false;
}

void StatusLed::look_for(Time now) {
  looked_at_ = now;
  shown_.reset();
  const auto below = [](const std::string& folder, const std::array<std::string, 3>& names) {
    return std::vector<std::string>{folder + "/" + names[0], folder + "/" + names[1],
                                    folder + "/" + names[2]};
  };
  if (!take(below("dev/leds/builtin", {"led1_r", "led1_g", "led1_b"})) &&
      !take(below(std::string(leds), {"red:user", "green:user", "blue:user"})) && !take_group()) {
    trouble_ = "there is no light of the board below " + files_.path(leds).string();
    return;
  }
  trouble_.clear();
  for (const Channel& channel : channels_) {
    const std::string trigger = channel.folder + "/trigger";
    // Else the kernel goes on to blink it.
    if (!files_.text(trigger) || put(trigger, "none")) continue;
    channels_.clear();
    return;
  }
}

bool StatusLed::write_group(const Channel& group, const Colour& colour) {
  std::string values;
  for (const std::size_t part : group.order) {
    values += (values.empty() ? "" : " ") + std::string(colour.at(part) ? group.on : "0");
  }
  return put(group.folder + "/multi_intensity", values) &&
         put(group.folder + "/brightness", group.on);
}

bool StatusLed::write(const Colour& colour) {
  if (channels_.front().all) return write_group(channels_.front(), colour);
  for (std::size_t i = 0; i < channels_.size(); ++i) {
    if (shown_ && shown_->at(i) == colour.at(i)) continue;
    const Channel& channel = channels_[i];
    const std::string& value = colour.at(i) ? channel.on : "0";
    if (!put(channel.folder + "/brightness", value)) return false;
    if (files_.number(channel.folder + "/brightness") == whole_number(value)) continue;
    trouble_ = files_.path(channel.folder).string() + ": it does not keep what is written";
    return false;
  }
  return true;
}

void StatusLed::show(const Light& light, Time now) {
  if (!is_there()) {
    if (looked_at_ && now - *looked_at_ < look_again) return;
    look_for(now);
    if (!is_there()) return;
  }
  const Colour colour = colour_at(light, now);
  if (shown_ == colour) return;
  if (write(colour)) {
    shown_ = colour;
    return;
  }
  channels_.clear();
  looked_at_ = now;
}

}  // namespace ballast::hardware
