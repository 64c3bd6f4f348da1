// What the microcontroller decides by itself: which frame is newer, what is shown when nothing
// comes, how lights blink. Plain C++ without Arduino or the standard library's containers, so that
// a PC tests it.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

namespace ballast_display {

constexpr uint8_t row_count = 8;
constexpr uint8_t column_count = 13;
constexpr size_t point_count = 104;
/// Protocol 1, 13 columns, 8 rows, 8 levels.
constexpr uint32_t hello_answer = 0x010D0808u;

constexpr uint32_t stale_after_ms = 5000;
constexpr uint32_t names_after_ms = 10000;
constexpr uint32_t edge_step_ms = 150;
constexpr uint32_t blip_ms = 50;
constexpr uint8_t ghost = 1;
constexpr uint8_t dim = 2;
constexpr uint8_t brightest = 7;

enum Mode : uint8_t { solid = 0, blink = 1, breathe = 2, blip = 3 };

struct Colour {
  uint8_t red;
  uint8_t green;
  uint8_t blue;

  bool operator==(const Colour& other) const {
    return red == other.red && green == other.green && blue == other.blue;
  }
};

class DisplayCore {
 public:
  /// `sound`: everything was registered. Times are milliseconds that wrap around.
  void booted(bool sound, uint32_t now) {
    sound_ = sound;
    since_ = named_ = now;
  }

  /// Somebody called: the router knows our names.
  void heard(uint32_t now) { named_ = now; }

  /// Whether to tell the router our names: nobody has called for ten seconds, so that it may have
  /// begun again, without them. Once in ten seconds.
  bool wants_names(uint32_t now) {
    if (now - named_ < names_after_ms) return false;
    named_ = now;
    return true;
  }

  /// Somebody begins to talk: numbers of frames begin again.
  uint32_t greeted() {
    any_ = false;
    return hello_answer;
  }

  /// Returns the number of the newest frame that was taken. Another size and an older number are
  /// refused, and counted.
  uint32_t accept(uint32_t number, const uint8_t* points, size_t size, uint32_t now) {
    const bool older = any_ && static_cast<int32_t>(number - number_) <= 0;
    if (points == nullptr || size != point_count || older) {
      ++refused_;
      return number_;
    }
    number_ = number;
    any_ = true;
    take(points, now);
    return number_;
  }

  /// A picture without a number, of a person's own tool: it stays until the next one.
  void draw(const uint8_t* points, size_t size, uint32_t now) {
    if (points == nullptr || size != point_count) {
      ++refused_;
      return;
    }
    take(points, now);
  }

  /// Returns whether there is such a light, in such a mode.
  bool light(uint8_t which, Colour colour, uint8_t mode, uint16_t period_ms) {
    if ((which != 3 && which != 4) || mode > blip) return false;
    if (mode != solid && period_ms == 0) return false;
    lights_[which - 3] = Light{colour, static_cast<Mode>(mode), period_ms};
    return true;
  }

  /// Works out what is shown now; returns whether that is new.
  bool tick(uint32_t now) {
    uint8_t next[point_count];
    paint(now, next);
    if (memcmp(next, shown_, point_count) == 0) return false;
    memcpy(shown_, next, point_count);
    return true;
  }
  const uint8_t* points() const { return shown_; }

  /// The colour of light 3 or 4 now: dark when nobody tells anything any more, since what they said
  /// may be untrue. Light 4 has no levels: half bright is on.
  Colour colour_of(uint8_t which, uint32_t now) const {
    if (is_stale(now)) return Colour{0, 0, 0};
    const Light& light = lights_[which == 4 ? 1 : 0];
    const uint16_t share = share_of(light, now);
    if (which == 4) return share >= 128 ? light.colour : Colour{0, 0, 0};
    return Colour{scaled(light.colour.red, share), scaled(light.colour.green, share),
                  scaled(light.colour.blue, share)};
  }

  bool is_stale(uint32_t now) const { return framed_ && now - since_ >= stale_after_ms; }
  uint32_t frames() const { return frames_; }
  uint32_t refused() const { return refused_; }
  uint32_t stale_times() const { return stale_times_; }

 private:
  struct Light {
    Colour colour;
    Mode mode;
    uint16_t period_ms;
  };

  static uint8_t scaled(uint8_t part, uint16_t share) {
    return static_cast<uint8_t>(static_cast<uint16_t>(part) * share / 256);
  }

  /// 0 dark to 256 full.
  static uint16_t share_of(const Light& light, uint32_t now) {
    if (light.mode == solid) return 256;
    const uint32_t phase = now % light.period_ms;
    if (light.mode == blink) return phase * 2 < light.period_ms ? 256 : 0;
    if (light.mode == blip) return phase < blip_ms ? 256 : 0;
    const uint32_t up = phase * 512 / light.period_ms;
    return static_cast<uint16_t>(up <= 256 ? up : 512 - up);
  }

  void take(const uint8_t* points, uint32_t now) {
    memcpy(frame_, points, point_count);
    for (uint8_t& point : frame_) point = point > brightest ? brightest : point;
    framed_ = true;
    since_ = now;
    ++frames_;
  }

  void paint(uint32_t now, uint8_t* out) {
    const bool stale = is_stale(now);
    if (stale && !was_stale_) ++stale_times_;
    was_stale_ = stale;
    if (framed_ && !stale) {
      memcpy(out, frame_, point_count);
      return;
    }
    memset(out, 0, point_count);
    if (!sound_) return cross(out);
    if (stale) return corners(out);
    out[edge_point((now - since_) / edge_step_ms)] = dim;
  }

  static size_t place(uint8_t row, uint8_t column) {
    return static_cast<size_t>(row) * column_count + column;
  }
  /// Something could not be registered.
  static void cross(uint8_t* out) {
    for (uint8_t row = 0; row < row_count; ++row) {
      out[place(row, static_cast<uint8_t>(row + 2))] = brightest;
      out[place(row, static_cast<uint8_t>(column_count - 3 - row))] = brightest;
    }
  }
  /// Nobody tells anything any more.
  static void corners(uint8_t* out) {
    for (const uint8_t row : {uint8_t{0}, uint8_t(row_count - 1)}) {
      out[place(row, 0)] = out[place(row, column_count - 1)] = ghost;
    }
  }
  /// The points of the edge, one after the other, clockwise.
  static size_t edge_point(uint32_t step) {
    constexpr uint32_t across = column_count - 1;
    constexpr uint32_t down = row_count - 1;
    uint32_t at = step % (2 * (across + down));
    if (at < across) return place(0, static_cast<uint8_t>(at));
    at -= across;
    if (at < down) return place(static_cast<uint8_t>(at), column_count - 1);
    at -= down;
    if (at < across) return place(row_count - 1, static_cast<uint8_t>(across - at));
    return place(static_cast<uint8_t>(down - (at - across)), 0);
  }

  uint8_t frame_[point_count] = {};
  uint8_t shown_[point_count] = {};
  Light lights_[2] = {{{0, 0, 0}, solid, 0}, {{0, 0, 0}, solid, 0}};
  uint32_t number_ = 0;
  uint32_t since_ = 0;
  uint32_t named_ = 0;
  uint32_t frames_ = 0;
  uint32_t refused_ = 0;
  uint32_t stale_times_ = 0;
  bool any_ = false;     // a frame since the last greeting
  bool framed_ = false;  // a frame since the start
  bool sound_ = true;
  bool was_stale_ = false;
};

}  // namespace ballast_display
