#include "messages/utf8.hpp"

#include <gtest/gtest.h>

namespace ballast::messages {
namespace {

TEST(Utf8, AcceptsCharactersOfEveryLength) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("aé€𝄞"));
  EXPECT_TRUE(is_utf8("\xf4\x8f\xbf\xbf"));
}

TEST(Utf8, RefusesCutTooLongAndForbiddenForms) {
  for (const std::string_view bad : {"\x80", "\xc3", "\xc0\xaf", "\xe0\x9f\xbf", "\xed\xa0\x80",
                                     "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5", "\xe2\x82"}) {
    EXPECT_FALSE(is_utf8(bad));
  }
}

TEST(Utf8, ReplacesWhatIsNone) {
  EXPECT_EQ(as_utf8("a\xff\xc3z"), "a??z");
}

}  // namespace
}  // namespace ballast::messages
