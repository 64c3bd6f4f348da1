#include "planner/model/date.hpp"

#include <gtest/gtest.h>

namespace ballast::planner {
namespace {

TEST(Date, ReadsAndWritesIsoDays) {
  const auto date = parse_date("2015-12-31");
  ASSERT_TRUE(date);
  EXPECT_EQ(format_date(*date), "2015-12-31");
  EXPECT_EQ(days_between(*date, *parse_date("2016-03-01")), 61);
}

TEST(Date, RefusesWhatIsNoDay) {
  for (const char* text :
       {"", "2015-02-29", "2015-13-01", "2015-1-01", "15-01-01", "2015/01/01", "2015-01-0x"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

}  // namespace
}  // namespace ballast::planner
