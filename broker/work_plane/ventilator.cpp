#include "broker/work_plane/ventilator.hpp"

#include <algorithm>
#include <utility>

#include "broker/limits.hpp"
#include "broker/work_plane/ventilator_state.hpp"

namespace ballast::broker {

namespace {

constexpr std::size_t frame_overhead = 1024;
// Between boards one lost packet costs 200 ms, which is no silence yet.
constexpr std::chrono::milliseconds far_heartbeat{500};
// Noticed within 1.5 s, the turn between two looks counted in.
constexpr Monotonic far_silence = std::chrono::milliseconds{1400};

class Turning {
 public:
  explicit Turning(bool& flag) : flag_(flag) { flag_ = true; }
  ~Turning() { flag_ = false; }
  Turning(const Turning&) = delete;
  Turning& operator=(const Turning&) = delete;

 private:
  bool& flag_;
};

VentilatorOptions fit_for_distance(VentilatorOptions options) {
  if (options.intake.is_local()) return options;
  options.heartbeat = std::max(options.heartbeat, far_heartbeat);
  options.limits.silence = std::max(options.limits.silence, far_silence);
  // Told with a heartbeat: then it, too, is noticed in time.
  options.limits.lost = std::max(options.limits.lost, far_silence - far_heartbeat);
  return options;
}

}  // namespace

Result<Endpoint> Ventilator::State::start(std::function<void()> turn) {
  auto bound = transport_.bind_intake(options_.intake, turn);
  if (!bound) return tl::unexpected(std::move(bound.error()));
  intake_ = std::move(bound->end);
  lanes_.emplace(
      transport_,
      LanePlaces{bound->where, options_.first_port, options_.last_port, options_.advertised_host},
      options_.sender, std::move(turn));
  if (events_.copy && events_.tapped) lanes_->tap(events_.tapped, events_.copy);
  return bound->where;
}

void Ventilator::State::turn() {
  if (turning_ || !lanes_) return;
  const Turning turning(turning_);
  const bool emptied = read_intake();
  for (const auto& news : intake_->handshake_news()) reject(news);
  drop_lost_lanes();
  // Beats may still wait in a full intake: silence is judged only once all were read.
  if (emptied) {
    for (const WorkerId gone : scheduler_.tick(clock_.now())) {
      close_lane(gone, Departure::disconnected);
    }
  }
  greet_connected();
  do {
    allow_pieces();
    send_leases();
  } while (report_finished());
}

// ---- runs

Result<void> Ventilator::State::open_run(RunSpec spec) {
  if (spec.context.size() + frame_overhead > static_cast<std::size_t>(limits::frame_bytes_max)) {
    return tl::unexpected(Failure{FailureKind::invalid, "the context does not fit into a frame",
                                  "run " + spec.run,
                                  "at most " + std::to_string(limits::frame_bytes_max) + " bytes"});
  }
  if (spec.digest.empty()) spec.digest = options_.digest;
  const std::string run = spec.run;
  auto opened = scheduler_.open(std::move(spec), clock_.now());
  if (opened) feeds_.emplace(run, PieceFeed(run));
  return opened;
}

Result<void> Ventilator::State::offer(std::string_view run, std::string piece) {
  auto offered = scheduler_.offer(run, std::move(piece));
  if (offered && !turning_ && lanes_) send_leases();
  return offered;
}

Result<void> Ventilator::State::seal(std::string_view run) {
  if (const auto feed = feeds_.find(run); feed != feeds_.end()) feed->second.seal();
  auto sealed = scheduler_.seal(run, clock_.now());
  if (!turning_ && lanes_) report_finished();
  return sealed;
}

bool Ventilator::State::cancel(std::string_view run) {
  const bool known = scheduler_.cancel(run, clock_.now());
  if (known && !turning_ && lanes_) report_finished();
  return known;
}

bool Ventilator::State::report_finished() {
  std::vector<RunOutcome> finished = scheduler_.take_finished();
  for (RunOutcome& outcome : finished) {
    end_feed(outcome.run);
    lanes_->close_run(outcome.run);
    if (events_.done) events_.done(std::move(outcome));
  }
  return !finished.empty();
}

void Ventilator::State::end_feed(const std::string& run) {
  const auto feed = feeds_.find(run);
  if (feed == feeds_.end()) return;
  // A run may end before all its pieces came; the generator is to forget it all the same.
  feed->second.seal();
  const auto last = feed->second.window(0, clock_.now());
  feeds_.erase(feed);
  if (last && events_.allow) events_.allow(*last);
}

void Ventilator::State::send_leases() {
  while (auto lease = scheduler_.next(clock_.now())) {
    const auto context = [&] { return scheduler_.context(lease->batch.run); };
    const bool sent = lanes_->send(lease->worker, lease->batch, context);
    if (sent && events_.leased) events_.leased(lease->batch, scheduler_.instance_of(lease->worker));
    if (!sent) close_lane(lease->worker, Departure::goodbye);
  }
}

// ---- the face

Ventilator::Ventilator(WorkTransport& transport, const Clock& clock, VentilatorOptions options,
                       VentilatorEvents events)
    : state_(std::make_unique<State>(transport, clock, fit_for_distance(std::move(options)),
                                     std::move(events))) {}
Ventilator::~Ventilator() = default;

Result<Endpoint> Ventilator::start() {
  return state_->start([this] { turn(); });
}
Result<void> Ventilator::open_run(RunSpec spec) {
  return state_->open_run(std::move(spec));
}
Result<void> Ventilator::offer(std::string_view run, std::string piece) {
  return state_->offer(run, std::move(piece));
}
std::size_t Ventilator::room(std::string_view run) const {
  return state_->scheduler().room(run);
}
Result<void> Ventilator::seal(std::string_view run) {
  return state_->seal(run);
}
bool Ventilator::cancel(std::string_view run) {
  return state_->cancel(run);
}
void Ventilator::turn() {
  state_->turn();
}
std::vector<std::string> Ventilator::open_runs() const {
  return state_->scheduler().open_runs();
}
std::optional<RunProgress> Ventilator::progress(std::string_view run) const {
  return state_->scheduler().progress(run);
}
std::optional<Ledger> Ventilator::ledger(std::string_view run) const {
  return state_->scheduler().ledger(run);
}
std::size_t Ventilator::worker_count() const {
  return state_->scheduler().worker_count();
}
std::vector<messages::WorkerReport> Ventilator::crew() const {
  return state_->crew();
}
const IntakeCounts& Ventilator::counts() const {
  return state_->counts();
}

}  // namespace ballast::broker
