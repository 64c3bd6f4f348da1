#include "actors/imports/text_file.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <istream>
#include <utility>

#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filtering_stream.hpp>

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

Result<std::string> read_bounded(std::istream& in, const std::string& name, std::size_t bytes_max) {
  std::string text;
  std::array<char, 65536> piece{};
  while (in.read(piece.data(), piece.size()) || in.gcount() > 0) {
    text.append(piece.data(), static_cast<std::size_t>(in.gcount()));
    if (text.size() > bytes_max) {
      return tl::unexpected(Failure{FailureKind::invalid, "the file is too large", name,
                                    "at most " + std::to_string(bytes_max) + " bytes of text"});
    }
  }
  if (in.bad()) {
    return tl::unexpected(Failure{FailureKind::invalid, "the file is damaged", name, ""});
  }
  return text;
}

}  // namespace

Result<std::string> read_text_file(const std::filesystem::path& file, std::size_t bytes_max) {
  const std::string name = file.string();
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file)) {
    return tl::unexpected(
        Failure{FailureKind::missing, "the file cannot be read", name, "a readable file"});
  }
  const bool packed = in.get() == 0x1f && in.get() == 0x8b;
  in.clear();
  in.seekg(0);
  if (!packed) return read_bounded(in, name, bytes_max);
  try {
    boost::iostreams::filtering_istream unpacked;
    unpacked.push(boost::iostreams::gzip_decompressor());
    unpacked.push(in);
    return read_bounded(unpacked, name, bytes_max);
  } catch (const std::ios_base::failure&) {
    return tl::unexpected(
        Failure{FailureKind::invalid, "the packed file is damaged", name, "an intact gzip file"});
  }
}

}  // namespace ballast::actors
