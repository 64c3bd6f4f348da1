#include "broker/work/ventilator.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "broker/limits.hpp"
#include "broker/socket.hpp"
#include "broker/work/frame.hpp"
#include "broker/work/lane.hpp"
#include "broker/work/piece_feed.hpp"

namespace ballast::broker {

namespace {

// Frames read from the intake before time is looked at again.
constexpr int frames_per_turn = 256;
constexpr std::size_t reminders_kept = 1024;
constexpr std::size_t frame_overhead = 1024;

class Turning {
 public:
  explicit Turning(bool& flag) : flag_(flag) { flag_ = true; }
  ~Turning() { flag_ = false; }
  Turning(const Turning&) = delete;
  Turning& operator=(const Turning&) = delete;

 private:
  bool& flag_;
};

Failure rejected(std::string what, const messages::Header& header) {
  return {FailureKind::invalid, std::move(what), header.type + " from " + header.sender, ""};
}

}  // namespace

class Ventilator::State {
 public:
  State(zmq::context_t& context, PollSet& poll_set, const Clock& clock, VentilatorOptions options,
        VentilatorEvents events)
      : context_(context),
        poll_set_(poll_set),
        clock_(clock),
        options_(std::move(options)),
        events_(std::move(events)),
        scheduler_(options_.limits),
        intake_(context, Purpose::intake_in) {}

