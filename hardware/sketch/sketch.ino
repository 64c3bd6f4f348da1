// The microcontroller of an Arduino UNO Q as Ballast's lights: matrix and LED3, LED4. Everything it
// decides is in display_core.h; here it is only wired.
#include <Arduino_LED_Matrix.h>
#include <Arduino_RouterBridge.h>

#include <vector>

#include "display_core.h"

// Whether the router is told our names again when nobody has called for ten seconds: it may have begun
// again, without them. A router that does not answer keeps loop() until it does, and the picture
// stands still.
#ifndef TELL_NAMES_AGAIN
#define TELL_NAMES_AGAIN 0
#endif
// Whether 255 is brightest on LED3, whose pins are active low: so on cores whose overlay turns them.
#ifndef LED3_BRIGHT_IS_255
#define LED3_BRIGHT_IS_255 1
#endif
#ifndef LED3_R
#define LED3_R (LED_BUILTIN + 0)
#define LED3_G (LED_BUILTIN + 1)
#define LED3_B (LED_BUILTIN + 2)
#define LED4_R (LED_BUILTIN + 3)
#define LED4_G (LED_BUILTIN + 4)
#define LED4_B (LED_BUILTIN + 5)
#endif

static Arduino_LED_Matrix matrix;
static ballast_display::DisplayCore core;
static uint32_t longest_loop_us = 0;

static uint32_t hw_hello() {
  core.heard(millis());
  return core.greeted();
}
static uint32_t hw_frame(uint32_t number, std::vector<uint8_t> points) {
  core.heard(millis());
  return core.accept(number, points.data(), points.size(), millis());
}
static bool hw_led(uint8_t which, uint8_t red, uint8_t green, uint8_t blue, uint8_t mode,
                   uint16_t period_ms) {
  core.heard(millis());
  return core.light(which, {red, green, blue}, mode, period_ms);
}
static std::vector<uint32_t> hw_stat() {
  core.heard(millis());
  return {millis(), core.frames(), core.refused(), core.stale_times(), longest_loop_us};
}

static void draw(std::vector<uint8_t> points) {
  core.heard(millis());
  core.draw(points.data(), points.size(), millis());
}

static void write_level(int pin, uint8_t level) {
  analogWrite(pin, LED3_BRIGHT_IS_255 ? level : 255 - level);
}
static void write_switch(int pin, uint8_t level) { digitalWrite(pin, level > 0 ? LOW : HIGH); }

static ballast_display::Colour system_shown = {0, 0, 0};
static ballast_display::Colour attention_shown = {0, 0, 0};

static void write_system() {
  write_level(LED3_R, system_shown.red);
  write_level(LED3_G, system_shown.green);
  write_level(LED3_B, system_shown.blue);
}
static void write_attention() {
  write_switch(LED4_R, attention_shown.red);
  write_switch(LED4_G, attention_shown.green);
  write_switch(LED4_B, attention_shown.blue);
}

/// Only what is new: a timer that is set again begins its period again.
static void show_lights() {
  const auto system = core.colour_of(3, millis());
  if (!(system == system_shown)) {
    system_shown = system;
    write_system();
  }
  const auto attention = core.colour_of(4, millis());
  if (!(attention == attention_shown)) {
    attention_shown = attention;
    write_attention();
  }
}

/// One that it still has it refuses, and that is as good.
static void tell_names() {
  for (const char* name : {"hw/hello", "hw/frame", "hw/led", "hw/stat", "draw"}) {
    bool taken = false;
    Bridge.call("$/register", MsgPack::str_t(name)).result(taken);
  }
}

void setup() {
  matrix.begin();
  matrix.setGrayscaleBits(3);
  matrix.clear();
  for (const int pin : {LED3_R, LED3_G, LED3_B, LED4_R, LED4_G, LED4_B}) pinMode(pin, OUTPUT);
  write_system();
  write_attention();
  // provide_safe: handlers run in loop(), on a stack that is large enough.
  bool sound = Bridge.begin();
  sound = Bridge.provide_safe("hw/hello", hw_hello) && sound;
  sound = Bridge.provide_safe("hw/frame", hw_frame) && sound;
  sound = Bridge.provide_safe("hw/led", hw_led) && sound;
  sound = Bridge.provide_safe("hw/stat", hw_stat) && sound;
  Bridge.provide_safe("draw", draw);  // as other sketches have it, for people's tools
  core.booted(sound, millis());
}

void loop() {
  const uint32_t begun = micros();
  if (core.tick(millis())) matrix.draw(const_cast<uint8_t*>(core.points()));
  show_lights();
  if (TELL_NAMES_AGAIN && core.wants_names(millis())) tell_names();
  const uint32_t took = micros() - begun;
  if (took > longest_loop_us) longest_loop_us = took;
  delay(1);  // the thread of the bridge has its turn
}
