// A file is read whole or not, replaced whole or stays as it was, and what is no regular file stays
// what it is.
#include "broker/whole_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/actors/temporary_directory.hpp"
#include "tests/unit/broker/small_disk.hpp"

namespace ballast::broker {
namespace {

namespace fs = std::filesystem;

std::string text_in(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class WholeFile : public testing::Test {
 protected:
  actors::TemporaryDirectory directory_;
  fs::path file_ = fs::path(directory_.path()) / "note.txt";
  fs::path beside_ = fs::path(directory_.path()) / "note.txt.part";
};

TEST_F(WholeFile, ReplacesWhatWasThereWithTheModeThatIsAsked) {
  ASSERT_TRUE(write_whole_file(file_, "a longer text of before"));
  std::ofstream(beside_) << "what a killed process left";
  ASSERT_TRUE(write_whole_file(file_, "secret", 0600));
  EXPECT_EQ(text_in(file_), "secret");
  EXPECT_EQ(fs::status(file_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_FALSE(fs::exists(beside_));
}

TEST_F(WholeFile, WithoutRoomTheFileStaysAsItWas) {
  in_a_process_of_its_own([&] {
    ASSERT_TRUE(write_whole_file(file_, "before"));
    forbid_files_above(1024);
    EXPECT_FALSE(write_whole_file(file_, std::string(4096, 'x')));
    EXPECT_EQ(errno, EFBIG);
    EXPECT_EQ(text_in(file_), "before");
    EXPECT_FALSE(fs::exists(beside_));
  });
}

TEST_F(WholeFile, ALinkGoesOnNamingTheFileThatIsReplaced) {
  const fs::path link = fs::path(directory_.path()) / "link";
  ASSERT_TRUE(write_whole_file(file_, "before"));
  fs::create_symlink("note.txt", link);
  ASSERT_TRUE(write_whole_file(link, "after"));
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(text_in(file_), "after");
}

TEST_F(WholeFile, APipeIsWrittenTo) {
  ASSERT_EQ(::mkfifo(file_.c_str(), 0600), 0);
  const int reader = ::open(file_.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  ASSERT_GE(reader, 0);
  EXPECT_TRUE(write_whole_file(file_, "through"));
  char read[16] = {};
  EXPECT_EQ(::read(reader, read, sizeof read), 7);
  ::close(reader);
  EXPECT_STREQ(read, "through");
  EXPECT_TRUE(fs::is_fifo(file_));
}

TEST_F(WholeFile, ADirectoryThatIsMissingIsTold) {
  EXPECT_FALSE(write_whole_file(fs::path(directory_.path()) / "none" / "note.txt", "text"));
  EXPECT_EQ(errno, ENOENT);
}

TEST_F(WholeFile, IsReadUpToItsBoundAndADirectoryIsNoFile) {
  ASSERT_TRUE(write_whole_file(file_, std::string(100'000, 'x')));
  EXPECT_EQ(read_whole_file(file_, 100'000), std::string(100'000, 'x'));
  const auto large = read_whole_file(file_, 99'999);
  ASSERT_FALSE(large);
  EXPECT_EQ(planner::describe(large.error()),
            file_.string() + ": this file is too large (allowed: at most 99999 bytes)");
  for (const fs::path& none : {fs::path(directory_.path()), beside_}) {
    const auto read = read_whole_file(none);
    ASSERT_FALSE(read);
    EXPECT_EQ(planner::describe(read.error()),
              none.string() + ": this file cannot be read (allowed: a readable file)");
  }
}

}  // namespace
}  // namespace ballast::broker
