// The reader of what the board's router says, fed with rubbish.
#include <random>

#include <gtest/gtest.h>

#include "hardware/router/router_message.hpp"

namespace ballast::hardware {
namespace {

TEST(AnswerStream, SurvivesAnyBytes) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 3'000; ++round) {
    AnswerStream stream;
    for (int i = 0; i < 8; ++i) {
      std::string bytes(static_cast<std::size_t>(random() % 64), '\0');
      for (char& byte : bytes) byte = static_cast<char>(random() % 4 == 0 ? 0x94 : random() % 256);
      if (!stream.read(bytes)) break;
    }
  }
}

TEST(AnswerStream, TooMuchOrTooDeepIsTheEnd) {
  AnswerStream huge;
  bool ended = !huge.read(std::string("\xDB\xFF\xFF\xFF\xFF", 5));
  for (int i = 0; i < 20 && !ended; ++i) ended = !huge.read(std::string(4'000, 'x'));
  EXPECT_TRUE(ended) << "80 kB of one text were taken";
  AnswerStream deep;
  EXPECT_FALSE(deep.read(std::string(32, '\x91')));
}

}  // namespace
}  // namespace ballast::hardware
