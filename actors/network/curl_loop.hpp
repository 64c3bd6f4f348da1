// libcurl inside an actor's own poll loop: its sockets and its clock become members of the set that
// the loop polls.
#pragma once

#include <functional>
#include <map>

#include "actors/network/alarm.hpp"
#include "actors/network/curl_library.hpp"
#include "broker/pollable.hpp"

namespace ballast::actors {

class CurlLoop {
 public:
  /// A transfer came to its end, or a connection that only connects came about.
  using Ended = std::function<void(CURL* easy, CURLcode code)>;

  /// `curl` and `pollables` outlive this. `ended` is called from the loop, never from within add,
  /// and may add and remove; it may not destroy this.
  CurlLoop(const CurlLibrary& curl, broker::PollSet& pollables, Ended ended);
  /// REQUIRES: every handle was removed.
  ~CurlLoop();
  CurlLoop(const CurlLoop&) = delete;
  CurlLoop& operator=(const CurlLoop&) = delete;

  void add(CURL* easy) { curl_.multi_add_handle(multi_, easy); }
  void remove(CURL* easy) { curl_.multi_remove_handle(multi_, easy); }

 private:
  void act(curl_socket_t descriptor);
  void watch(curl_socket_t descriptor, int what);
  void set_timer(long delay_ms);
  static int on_socket(CURL* easy, curl_socket_t descriptor, int what, void* loop, void* own);
  static int on_timer(CURLM* multi, long delay_ms, void* loop);

  const CurlLibrary& curl_;
  broker::PollSet& pollables_;
  Ended ended_;
  std::map<curl_socket_t, broker::PollSet::Ticket> sockets_;
  Alarm timer_;
  CURLM* multi_;
};

}  // namespace ballast::actors
