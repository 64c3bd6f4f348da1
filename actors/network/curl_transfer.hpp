// One request of libcurl with its answer so far.
#pragma once

#include <memory>
#include <string>

#include "actors/network/curl_easy.hpp"
#include "actors/network/curl_http.hpp"
#include "actors/network/curl_library.hpp"

namespace ballast::actors {

/// Returns why a request may not be sent, or nothing: its address, a header that would be two, a
/// secret on an open line.
[[nodiscard]] std::optional<planner::Failure> fault_of(const CurlLibrary& curl,
                                                       const HttpRequest& request);

class CurlTransfer {
 public:
  /// REQUIRES: no fault_of(request).
  CurlTransfer(const CurlLibrary& curl, const CurlSettings& settings, HttpRequest request,
               Http::Done done);
  ~CurlTransfer();
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;

  [[nodiscard]] CURL* handle() const { return easy_.get(); }
  [[nodiscard]] const Http::Done& done() const { return done_; }
  /// What came of it, once libcurl has told its code.
  [[nodiscard]] planner::Result<HttpAnswer> outcome(CURLcode code);

 private:
  void set_request();
  void set_limits(const CurlSettings& settings);
  void add_header(const std::string& line);
  [[nodiscard]] planner::Failure failure_of(CURLcode code) const;
  bool take_header(std::string_view line);
  bool take_body(std::string_view bytes);
  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* transfer);
  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* transfer);

  const CurlLibrary& curl_;
  HttpRequest request_;
  Http::Done done_;
  CurlEasy easy_;
  curl_slist* headers_ = nullptr;
  HttpAnswer answer_;
  std::size_t header_bytes_ = 0;
  bool too_large_ = false;
};

}  // namespace ballast::actors
