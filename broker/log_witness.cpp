#include "broker/log_witness.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <cstring>
#include <fstream>
#include <iomanip>
#include <sstream>

#include "broker/page_seal.hpp"

namespace ballast::broker {
namespace {

namespace fs = std::filesystem;
using planner::Failure;
using planner::FailureKind;

// The log's format: a header, then frames of a header and a page; numbers are big-endian.
constexpr std::size_t header_bytes = 32;
constexpr std::size_t header_sum_at = 24;
constexpr std::size_t header_salts_at = 16;
constexpr std::size_t frame_header_bytes = 24;
constexpr std::size_t frame_pages_at = 4;  // of the store, after a commit; 0: no commit
constexpr std::size_t frame_salts_at = 8;
constexpr std::size_t frame_sum_at = 16;
constexpr std::size_t frame_bytes = frame_header_bytes + page_seal::page_bytes;
constexpr std::uint32_t magic = 0x377f0682;  // its last bit: sums are of big-endian words

using Bytes = std::span<const unsigned char>;

std::uint32_t number_at(Bytes bytes, std::size_t at) {
  return std::uint32_t{bytes[at]} << 24U | std::uint32_t{bytes[at + 1]} << 16U |
         std::uint32_t{bytes[at + 2]} << 8U | std::uint32_t{bytes[at + 3]};
}

std::uint64_t pair_at(Bytes bytes, std::size_t at) {
  return std::uint64_t{number_at(bytes, at)} << 32U | number_at(bytes, at + 4);
}

/// SQLite's running checksum of a log.
struct Sum {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  bool big_endian = false;

  void add(Bytes bytes) {
    for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
      first += word(bytes, at) + second;
      second += word(bytes, at + 4) + first;
    }
  }
  [[nodiscard]] std::uint64_t value() const { return std::uint64_t{first} << 32U | second; }

 private:
  [[nodiscard]] std::uint32_t word(Bytes bytes, std::size_t at) const {
    const std::uint32_t number = number_at(bytes, at);
    return big_endian ? number : __builtin_bswap32(number);
  }
};

struct LogState {
  std::uint64_t salts = 0;
  std::uint64_t frames = 0;  // that are as they were written, from the first on
};

/// Returns nothing for a log whose header is damaged.
std::optional<LogState> read_log(const fs::path& log) {
  std::ifstream file(log, std::ios::binary);
  std::array<unsigned char, frame_bytes> bytes{};
  const auto read = [&](std::size_t size) {
    return static_cast<bool>(
        file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size)));
  };
  if (!read(header_bytes)) return std::nullopt;
  Sum sum;
  sum.big_endian = (number_at(bytes, 0) & 1U) != 0;
  sum.add(Bytes(bytes).first(header_sum_at));
  if ((number_at(bytes, 0) & ~1U) != magic || sum.value() != pair_at(bytes, header_sum_at)) {
    return std::nullopt;
  }
  LogState state{pair_at(bytes, header_salts_at), 0};
  while (read(frame_bytes) && pair_at(bytes, frame_salts_at) == state.salts) {
    sum.add(Bytes(bytes).first(frame_salts_at));
    sum.add(Bytes(bytes).subspan(frame_header_bytes));
    if (sum.value() != pair_at(bytes, frame_sum_at)) break;
    ++state.frames;
  }
  return state;
}

/// Nothing where the system does not tell: then nothing is known of earlier writers either.
std::string this_boot() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string boot;
  file >> boot;
  return boot;
}

fs::path log_of(const fs::path& store) {
  return store.string() + "-wal";
}

tl::unexpected<Failure> damaged(const fs::path& store, const std::string& what) {
  return tl::unexpected(Failure{
      FailureKind::invalid, "the log of this store is damaged: " + what, log_of(store).string(),
      "a backup of the store and its log; without " + witness_file(store).string() +
          " it opens as it was before the damage"});
}

}  // namespace

fs::path witness_file(const fs::path& store) {
  return store.string() + "-witness";
}

LogWitness::LogWitness(const fs::path& log) {
  constexpr std::string_view ending = "-wal";
  std::string store = log.string();
  if (!store.ends_with(ending)) return;
  store.resize(store.size() - ending.size());
  descriptor_ = ::open(witness_file(store).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
}

LogWitness::~LogWitness() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void LogWitness::wrote(Bytes bytes, std::uint64_t offset) {
  if (offset < header_bytes) return;
  const std::uint64_t frame = (offset - header_bytes) / frame_bytes + 1;
  const std::uint64_t within = (offset - header_bytes) % frame_bytes;
  if (within == 0 && bytes.size() == frame_header_bytes) {
    salts_ = pair_at(bytes, frame_salts_at);
    commit_ = number_at(bytes, frame_pages_at) != 0 ? frame : 0;
  } else if (within == frame_header_bytes && commit_ == frame) {
    note(frame);
    commit_ = 0;
  }
}

void LogWitness::note(std::uint64_t frame) {
  static const std::string boot = this_boot();
  std::ostringstream line;
  line << boot << std::hex << std::setfill('0') << ' ' << std::setw(16) << salts_ << ' '
       << std::setw(16) << frame << '\n';
  // Without a witness the log is what SQLite makes of it.
  if (descriptor_ < 0) return;
  const std::string text = line.str();
  [[maybe_unused]] const auto written = ::pwrite(descriptor_, text.data(), text.size(), 0);
}

planner::Result<void> check_log(const fs::path& store) {
  std::ifstream file(witness_file(store));
  std::string boot;
  LogState seen;
  if (!(file >> boot >> std::hex >> seen.salts >> seen.frames) || boot != this_boot()) return {};
  std::error_code error;
  if (fs::file_size(log_of(store), error) == 0 || error) {
    return damaged(store, "its " + std::to_string(seen.frames) + " frames are gone");
  }
  const auto found = read_log(log_of(store));
  if (!found) return damaged(store, "its beginning is not as it was written");
  if (found->salts != seen.salts || found->frames >= seen.frames) return {};
  return damaged(store, "frame " + std::to_string(found->frames + 1) + " of " +
                            std::to_string(seen.frames) + " is not as it was written");
}

}  // namespace ballast::broker
