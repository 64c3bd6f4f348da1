// A connection that carries bytes both ways for as long as both want. libcurl opens it and, for
// https, verifies certificate chain and host name; the actor's poll loop drives it.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "actors/network/curl_easy.hpp"
#include "actors/network/curl_loop.hpp"
#include "broker/pollable.hpp"
#include "planner/model/failure.hpp"

namespace ballast::actors {

/// Whoever takes so little that more than this waits to be sent is hung up on.
inline constexpr std::size_t unsent_bytes_max = std::size_t{64} << 10U;

class CurlLine {
 public:
  /// Called from the loop, `ended` also from within send; none may destroy the line.
  struct Ears {
    std::function<void()> opened;
    std::function<void(std::string_view bytes)> heard;
    std::function<void(const planner::Failure& why)> ended;  // once, and nothing after it
  };

  /// Begins to connect to scheme, host and port of `url`. Failure: there is no libcurl, or this is
  /// no address that may be asked (see HttpRequest). `pollables` outlives the line.
  [[nodiscard]] static planner::Result<std::unique_ptr<CurlLine>> open(broker::PollSet& pollables,
                                                                       const std::string& url,
                                                                       const CurlSettings& settings,
                                                                       Ears ears);

  CurlLine(const CurlLibrary& curl, broker::PollSet& pollables, const std::string& url,
           const CurlSettings& settings, Ears ears);
  ~CurlLine();
  CurlLine(const CurlLine&) = delete;
  CurlLine& operator=(const CurlLine&) = delete;

  /// Sends when there is room. REQUIRES: it was opened; after its end this does nothing.
  void send(std::string_view bytes);
  /// Hears no more. The connection itself goes with this object.
  void close();

 private:
  void hear_connected(CURLcode code);
  void turn();
  void read();
  void write();
  void end(std::string what);

  const CurlLibrary& curl_;
  broker::PollSet& pollables_;
  std::string shown_url_;
  Ears ears_;
  CurlEasy easy_;
  CurlLoop loop_;
  std::optional<broker::PollSet::Ticket> ticket_;  // while it is open
  std::string unsent_;
  bool over_ = false;
};

}  // namespace ballast::actors
