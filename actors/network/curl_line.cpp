#include "actors/network/curl_line.hpp"

#include <array>
#include <utility>

#include "actors/network/curl_transfer.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

/// A record of TLS: read in one piece, nothing of it waits where the poll loop does not see it.
constexpr std::size_t read_bytes_max = std::size_t{16} << 10U;
/// Then the others of the loop have their turn.
constexpr int reads_in_a_turn = 4;

}  // namespace

Result<std::unique_ptr<CurlLine>> CurlLine::open(broker::PollSet& pollables, const std::string& url,
                                                 const CurlSettings& settings, Ears ears) {
  const auto& curl = curl_library();
  if (!curl) return tl::unexpected(curl.error());
  HttpRequest request;
  request.url = url;
  if (auto fault = fault_of(*curl, request)) return tl::unexpected(std::move(*fault));
  return std::make_unique<CurlLine>(*curl, pollables, url, settings, std::move(ears));
}

CurlLine::CurlLine(const CurlLibrary& curl, broker::PollSet& pollables, const std::string& url,
                   const CurlSettings& settings, Ears ears)
    : curl_(curl),
      pollables_(pollables),
      shown_url_(shown_url(url)),
      ears_(std::move(ears)),
      easy_(curl, url, settings),
      loop_(curl, pollables, [this](CURL* /*easy*/, CURLcode code) { hear_connected(code); }) {
  easy_.set(CURLOPT_CONNECT_ONLY, 1L);
  loop_.add(easy_.get());
}

CurlLine::~CurlLine() {
  close();
  loop_.remove(easy_.get());
}

void CurlLine::close() {
  over_ = true;
  if (const auto ticket = std::exchange(ticket_, std::nullopt)) pollables_.remove(*ticket);
}

void CurlLine::end(std::string what) {
  if (over_) return;
  close();
  ears_.ended({FailureKind::unavailable, std::move(what), shown_url_, ""});
}

void CurlLine::hear_connected(CURLcode code) {
  if (over_) return;
  if (code != CURLE_OK) return end(easy_.words_for(code));
  const curl_socket_t none = CURL_SOCKET_BAD;
  const auto socket = easy_.info(CURLINFO_ACTIVESOCKET, none);
  if (socket == none) return end("the connection ended as soon as it was made");
  ticket_ = pollables_.add(broker::watch(socket, [this] { turn(); }));
  ears_.opened();
}

void CurlLine::turn() {
  write();
  read();
}

void CurlLine::read() {
  std::array<char, read_bytes_max> bytes{};
  for (int i = 0; i < reads_in_a_turn && !over_; ++i) {
    std::size_t count = 0;
    const CURLcode code = curl_.easy_recv(easy_.get(), bytes.data(), bytes.size(), &count);
    if (code == CURLE_AGAIN) return;
    if (code != CURLE_OK) return end(easy_.words_for(code));
    if (count == 0) return end("the server hung up");
    ears_.heard({bytes.data(), count});
  }
}

void CurlLine::send(std::string_view bytes) {
  if (over_) return;
  if (bytes.size() > unsent_bytes_max - unsent_.size()) return end("the server takes nothing");
  unsent_ += bytes;
  write();
}

void CurlLine::write() {
  while (!over_ && !unsent_.empty()) {
    std::size_t count = 0;
    const CURLcode code = curl_.easy_send(easy_.get(), unsent_.data(), unsent_.size(), &count);
    if (code == CURLE_AGAIN) break;
    if (code != CURLE_OK) return end(easy_.words_for(code));
    unsent_.erase(0, count);
  }
  if (ticket_) pollables_.set_writable(*ticket_, !unsent_.empty());
}

}  // namespace ballast::actors
