// A handle of libcurl with what holds for every connection that we make: certificates are verified,
// no proxy, no redirect, no name or password out of a file.
#pragma once

#include <memory>
#include <new>
#include <string>

#include "actors/network/curl_http.hpp"
#include "actors/network/curl_library.hpp"

namespace ballast::actors {

class CurlEasy {
 public:
  /// `curl` outlives this.
  CurlEasy(const CurlLibrary& curl, const std::string& url, const CurlSettings& settings);

  [[nodiscard]] CURL* get() const { return easy_.get(); }

  template <class Value>
  void set(CURLoption option, Value value) {
    if (curl_.easy_setopt(get(), option, value) == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
  }
  template <class Value>
  [[nodiscard]] Value info(CURLINFO which, Value otherwise) const {
    curl_.easy_getinfo(get(), which, &otherwise);
    return otherwise;
  }

  /// Why a connection was not to be had, for a person.
  [[nodiscard]] std::string words_for(CURLcode code) const;

 private:
  const CurlLibrary& curl_;
  std::unique_ptr<CURL, decltype(&::curl_easy_cleanup)> easy_;
};

}  // namespace ballast::actors
