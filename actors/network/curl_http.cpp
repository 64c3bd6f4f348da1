#include "actors/network/curl_http.hpp"

#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <cerrno>
#include <deque>
#include <map>
#include <new>
#include <system_error>
#include <utility>

#include "actors/network/curl_transfer.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;

constexpr long connections_to_one_host_max = 4;
constexpr long kept_connections_max = 8;

}  // namespace

class CurlHttp::Loop {
 public:
  Loop(broker::PollSet& pollables, CurlSettings settings)
      : pollables_(pollables), settings_(std::move(settings)) {}

  ~Loop() {
    for (const auto& [easy, transfer] : transfers_) curl_->multi_remove_handle(multi_, easy);
    transfers_.clear();
    if (multi_ != nullptr) curl_->multi_cleanup(multi_);
    for (const auto& [descriptor, ticket] : sockets_) pollables_.remove(ticket);
  }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void send(HttpRequest request, Http::Done done) {
    if (auto fault = open_or_fault(request)) return refuse(std::move(*fault), std::move(done));
    auto transfer =
        std::make_unique<CurlTransfer>(*curl_, settings_, std::move(request), std::move(done));
    CURL* const easy = transfer->handle();
    transfers_.emplace(easy, std::move(transfer));
    curl_->multi_add_handle(multi_, easy);
  }

 private:
  /// A descriptor that becomes readable, watched by the poll loop.
  class Alarm {
   public:
    Alarm(int descriptor, broker::PollSet& pollables, std::function<void()> on_alarm)
        : descriptor_(descriptor), pollables_(pollables) {
      if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "alarm");
      ticket_ = pollables_.add(broker::watch(descriptor_, [this, act = std::move(on_alarm)] {
        std::uint64_t count = 0;
        [[maybe_unused]] const auto taken = ::read(descriptor_, &count, sizeof count);
        act();
      }));
    }
    ~Alarm() {
      pollables_.remove(ticket_);
      ::close(descriptor_);
    }
    Alarm(const Alarm&) = delete;
    Alarm& operator=(const Alarm&) = delete;

    [[nodiscard]] int descriptor() const { return descriptor_; }

   private:
    int descriptor_;
    broker::PollSet& pollables_;
    broker::PollSet::Ticket ticket_ = 0;
  };

  std::optional<Failure> open_or_fault(const HttpRequest& request) {
    if (!refusals_) {
      refusals_ = std::make_unique<Alarm>(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), pollables_,
                                          [this] { tell_refusals(); });
    }
    const auto& library = curl_library();
    if (!library) {
      Failure failure = library.error();
      failure.kind = FailureKind::refused;
      return failure;
    }
    curl_ = &*library;
    if (auto fault = fault_of(*curl_, request)) return fault;
    if (transfers_.size() >= transfers_max) {
      return Failure{FailureKind::refused, "too many requests wait for an answer",
                     shown_url(request.url), std::to_string(transfers_max)};
    }
    if (multi_ == nullptr) open();
    return std::nullopt;
  }

  void open() {
    multi_ = curl_->multi_init();
    if (multi_ == nullptr) throw std::bad_alloc();
    timer_ = std::make_unique<Alarm>(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK),
                                     pollables_, [this] { act(CURL_SOCKET_TIMEOUT); });
    curl_->multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &Loop::on_socket);
    curl_->multi_setopt(multi_, CURLMOPT_SOCKETDATA, static_cast<void*>(this));
    curl_->multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &Loop::on_timer);
    curl_->multi_setopt(multi_, CURLMOPT_TIMERDATA, static_cast<void*>(this));
    curl_->multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS, connections_to_one_host_max);
    curl_->multi_setopt(multi_, CURLMOPT_MAXCONNECTS, kept_connections_max);
  }

  void refuse(Failure failure, Http::Done done) {
    refused_.emplace_back(std::move(done), std::move(failure));
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(refusals_->descriptor(), &one, sizeof one);
  }

  void tell_refusals() {
    const auto refused = std::exchange(refused_, {});
    for (const auto& [done, failure] : refused) done(tl::unexpected(failure));
  }

  /// Lets libcurl look at a descriptor, or at its clock, and hands out what has ended.
  void act(curl_socket_t descriptor) {
    int running = 0;
    curl_->multi_socket_action(multi_, descriptor, 0, &running);
    int left = 0;
    while (const CURLMsg* message = curl_->multi_info_read(multi_, &left)) {
      if (message->msg == CURLMSG_DONE) finish(message->easy_handle, message->data.result);
    }
  }

  void finish(CURL* easy, CURLcode code) {
    const auto found = transfers_.find(easy);
    if (found == transfers_.end()) return;
    const std::unique_ptr<CurlTransfer> transfer = std::move(found->second);
    transfers_.erase(found);
    const auto outcome = transfer->outcome(code);
    curl_->multi_remove_handle(multi_, easy);
    transfer->done()(outcome);
  }

  void watch(curl_socket_t descriptor, int what) {
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

  void set_timer(long delay_ms) {
    constexpr long timer_ms_per_second = 1000;
    constexpr long timer_ns_per_ms = 1'000'000;
    itimerspec when{};
    if (delay_ms >= 0) {
      when.it_value.tv_sec = delay_ms / timer_ms_per_second;
      when.it_value.tv_nsec = delay_ms == 0 ? 1 : delay_ms % timer_ms_per_second * timer_ns_per_ms;
    }
    ::timerfd_settime(timer_->descriptor(), 0, &when, nullptr);
  }

  static int on_socket(CURL* /*easy*/, curl_socket_t descriptor, int what, void* loop,
                       void* /*own*/) {
    static_cast<Loop*>(loop)->watch(descriptor, what);
    return 0;
  }
  static int on_timer(CURLM* /*multi*/, long delay_ms, void* loop) {
    static_cast<Loop*>(loop)->set_timer(delay_ms);
    return 0;
  }

  broker::PollSet& pollables_;
  CurlSettings settings_;
  const CurlLibrary* curl_ = nullptr;
  CURLM* multi_ = nullptr;
  std::unique_ptr<Alarm> timer_;
  std::unique_ptr<Alarm> refusals_;
  std::map<curl_socket_t, broker::PollSet::Ticket> sockets_;
  std::map<CURL*, std::unique_ptr<CurlTransfer>> transfers_;
  std::deque<std::pair<Http::Done, Failure>> refused_;
};

CurlHttp::CurlHttp(broker::PollSet& pollables, CurlSettings settings)
    : loop_(std::make_unique<Loop>(pollables, std::move(settings))) {}

CurlHttp::~CurlHttp() = default;

void CurlHttp::send(HttpRequest request, Done done) {
  loop_->send(std::move(request), std::move(done));
}

}  // namespace ballast::actors
