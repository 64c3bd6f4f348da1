#include "messages/search.hpp"

#include <gtest/gtest.h>

namespace ballast::messages {
namespace {

using Sequences = std::vector<std::vector<planner::CandidateIndex>>;

TEST(Sequences, ComeBackAsTheyWere) {
  const Sequences sequences = {{}, {0, 1, 513}, {1023}};
  EXPECT_EQ(pack_sequences(sequences), std::string("\0\3\0\0\1\0\1\2\1\xff\3", 11));
  const auto back = unpack_sequences(pack_sequences(sequences));
  ASSERT_TRUE(back);
  ASSERT_EQ(back->size(), sequences.size());
  for (std::size_t i = 0; i < sequences.size(); ++i) EXPECT_EQ(back->at(i), sequences[i]);
  EXPECT_TRUE(back->were_sets());
}

TEST(Sequences, ThatAreNoSetsAreToldApart) {
  EXPECT_FALSE(unpack_sequences(pack_sequences({{1, 2}, {4, 3}})).value().were_sets());
  EXPECT_FALSE(unpack_sequences(pack_sequences({{3, 3}, {1}})).value().were_sets());
}

TEST(Sequences, ThatAreTooLongOrCutOrNameNoCandidateAreRefused) {
  EXPECT_FALSE(unpack_sequences(std::string(1, planner::max_sequence_length + 1)));
  EXPECT_FALSE(unpack_sequences(std::string("\2\0\0\1", 4)));
  EXPECT_FALSE(unpack_sequences("\1"));
  EXPECT_FALSE(unpack_sequences(pack_sequences({{1024}})));
}

TEST(Checksum, ChangesWithTheResult) {
  SearchAnswer answer;
  const std::uint64_t before = checksum_of(answer);
  answer.checksum = before;
  EXPECT_EQ(checksum_of(answer), before);
  answer.result.evaluated = 1;
  EXPECT_NE(checksum_of(answer), before);
  answer.result.evaluated = 0;
  answer.left.emplace_back();
  EXPECT_NE(checksum_of(answer), before);
}

}  // namespace
}  // namespace ballast::messages
