// Patience with what brings no echo: it ends, doubles up to a bound, and comes back with an echo.
#include "broker/echo_watch.hpp"

#include <gtest/gtest.h>

namespace ballast::broker {
namespace {

int words_until_given_up(EchoWatch& watch) {
  int words = 1;
  while (!watch.given_up()) ++words;
  return words;
}

TEST(EchoWatch, GivesUpAfterSoManyWordsAndWaitsTwiceAsLongEachTime) {
  EchoWatch watch(3);
  EXPECT_EQ(words_until_given_up(watch), 4);
  EXPECT_EQ(words_until_given_up(watch), 7);
  EXPECT_EQ(words_until_given_up(watch), 13);
  for (int more = 0; more < 10; ++more) static_cast<void>(words_until_given_up(watch));
  EXPECT_EQ(words_until_given_up(watch), 3 * 4 + 1);
}

TEST(EchoWatch, AnEchoBringsBackTheFirstPatience) {
  EchoWatch watch(3);
  static_cast<void>(words_until_given_up(watch));
  for (int word = 0; word < 3; ++word) EXPECT_FALSE(watch.given_up());
  watch.heard();
  EXPECT_EQ(words_until_given_up(watch), 4);
}

}  // namespace
}  // namespace ballast::broker
