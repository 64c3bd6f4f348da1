#include "tools/report/table.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace ballast::tools {
namespace {

TEST(Table, ColumnsAreAsWideAsWhatTheyHold) {
  Table table({{"name"}, {"n", Align::right}});
  table.add({"Zürich", "7"});
  table.add({"a", "1,234"});
  EXPECT_EQ(table.text(0), "name        n\nZürich      7\na       1,234\n");
}

TEST(Table, ColourCodesTakeNoRoom) {
  EXPECT_EQ(display_width("\033[1mbold\033[0m"), 4U);
  EXPECT_EQ(display_width("é€"), 2U);
}

TEST(Table, RefusesARowOfAnotherLength) {
  Table table({{"a"}, {"b"}});
  EXPECT_THROW(table.add({"one"}), std::invalid_argument);
}

}  // namespace
}  // namespace ballast::tools
