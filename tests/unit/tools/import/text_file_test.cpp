#include "tools/import/text_file.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filtering_stream.hpp>

#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::tools {
namespace {

std::string packed(const std::string& text) {
  std::string out;
  {
    boost::iostreams::filtering_ostream stream;
    stream.push(boost::iostreams::gzip_compressor());
    stream.push(boost::iostreams::back_inserter(out));
    stream << text;
  }
  return out;
}

void write(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

TEST(TextFile, ReadsPlainAndPackedTextAlike) {
  const actors::TemporaryDirectory directory;
  const std::string text = "date,symbol,close\n2026-01-02,AAA,1\n";
  write(directory.path() / "plain.csv", text);
  write(directory.path() / "packed.csv.gz", packed(text));
  EXPECT_EQ(read_text_file(directory.path() / "plain.csv").value(), text);
  EXPECT_EQ(read_text_file(directory.path() / "packed.csv.gz").value(), text);
}

TEST(TextFile, ADamagedOrAbsentFileIsAFailure) {
  const actors::TemporaryDirectory directory;
  const std::string bytes = packed(std::string(100'000, 'x'));
  write(directory.path() / "cut.gz", bytes.substr(0, bytes.size() / 2));
  EXPECT_FALSE(read_text_file(directory.path() / "cut.gz"));
  EXPECT_FALSE(read_text_file(directory.path() / "absent.csv"));
  EXPECT_FALSE(read_text_file(directory.path()));
}

TEST(TextFile, APackedFileThatUnpacksWithoutEndIsRefused) {
  const actors::TemporaryDirectory directory;
  write(directory.path() / "bomb.gz", packed(std::string(1'000'001, 'x')));
  const auto text = read_text_file(directory.path() / "bomb.gz", 1'000'000);
  EXPECT_TRUE(read_text_file(directory.path() / "bomb.gz", 1'000'001));
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().what, "the file is too large");
}

}  // namespace
}  // namespace ballast::tools