  ~State() {
    if (ticket_ != 0) poll_set_.remove(ticket_);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  Result<Endpoint> start(std::function<void()> turn);
  Result<void> open_run(RunSpec spec);
  Result<void> offer(std::string_view run, std::string piece);
  Result<void> seal(std::string_view run);
  bool cancel(std::string_view run);
  void turn();

  const Scheduler& scheduler() const { return scheduler_; }
  const IntakeCounts& counts() const { return counts_; }

 private:
  bool read_intake();
  void dispatch(const messages::Header& header, const Frames& frames);
  template <class Body>
  void handle_as(const messages::Header& header, const Frames& frames);
  void reject(Failure failure);

  void handle(const messages::WorkerHello& hello);
  void handle(const messages::WorkerBeat& beat);
  void handle(const messages::WorkerGoodbye& goodbye);
  void handle(const messages::BatchResult& result);
  void handle(const messages::BatchFailed& failed);
  void handle(const messages::WorkPiece& piece);
  void handle(const messages::PiecesDone& done);

  void open_lane(const messages::WorkerHello& hello);
  void close_lane(WorkerId worker, Departure why);
  void drop_lost_lanes();
  void greet_connected();
  void refuse(const messages::WorkerHello& hello, std::string why);
  void remind(const std::string& instance, std::uint64_t incarnation);
  void announce(const messages::LaneOpened& lane) {
    if (events_.announce) events_.announce(lane);
  }

  void send_leases();
  void allow_pieces();
  bool report_finished();
  bool tapped() const { return events_.copy && events_.tapped && events_.tapped(); }

  struct Stay {
    std::unique_ptr<Lane> lane;
    messages::LaneOpened announced;
    bool greeted = false;  // the worker has connected
  };

  bool send_context(Stay& stay, const std::string& run);
  template <class Body>
  bool send(Stay& stay, const Body& body);

  zmq::context_t& context_;
  PollSet& poll_set_;
  const Clock& clock_;
  VentilatorOptions options_;
  VentilatorEvents events_;
  Scheduler scheduler_;
  Socket intake_;
  PollSet::Ticket ticket_ = 0;
  std::function<void()> wake_;
  std::optional<Endpoint> bound_;
  std::map<WorkerId, Stay> stays_;
  std::map<std::string, PieceFeed, std::less<>> feeds_;
  std::map<std::string, Monotonic, std::less<>> reminded_;
  std::uint64_t next_lane_ = 1;
  IntakeCounts counts_;
  bool turning_ = false;
};

// ---- the intake

Result<Endpoint> Ventilator::State::start(std::function<void()> turn) {
  if (auto bound = intake_.bind(options_.intake); !bound) return tl::unexpected(bound.error());
  bound_ = options_.intake;
  if (options_.intake.transport() == Transport::tcp) {
    auto where = intake_.bound();
    if (!where) return where;
    auto told = Endpoint::tcp(options_.intake.place(), where->port());
    if (!told) return told;
    bound_ = *told;
  }
  wake_ = std::move(turn);
  ticket_ = poll_set_.add(watch(intake_.ref(), wake_));
  return *bound_;
}

void Ventilator::State::turn() {
  if (turning_) return;
  const Turning turning(turning_);
  const bool emptied = read_intake();
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

bool Ventilator::State::read_intake() {
  for (int count = 0; count < frames_per_turn; ++count) {
    const auto frames = intake_.try_receive();
    if (!frames) return true;
    ++counts_.frames;
    const auto header = read_work_header(*frames);
    if (!header) {
      reject(header.error());
      continue;
    }
    if (tapped()) events_.copy("tap.intake", (*frames)[0], (*frames)[1]);
    dispatch(*header, *frames);
  }
  return false;
}

void Ventilator::State::dispatch(const messages::Header& header, const Frames& frames) {
  using Handler = void (State::*)(const messages::Header&, const Frames&);
  static const std::map<std::string_view, Handler> handlers = {
      {messages::WorkerHello::type, &State::handle_as<messages::WorkerHello>},
      {messages::WorkerBeat::type, &State::handle_as<messages::WorkerBeat>},
      {messages::WorkerGoodbye::type, &State::handle_as<messages::WorkerGoodbye>},
      {messages::BatchResult::type, &State::handle_as<messages::BatchResult>},
      {messages::BatchFailed::type, &State::handle_as<messages::BatchFailed>},
      {messages::WorkPiece::type, &State::handle_as<messages::WorkPiece>},
      {messages::PiecesDone::type, &State::handle_as<messages::PiecesDone>},
  };
  const auto handler = handlers.find(header.type);
  if (handler == handlers.end()) return reject(rejected("not a frame of the intake", header));
  (this->*handler->second)(header, frames);
}

template <class Body>
void Ventilator::State::handle_as(const messages::Header& header, const Frames& frames) {
  const auto body = messages::decode<Body>(frames[1]);
  if (!body) return reject(rejected(planner::describe(body.error()), header));
  handle(*body);
}

void Ventilator::State::reject(Failure failure) {
  ++counts_.rejected;
  if (events_.rejected) events_.rejected(failure);
}

// ---- workers

void Ventilator::State::handle(const messages::WorkerHello& hello) {
  if (hello.protocol != messages::protocol_version) {
    return refuse(hello, "protocol " + std::to_string(hello.protocol) + " is spoken there, " +
                             std::to_string(messages::protocol_version) + " here");
  }
  if (hello.digest != options_.digest) {
    return refuse(hello, "its engine is not the coordinator's: the two might disagree");
  }
  const auto here = scheduler_.find(hello.instance, hello.incarnation);
  const auto stay = here ? stays_.find(*here) : stays_.end();
  if (stay != stays_.end() && stay->second.announced.lane != hello.lost_lane) {
    scheduler_.heard(*here, 0, clock_.now());
    return announce(stay->second.announced);
  }
  open_lane(hello);
}

void Ventilator::State::open_lane(const messages::WorkerHello& hello) {
  std::erase_if(
      stays_, [&](const auto& entry) { return entry.second.announced.instance == hello.instance; });
  const auto worker = scheduler_.join(
      {hello.instance, hello.board, hello.incarnation, hello.cores, hello.digest}, clock_.now());
  if (!worker) return refuse(hello, planner::describe(worker.error()));
  const std::uint64_t number = next_lane_++;
  auto lane = Lane::open(
      context_, poll_set_,
      {*bound_, options_.first_port, options_.last_port, options_.advertised_host}, number, wake_);
  if (!lane) {
    scheduler_.leave(*worker, Departure::goodbye, clock_.now());
    return refuse(hello, planner::describe(lane.error()));
  }
  scheduler_.set_reachable(*worker, false);
  Stay& stay = stays_[*worker];
  stay.lane = std::move(*lane);
  stay.announced = {hello.instance,
                    hello.incarnation,
                    stay.lane->advertised(),
                    number,
                    static_cast<std::uint32_t>(options_.heartbeat.count()),
                    ""};
  announce(stay.announced);
}

void Ventilator::State::refuse(const messages::WorkerHello& hello, std::string why) {
  ++counts_.rejected;
  if (hello.instance.empty()) return;
  announce({hello.instance, hello.incarnation, "", 0,
            static_cast<std::uint32_t>(options_.heartbeat.count()), std::move(why)});
}

void Ventilator::State::remind(const std::string& instance, std::uint64_t incarnation) {
  ++counts_.strangers;
  constexpr std::chrono::milliseconds between{200};
  const Monotonic now = clock_.now();
  std::erase_if(reminded_, [&](const auto& entry) { return now - entry.second > between; });
  if (reminded_.size() >= reminders_kept || reminded_.contains(instance)) return;
  reminded_[instance] = now;
  announce(
      {instance, incarnation, "", 0, static_cast<std::uint32_t>(options_.heartbeat.count()), ""});
}

void Ventilator::State::close_lane(WorkerId worker, Departure why) {
  stays_.erase(worker);
  scheduler_.leave(worker, why, clock_.now());
}

void Ventilator::State::drop_lost_lanes() {
  std::vector<WorkerId> lost;
  for (auto& [worker, stay] : stays_) {
    if (stay.lane->lost()) lost.push_back(worker);
  }
  for (const WorkerId worker : lost) close_lane(worker, Departure::disconnected);
}

void Ventilator::State::greet_connected() {
  for (auto& [worker, stay] : stays_) {
    if (stay.greeted || !stay.lane->writable()) continue;
    stay.greeted = true;
    scheduler_.set_reachable(worker, true);
  }
}

void Ventilator::State::handle(const messages::WorkerBeat& beat) {
  const auto worker = scheduler_.find(beat.instance, beat.incarnation);
  if (!worker) return remind(beat.instance, beat.incarnation);
  scheduler_.heard(*worker, beat.held, clock_.now());
}

void Ventilator::State::handle(const messages::WorkerGoodbye& goodbye) {
  const auto worker = scheduler_.find(goodbye.instance, goodbye.incarnation);
  if (!worker) {
    ++counts_.strangers;
    return;
  }
  close_lane(*worker, Departure::goodbye);
}

void Ventilator::State::handle(const messages::BatchResult& result) {
  const Verdict verdict = scheduler_.result(result, clock_.now());
  const bool foreign = verdict == Verdict::foreign_run || verdict == Verdict::foreign_worker ||
                       verdict == Verdict::foreign_lease;
  if (foreign) ++counts_.foreign;
}

void Ventilator::State::handle(const messages::BatchFailed& failed) {
  const Verdict verdict = scheduler_.failed(failed, clock_.now());
  if (verdict != Verdict::failed) {
    ++counts_.foreign;
    return;
  }
  const auto worker = scheduler_.find(failed.instance, failed.incarnation);
  const auto stay = worker ? stays_.find(*worker) : stays_.end();
  if (failed.context_missing && stay != stays_.end()) stay->second.lane->forgot(failed.run);
}

// ---- pieces

void Ventilator::State::handle(const messages::WorkPiece& piece) {
  const auto feed = feeds_.find(piece.run);
  if (feed == feeds_.end()) {
    ++counts_.foreign;
    return;
  }
  switch (feed->second.take(piece.ordinal)) {
    case PieceFeed::Taken::repeated:
      ++counts_.pieces_repeated;
      return;
    case PieceFeed::Taken::refused:
      ++counts_.pieces_refused;
      return;
    case PieceFeed::Taken::expected:
      break;
  }
  if (const auto offered = scheduler_.offer(piece.run, piece.payload); !offered) {
    ++counts_.pieces_refused;
    if (events_.rejected) events_.rejected(offered.error());
    return;
  }
  feed->second.accepted();
}

void Ventilator::State::handle(const messages::PiecesDone& done) {
  const auto feed = feeds_.find(done.run);
  if (feed == feeds_.end()) {
    ++counts_.foreign;
    return;
  }
  if (feed->second.complete(done.count)) (void)scheduler_.seal(done.run, clock_.now());
}

void Ventilator::State::allow_pieces() {
  for (auto& [run, feed] : feeds_) {
    if (const auto window = feed.window(scheduler_.room(run), clock_.now())) {
      if (events_.allow) events_.allow(*window);
    }
  }
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
  if (offered && !turning_) send_leases();
  return offered;
}

Result<void> Ventilator::State::seal(std::string_view run) {
  if (const auto feed = feeds_.find(run); feed != feeds_.end()) feed->second.seal();
  auto sealed = scheduler_.seal(run, clock_.now());
  if (!turning_) report_finished();
  return sealed;
}

bool Ventilator::State::cancel(std::string_view run) {
  const bool known = scheduler_.cancel(run, clock_.now());
  if (known && !turning_) report_finished();
  return known;
}

bool Ventilator::State::report_finished() {
  std::vector<RunOutcome> finished = scheduler_.take_finished();
  for (RunOutcome& outcome : finished) {
    feeds_.erase(outcome.run);
    for (auto& [worker, stay] : stays_) {
      if (!stay.lane->knows(outcome.run)) continue;
      stay.lane->forgot(outcome.run);
      (void)send(stay, messages::RunClosed{outcome.run});
    }
    if (events_.done) events_.done(std::move(outcome));
  }
  return !finished.empty();
}

// ---- lanes

template <class Body>
bool Ventilator::State::send(Stay& stay, const Body& body) {
  const Frames frames = work_frames(body, options_.sender);
  if (!stay.lane->send(frames)) return false;
  if (tapped()) events_.copy("tap.lane." + stay.announced.instance, frames[0], frames[1]);
  return true;
}

bool Ventilator::State::send_context(Stay& stay, const std::string& run) {
  if (stay.lane->knows(run)) return true;
  const auto context = scheduler_.context(run);
  if (!context || !send(stay, *context)) return false;
  stay.lane->learned(run);
  return true;
}

void Ventilator::State::send_leases() {
  while (auto lease = scheduler_.next(clock_.now())) {
    const auto stay = stays_.find(lease->worker);
    const bool sent = stay != stays_.end() && send_context(stay->second, lease->batch.run) &&
                      send(stay->second, lease->batch);
    if (!sent) close_lane(lease->worker, Departure::goodbye);
  }
}

// ---- the face

Ventilator::Ventilator(zmq::context_t& context, PollSet& poll_set, const Clock& clock,
                       VentilatorOptions options, VentilatorEvents events)
    : state_(std::make_unique<State>(context, poll_set, clock, std::move(options),
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
const IntakeCounts& Ventilator::counts() const {
  return state_->counts();
}

}  // namespace ballast::broker
