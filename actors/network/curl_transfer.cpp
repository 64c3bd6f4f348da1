#include "actors/network/curl_transfer.hpp"

#include <algorithm>
#include <new>
#include <utility>

#include <fmt/format.h>

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;

constexpr std::size_t header_bytes_max = std::size_t{64} << 10U;
constexpr std::size_t url_bytes_max = 8192;
constexpr long connect_ms_max = 10'000;
constexpr long longest_ms = 600'000;

Failure wrong_request(std::string what, const HttpRequest& request, std::string allowed) {
  return {FailureKind::invalid, std::move(what), shown_url(request.url), std::move(allowed)};
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

std::string_view without_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_token(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return c > ' ' && c <= '~' && c != ':' && c != '"';
  });
}

/// Parts of an address as libcurl itself reads them: no second opinion.
class Address {
 public:
  Address(const CurlLibrary& curl, const std::string& url) : curl_(curl), handle_(curl.url()) {
    if (handle_ == nullptr) throw std::bad_alloc();
    valid_ = curl_.url_set(handle_, CURLUPART_URL, url.c_str(), 0) == CURLUE_OK;
  }
  ~Address() { curl_.url_cleanup(handle_); }
  Address(const Address&) = delete;
  Address& operator=(const Address&) = delete;

  [[nodiscard]] bool valid() const { return valid_; }
  [[nodiscard]] std::string part(CURLUPart which) const {
    char* text = nullptr;
    if (curl_.url_get(handle_, which, &text, 0) != CURLUE_OK) return "";
    std::string copy(text);
    curl_.free(text);
    return copy;
  }

 private:
  const CurlLibrary& curl_;
  CURLU* handle_;
  bool valid_ = false;
};

}  // namespace

std::optional<Failure> fault_of(const CurlLibrary& curl, const HttpRequest& request) {
  constexpr const char* allowed = "https, or http to 127.0.0.1 or [::1], without a password";
  if (request.url.size() > url_bytes_max || !is_plain(request.url)) {
    return wrong_request("this is no address", request, "up to 8192 plain characters");
  }
  const Address address(curl, request.url);
  const std::string scheme = address.part(CURLUPART_SCHEME);
  if (!address.valid() || (scheme != "https" && scheme != "http")) {
    return wrong_request("this address cannot be asked", request, allowed);
  }
  if (!address.part(CURLUPART_USER).empty() || !address.part(CURLUPART_PASSWORD).empty()) {
    return wrong_request("a name or a password stands in the address", request, allowed);
  }
  const std::string host = address.part(CURLUPART_HOST);
  if (scheme == "http" && host != "127.0.0.1" && host != "[::1]") {
    return wrong_request("an open line leads off this machine", request, allowed);
  }
  for (const HttpHeader& header : request.headers) {
    if (is_token(header.name) && is_plain(header.value)) continue;
    return wrong_request("a header is not of plain characters", request, "printable ASCII");
  }
  return std::nullopt;
}

CurlTransfer::CurlTransfer(const CurlLibrary& curl, const CurlSettings& settings,
                           HttpRequest request, Http::Done done)
    : curl_(curl), request_(std::move(request)), done_(std::move(done)), easy_(curl.easy_init()) {
  if (easy_ == nullptr) throw std::bad_alloc();
  set_limits(settings);
  set_request();
}

CurlTransfer::~CurlTransfer() {
  curl_.easy_cleanup(easy_);
  curl_.slist_free_all(headers_);
}

template <class Value>
void CurlTransfer::set(CURLoption option, Value value) {
  if (curl_.easy_setopt(easy_, option, value) == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
}

void CurlTransfer::set_limits(const CurlSettings& settings) {
  set(CURLOPT_URL, request_.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_PROXY, "");
  set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!settings.ca_file.empty()) set(CURLOPT_CAINFO, settings.ca_file.c_str());
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(CURLOPT_USERAGENT, settings.user_agent.c_str());
  set(CURLOPT_ACCEPT_ENCODING, "gzip");
  const long timeout = static_cast<long>(
      std::clamp<std::chrono::milliseconds::rep>(request_.timeout.count(), 1, longest_ms));
  set(CURLOPT_TIMEOUT_MS, timeout);
  set(CURLOPT_CONNECTTIMEOUT_MS, std::min(timeout, connect_ms_max));
  set(CURLOPT_HEADERFUNCTION, &CurlTransfer::on_header);
  set(CURLOPT_HEADERDATA, static_cast<void*>(this));
  set(CURLOPT_WRITEFUNCTION, &CurlTransfer::on_body);
  set(CURLOPT_WRITEDATA, static_cast<void*>(this));
  set(CURLOPT_PRIVATE, static_cast<void*>(this));
}

