// HTTP by libcurl, driven by the actor's own poll loop: no thread, no waiting. Certificates are
// verified, redirects are not followed, proxies and cookies are not used.
#pragma once

#include <memory>
#include <string>

#include "actors/network/http.hpp"
#include "broker/pollable.hpp"

namespace ballast::actors {

struct CurlSettings {
  std::string user_agent = "ballast";
  std::string ca_file = {};  // certificates to trust instead of the system's; empty: the system's
};

/// More requests than this wait for no answer; further ones are refused.
inline constexpr std::size_t transfers_max = 256;

/// Belongs to the thread that polls.
class CurlHttp final : public Http {
 public:
  /// `pollables` outlives this. libcurl is loaded with the first request.
  explicit CurlHttp(broker::PollSet& pollables, CurlSettings settings = {});
  ~CurlHttp() override;
  CurlHttp(const CurlHttp&) = delete;
  CurlHttp& operator=(const CurlHttp&) = delete;

  void send(HttpRequest request, Done done) override;

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace ballast::actors
