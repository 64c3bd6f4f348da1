#include "actors/network/curl_loop.hpp"

#include <sys/timerfd.h>

#include <new>
#include <utility>

namespace ballast::actors {
namespace {

constexpr long connections_to_one_host_max = 4;
constexpr long kept_connections_max = 8;

}  // namespace

CurlLoop::CurlLoop(const CurlLibrary& curl, broker::PollSet& pollables, Ended ended)
    : curl_(curl),
      pollables_(pollables),
      ended_(std::move(ended)),
      timer_(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK), pollables,
             [this] { act(CURL_SOCKET_TIMEOUT); }),
      multi_(curl.multi_init()) {
  if (multi_ == nullptr) throw std::bad_alloc();
  curl_.multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &CurlLoop::on_socket);
  curl_.multi_setopt(multi_, CURLMOPT_SOCKETDATA, static_cast<void*>(this));
  curl_.multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &CurlLoop::on_timer);
  curl_.multi_setopt(multi_, CURLMOPT_TIMERDATA, static_cast<void*>(this));
  curl_.multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS, connections_to_one_host_max);
  curl_.multi_setopt(multi_, CURLMOPT_MAXCONNECTS, kept_connections_max);
}

CurlLoop::~CurlLoop() {
  curl_.multi_cleanup(multi_);
  for (const auto& [descriptor, ticket] : sockets_) pollables_.remove(ticket);
}

/// Lets libcurl look at a descriptor, or at its clock, and hands out what has ended.
void CurlLoop::act(curl_socket_t descriptor) {
  int running = 0;
  curl_.multi_socket_action(multi_, descriptor, 0, &running);
  int left = 0;
  while (const CURLMsg* message = curl_.multi_info_read(multi_, &left)) {
    if (message->msg == CURLMSG_DONE) ended_(message->easy_handle, message->data.result);
  }
}

void CurlLoop::watch(curl_socket_t descriptor, int what) {
  if (const auto found = sockets_.find(descriptor); found != sockets_.end()) {
    pollables_.remove(found->second);
    sockets_.erase(found);
  }
  if (what == CURL_POLL_REMOVE) return;
  broker::Pollable pollable = broker::watch(descriptor, [this, descriptor] { act(descriptor); });
  pollable.readable = what != CURL_POLL_OUT;
  pollable.writable = what != CURL_POLL_IN;
  sockets_.emplace(descriptor, pollables_.add(std::move(pollable)));
}

void CurlLoop::set_timer(long delay_ms) {
  constexpr long timer_ms_per_second = 1000;
  constexpr long timer_ns_per_ms = 1'000'000;
  itimerspec when{};
  if (delay_ms >= 0) {
    when.it_value.tv_sec = delay_ms / timer_ms_per_second;
    when.it_value.tv_nsec = delay_ms == 0 ? 1 : delay_ms % timer_ms_per_second * timer_ns_per_ms;
  }
  ::timerfd_settime(timer_.descriptor(), 0, &when, nullptr);
}

int CurlLoop::on_socket(CURL* /*easy*/, curl_socket_t descriptor, int what, void* loop,
                        void* /*own*/) {
  static_cast<CurlLoop*>(loop)->watch(descriptor, what);
  return 0;
}

int CurlLoop::on_timer(CURLM* /*multi*/, long delay_ms, void* loop) {
  static_cast<CurlLoop*>(loop)->set_timer(delay_ms);
  return 0;
}

}  // namespace ballast::actors
