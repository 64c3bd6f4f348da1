#include "actors/network/curl_easy.hpp"

#include <fmt/format.h>

namespace ballast::actors {
namespace {

constexpr long connect_ms_max = 10'000;

}  // namespace

CurlEasy::CurlEasy(const CurlLibrary& curl, const std::string& url, const CurlSettings& settings)
    : curl_(curl), easy_(curl.easy_init(), curl.easy_cleanup) {
  if (easy_ == nullptr) throw std::bad_alloc();
  set(CURLOPT_URL, url.c_str());
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
  set(CURLOPT_CONNECTTIMEOUT_MS, connect_ms_max);
}

std::string CurlEasy::words_for(CURLcode code) const {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return "no address is known for this name";
    case CURLE_COULDNT_CONNECT:
      return "nobody takes the connection";
    case CURLE_PEER_FAILED_VERIFICATION:
      return "the certificate of this server is not to be trusted";
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
      return "the connection ended before the answer did";
    default:
      return fmt::format("asking failed: {}", curl_.easy_strerror(code));
  }
}

}  // namespace ballast::actors
