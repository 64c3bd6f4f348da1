#include "actors/universe/isin.hpp"

#include <gtest/gtest.h>

namespace ballast::actors {
namespace {

TEST(Isin, KnowsRightFromWrongCheckDigits) {
  for (const char* text : {"US0378331005", "KYG217651051", "HK0002007356", "GB00BH4HKS39"}) {
    EXPECT_TRUE(is_isin(text)) << text;
  }
  for (const char* text : {"US0378331006", "us0378331005", "US037833100", "US03783310055",
                           "0S0378331005", "US03783310 5", "", "US037833100X"}) {
    EXPECT_FALSE(is_isin(text)) << text;
  }
}

}  // namespace
}  // namespace ballast::actors
