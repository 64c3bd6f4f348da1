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
constexpr long longest_ms = 600'000;

Failure wrong_request(std::string what, const HttpRequest& request, std::string allowed) {
  return {FailureKind::invalid, std::move(what), shown_url(request.url), std::move(allowed)};
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
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
    : curl_(curl),
      request_(std::move(request)),
      done_(std::move(done)),
      easy_(curl, request_.url, settings) {
  set_limits(settings);
  set_request();
}

CurlTransfer::~CurlTransfer() {
  curl_.slist_free_all(headers_);
}

void CurlTransfer::set_limits(const CurlSettings& settings) {
  easy_.set(CURLOPT_USERAGENT, settings.user_agent.c_str());
  easy_.set(CURLOPT_ACCEPT_ENCODING, "gzip");
  easy_.set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::clamp<std::chrono::milliseconds::rep>(
                                    request_.timeout.count(), 1, longest_ms)));
  easy_.set(CURLOPT_HEADERFUNCTION, &CurlTransfer::on_header);
  easy_.set(CURLOPT_HEADERDATA, static_cast<void*>(this));
  easy_.set(CURLOPT_WRITEFUNCTION, &CurlTransfer::on_body);
  easy_.set(CURLOPT_WRITEDATA, static_cast<void*>(this));
  easy_.set(CURLOPT_PRIVATE, static_cast<void*>(this));
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
    easy_.set(CURLOPT_POST, 1L);
    easy_.set(CURLOPT_POSTFIELDS, request_.body.data());
    easy_.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
  }
  if (request_.method == HttpMethod::patch) easy_.set(CURLOPT_CUSTOMREQUEST, "PATCH");
  if (request_.method == HttpMethod::del) easy_.set(CURLOPT_CUSTOMREQUEST, "DELETE");
  // libcurl repeats a request by itself when a kept connection turns out to be dead. What changes
  // something is sent once, so it gets a connection of its own.
  if (request_.method != HttpMethod::get) easy_.set(CURLOPT_FRESH_CONNECT, 1L);
  easy_.set(CURLOPT_HTTPHEADER, headers_);
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
  if (auto header = read_header(line)) answer_.headers.push_back(std::move(*header));
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
  answer_.status = static_cast<int>(easy_.info(CURLINFO_RESPONSE_CODE, 0L));
  return std::move(answer_);
}

Failure CurlTransfer::failure_of(CURLcode code) const {
  const long sent_bytes = easy_.info(CURLINFO_REQUEST_SIZE, 0L);
  Failure failure{sent_bytes == 0 ? FailureKind::refused : FailureKind::unavailable, "",
                  shown_url(request_.url), ""};
  if (too_large_) {
    failure.what = "the answer is too large";
    failure.allowed = fmt::format("at most {} bytes", request_.answer_bytes_max);
  } else if (code == CURLE_OPERATION_TIMEDOUT) {
    failure.what = fmt::format("no answer within {} ms", request_.timeout.count());
  } else {
    failure.what = easy_.words_for(code);
  }
  return failure;
}

}  // namespace ballast::actors
