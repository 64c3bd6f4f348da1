#include "actors/network/curl_http.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <deque>
#include <map>
#include <optional>
#include <utility>

#include "actors/network/alarm.hpp"
#include "actors/network/curl_loop.hpp"
#include "actors/network/curl_transfer.hpp"

namespace ballast::actors {

using planner::Failure;
using planner::FailureKind;

class CurlHttp::Loop {
 public:
  Loop(broker::PollSet& pollables, CurlSettings settings)
      : pollables_(pollables), settings_(std::move(settings)) {}

  ~Loop() {
    for (const auto& [easy, transfer] : transfers_) curl_->remove(easy);
  }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void send(HttpRequest request, Http::Done done) {
    if (auto fault = open_or_fault(request)) return refuse(std::move(*fault), std::move(done));
    auto transfer =
        std::make_unique<CurlTransfer>(*library_, settings_, std::move(request), std::move(done));
    CURL* const easy = transfer->handle();
    transfers_.emplace(easy, std::move(transfer));
    curl_->add(easy);
  }

 private:
  std::optional<Failure> open_or_fault(const HttpRequest& request) {
    if (!refusals_) {
      refusals_.emplace(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), pollables_,
                        [this] { tell_refusals(); });
    }
    const auto& library = curl_library();
    if (!library) {
      Failure failure = library.error();
      failure.kind = FailureKind::refused;
      return failure;
    }
    library_ = &*library;
    if (auto fault = fault_of(*library_, request)) return fault;
    if (transfers_.size() >= transfers_max) {
      return Failure{FailureKind::refused, "too many requests wait for an answer",
                     shown_url(request.url), std::to_string(transfers_max)};
    }
    if (!curl_) {
      curl_.emplace(*library_, pollables_,
                    [this](CURL* easy, CURLcode code) { finish(easy, code); });
    }
    return std::nullopt;
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

  void finish(CURL* easy, CURLcode code) {
    const auto found = transfers_.find(easy);
    if (found == transfers_.end()) return;
    const std::unique_ptr<CurlTransfer> transfer = std::move(found->second);
    transfers_.erase(found);
    const auto outcome = transfer->outcome(code);
    curl_->remove(easy);
    transfer->done()(outcome);
  }

  broker::PollSet& pollables_;
  CurlSettings settings_;
  const CurlLibrary* library_ = nullptr;
  std::optional<Alarm> refusals_;
  std::optional<CurlLoop> curl_;  // from the first request on
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