void CurlTransfer::set_request() {
  bool typed = false;
  for (const HttpHeader& header : request_.headers) {
    add_header(fmt::format("{}: {}", header.name, header.value));
    typed = typed || header.name == "Content-Type";
  }
  const bool has_body = request_.method == HttpMethod::post || request_.method == HttpMethod::patch;
  if (has_body) {
    if (!typed) add_header("Content-Type: application/json");
    add_header("Expect:");
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDS, request_.body.data());
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
  }
  if (request_.method == HttpMethod::patch) set(CURLOPT_CUSTOMREQUEST, "PATCH");
  if (request_.method == HttpMethod::del) set(CURLOPT_CUSTOMREQUEST, "DELETE");
  // libcurl repeats a request by itself when a kept connection turns out to be dead. What changes
  // something is sent once, so it gets a connection of its own.
  if (request_.method != HttpMethod::get) set(CURLOPT_FRESH_CONNECT, 1L);
  set(CURLOPT_HTTPHEADER, headers_);
}

void CurlTransfer::add_header(const std::string& line) {
  curl_slist* const longer = curl_.slist_append(headers_, line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  headers_ = longer;
}

bool CurlTransfer::take_header(std::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > header_bytes_max) {
    too_large_ = true;
    return false;
  }
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  if (line.substr(0, 5) == "HTTP/") {
    answer_.headers.clear();
    return true;
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return true;
  answer_.headers.push_back(
      {std::string(line.substr(0, colon)), std::string(without_blanks(line.substr(colon + 1)))});
  return true;
}

bool CurlTransfer::take_body(std::string_view bytes) {
  if (bytes.size() > request_.answer_bytes_max - answer_.body.size()) {
    too_large_ = true;
    return false;
  }
  answer_.body.append(bytes);
  return true;
}

std::size_t CurlTransfer::on_header(char* bytes, std::size_t size, std::size_t count,
                                    void* transfer) {
  const std::size_t length = size * count;
  return static_cast<CurlTransfer*>(transfer)->take_header({bytes, length}) ? length : 0;
}

std::size_t CurlTransfer::on_body(char* bytes, std::size_t size, std::size_t count,
                                  void* transfer) {
  const std::size_t length = size * count;
  return static_cast<CurlTransfer*>(transfer)->take_body({bytes, length}) ? length : 0;
}

planner::Result<HttpAnswer> CurlTransfer::outcome(CURLcode code) {
  if (code != CURLE_OK) return tl::unexpected(failure_of(code));
  long status = 0;
  curl_.easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
  answer_.status = static_cast<int>(status);
  return std::move(answer_);
}

Failure CurlTransfer::failure_of(CURLcode code) const {
  long sent_bytes = 0;
  curl_.easy_getinfo(easy_, CURLINFO_REQUEST_SIZE, &sent_bytes);
  Failure failure{sent_bytes == 0 ? FailureKind::refused : FailureKind::unavailable, "",
                  shown_url(request_.url), ""};
  if (too_large_) {
    failure.what = "the answer is too large";
    failure.allowed = fmt::format("at most {} bytes", request_.answer_bytes_max);
  } else if (code == CURLE_COULDNT_RESOLVE_HOST) {
    failure.what = "no address is known for this name";
  } else if (code == CURLE_COULDNT_CONNECT) {
    failure.what = "nobody takes the connection";
  } else if (code == CURLE_OPERATION_TIMEDOUT) {
    failure.what = fmt::format("no answer within {} ms", request_.timeout.count());
  } else if (code == CURLE_PEER_FAILED_VERIFICATION) {
    failure.what = "the certificate of this server is not to be trusted";
  } else if (code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR || code == CURLE_PARTIAL_FILE) {
    failure.what = "the connection ended before the answer did";
  } else {
    failure.what = fmt::format("asking failed: {}", curl_.easy_strerror(code));
  }
  return failure;
}

}  // namespace ballast::actors
