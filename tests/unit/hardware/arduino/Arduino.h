// As much of Arduino's core as the sketch uses, played by a test: its time and its pins.
#pragma once

#include <cstdint>
#include <map>

enum : int { LED_BUILTIN = 20, OUTPUT = 1, LOW = 0, HIGH = 1 };

struct PlayedBoard {
  std::uint32_t now_ms = 0;
  std::map<int, int> pins;  // what was written last
  std::map<int, int> modes;
  int writes = 0;
};
inline PlayedBoard played;

inline std::uint32_t millis() {
  return played.now_ms;
}
inline std::uint32_t micros() {
  return played.now_ms * 1000;
}
inline void delay(std::uint32_t time_ms) {
  played.now_ms += time_ms;
}
inline void pinMode(int pin, int mode) {
  played.modes[pin] = mode;
}
inline void digitalWrite(int pin, int value) {
  played.pins[pin] = value;
  ++played.writes;
}
inline void analogWrite(int pin, int value) {
  digitalWrite(pin, value);
}
