#include "broker/work/worker.hpp"

#include <algorithm>
#include <deque>
#include <exception>
#include <optional>
#include <utility>

#include "broker/limits.hpp"
#include "broker/socket.hpp"
#include "broker/work/frame.hpp"
#include "broker/work/run_shelf.hpp"
#include "broker/work/worker_lane.hpp"

namespace ballast::broker {

namespace {

using std::chrono::milliseconds;

constexpr int frames_per_turn = 64;
constexpr std::size_t outbox_frames = 64;
constexpr milliseconds heartbeat_least{10};
constexpr milliseconds heartbeat_most{10'000};
// A refused worker asks again now and then: the coordinator may be replaced by a newer one.
constexpr int refused_patience = 10;

}  // namespace

class WorkerLoop::State {
 public:
  State(zmq::context_t& context, PollSet& poll_set, const Clock& clock, Work& work,
        WorkerOptions options);

  void lane_opened(const messages::LaneOpened& lane);
  void read_lane();
  bool turn();
  void drain();

  const WorkerOptions& options() const { return options_; }
  bool drained() const { return drained_; }
  bool welcomed() const { return lane_ != nullptr; }
  const std::string& refusal() const { return refusal_; }
  const std::string& current_run() const { return open_ ? open_->run : none_; }
  const WorkerCounts& counts() const { return counts_; }

 private:
  void dispatch(const Frames& frames);
  void take(messages::RunContext context);
  void take(messages::Batch batch);
  void take(const messages::RunClosed& closed);

  void lose_lane();
  void say_hello();
  void beat();
  void say_goodbye();
  void keep_in_touch();

  void begin();
  void advance();
  void answer(std::string result);
  void fail(const messages::Batch& batch, std::string reason, bool context_missing = false);
  void abandon_open();

  template <class Body>
  void post(const Body& body);
  void flush();

  zmq::context_t& context_;
  PollSet& poll_set_;
  const Clock& clock_;
  Work& work_;
  WorkerOptions options_;
  Socket uplink_;
  std::unique_ptr<WorkerLane> lane_;
  std::uint64_t lost_lane_ = 0;
  RunShelf shelf_;
  std::deque<messages::Batch> waiting_;
  std::optional<messages::Batch> open_;
  Monotonic busy_{};
  std::deque<Frames> outbox_;
  milliseconds heartbeat_;
  Monotonic next_word_{};
  std::string refusal_;
  std::string none_;
  WorkerCounts counts_;
  bool draining_ = false;
  bool drained_ = false;
};

WorkerLoop::State::State(zmq::context_t& context, PollSet& poll_set, const Clock& clock, Work& work,
                         WorkerOptions options)
    : context_(context),
      poll_set_(poll_set),
      clock_(clock),
      work_(work),
      options_(std::move(options)),
      uplink_(context, Purpose::intake_out),
      shelf_(work, options_.contexts),
      heartbeat_(options_.heartbeat),
      next_word_(clock.now()) {
  // Without a peer nothing is queued: a coordinator that comes back gets no pile of old hellos.
  uplink_.ref().set(zmq::sockopt::immediate, 1);
  if (auto connected = uplink_.connect(options_.intake); !connected) {
    refusal_ = planner::describe(connected.error());
  }
}

// ---- the lane

void WorkerLoop::State::lane_opened(const messages::LaneOpened& lane) {
  const Identity& self = options_.identity;
  if (drained_ || lane.instance != self.instance || lane.incarnation != self.incarnation) return;
  refusal_ = lane.refusal;
  if (lane.endpoint.empty()) {
    if (lane_) lose_lane();
    if (refusal_.empty()) next_word_ = clock_.now();
    return;
  }
  const bool known = lane.lane == lost_lane_ || (lane_ && lane.lane == lane_->number());
  const auto endpoint = Endpoint::parse(lane.endpoint);
  if (known || draining_ || !endpoint) return;
  if (lane_) lose_lane();
  lane_ = std::make_unique<WorkerLane>(context_, poll_set_, clock_, *endpoint, lane.lane,
                                       [this] { read_lane(); });
  ++counts_.lanes;
  heartbeat_ = std::clamp(milliseconds{lane.heartbeat_ms}, heartbeat_least, heartbeat_most);
  next_word_ = clock_.now();
}

void WorkerLoop::State::lose_lane() {
  lost_lane_ = lane_->number();
  lane_.reset();
  counts_.abandoned += waiting_.size();
  waiting_.clear();
  abandon_open();
  shelf_.clear();
  outbox_.clear();
  next_word_ = clock_.now();
}

void WorkerLoop::State::read_lane() {
  for (int count = 0; lane_ && count < frames_per_turn; ++count) {
    const auto frames = lane_->next();
    if (!frames) break;
    dispatch(*frames);
  }
  if (lane_ && lane_->lost()) lose_lane();
}

void WorkerLoop::State::dispatch(const Frames& frames) {
  const auto try_as = [&]<class Body>(std::optional<Body>) {
    auto body = messages::decode<Body>(frames[1]);
    if (!body) {
      ++counts_.rejected;
      return;
    }
    take(std::move(*body));
  };
  const auto header = read_work_header(frames);
  if (!header) {
    ++counts_.rejected;
  } else if (header->type == messages::Batch::type) {
    try_as(std::optional<messages::Batch>{});
  } else if (header->type == messages::RunContext::type) {
    try_as(std::optional<messages::RunContext>{});
  } else if (header->type == messages::RunClosed::type) {
    try_as(std::optional<messages::RunClosed>{});
  } else {
    ++counts_.rejected;
  }
}

void WorkerLoop::State::take(messages::RunContext context) {
  if (const auto evicted = shelf_.put(std::move(context)); open_ && evicted == open_->run) {
    fail(*open_, "its context had to go", true);
    abandon_open();
  }
}

void WorkerLoop::State::take(messages::Batch batch) {
  if (draining_) return;
  if (waiting_.size() >= options_.held) return fail(batch, "too many batches wait here");
  waiting_.push_back(std::move(batch));
}

void WorkerLoop::State::take(const messages::RunClosed& closed) {
  counts_.abandoned +=
      std::erase_if(waiting_, [&](const auto& batch) { return batch.run == closed.run; });
  if (open_ && open_->run == closed.run) abandon_open();
  shelf_.close(closed.run);
}

// ---- the uplink

template <class Body>
void WorkerLoop::State::post(const Body& body) {
  if (outbox_.size() >= outbox_frames) outbox_.pop_front();
  outbox_.push_back(work_frames(body, options_.identity.instance));
  flush();
}

void WorkerLoop::State::flush() {
  while (!outbox_.empty() && uplink_.try_send(outbox_.front())) outbox_.pop_front();
}

void WorkerLoop::State::say_hello() {
  const Identity& self = options_.identity;
  const messages::WorkerHello hello{
      self.instance,  self.board, self.incarnation, options_.cores, messages::protocol_version,
      work_.digest(), lost_lane_};
  (void)uplink_.try_send(work_frames(hello, self.instance));
}

void WorkerLoop::State::beat() {
  const Identity& self = options_.identity;
  const auto held = static_cast<std::uint32_t>(waiting_.size() + (open_ ? 1 : 0) + outbox_.size());
  const messages::WorkerBeat beat{self.instance, self.incarnation, held, current_run()};
  (void)uplink_.try_send(work_frames(beat, self.instance));
}

void WorkerLoop::State::keep_in_touch() {
  const Monotonic now = clock_.now();
  if (draining_ || now < next_word_) return;
  if (lane_) {
    beat();
    next_word_ = now + heartbeat_;
  } else {
    say_hello();
    next_word_ = now + options_.hello * (refusal_.empty() ? 1 : refused_patience);
  }
}

void WorkerLoop::State::drain() {
  if (draining_) return;
  draining_ = true;
  counts_.abandoned += waiting_.size();
  waiting_.clear();
}

void WorkerLoop::State::say_goodbye() {
  const Identity& self = options_.identity;
  (void)uplink_.try_send(
      work_frames(messages::WorkerGoodbye{self.instance, self.incarnation}, self.instance));
  drained_ = true;
  lane_.reset();
  shelf_.clear();
}

// ---- the work

bool WorkerLoop::State::turn() {
  if (drained_) return false;
  read_lane();
  flush();
  keep_in_touch();
  if (!open_) begin();
  if (open_) advance();
  if (draining_ && !open_) say_goodbye();
  return !drained_ && (open_ || !waiting_.empty());
}

void WorkerLoop::State::begin() {
  if (waiting_.empty() || !outbox_.empty()) return;
  messages::Batch batch = std::move(waiting_.front());
  waiting_.pop_front();
  if (!shelf_.holds(batch.run)) return fail(batch, "its context is not here", true);
  if (const auto& why = shelf_.refusal(batch.run); !why.empty()) return fail(batch, why);
  busy_ = {};
  const Monotonic begun = clock_.now();
  try {
    if (auto started = work_.begin_batch(batch.run, batch.payload); !started) {
      return fail(batch, planner::describe(started.error()));
    }
  } catch (const std::exception& error) {
    work_.abandon();
    return fail(batch, error.what());
  }
  busy_ = clock_.now() - begun;
  open_ = std::move(batch);
}

void WorkerLoop::State::advance() {
  const Monotonic begun = clock_.now();
  try {
    auto result = work_.advance();
    busy_ += clock_.now() - begun;
    if (result) answer(std::move(*result));
  } catch (const std::exception& error) {
    work_.abandon();
    fail(*std::exchange(open_, std::nullopt), error.what());
  }
}

void WorkerLoop::State::answer(std::string result) {
  const messages::Batch batch = *std::exchange(open_, std::nullopt);
  const Identity& self = options_.identity;
  ++counts_.answered;
  post(messages::BatchResult{batch.run, batch.batch, batch.attempt, self.instance, self.incarnation,
                             static_cast<std::uint64_t>(busy_.count()), std::move(result)});
}

void WorkerLoop::State::fail(const messages::Batch& batch, std::string reason,
                             bool context_missing) {
  const Identity& self = options_.identity;
  ++counts_.failed;
  post(messages::BatchFailed{batch.run, batch.batch, batch.attempt, self.instance, self.incarnation,
                             context_missing, std::move(reason)});
}

void WorkerLoop::State::abandon_open() {
  if (!open_) return;
  open_.reset();
  ++counts_.abandoned;
  work_.abandon();
}

// ---- the face

WorkerLoop::WorkerLoop(zmq::context_t& context, PollSet& poll_set, const Clock& clock, Work& work,
                       WorkerOptions options)
    : state_(std::make_unique<State>(context, poll_set, clock, work, std::move(options))) {}
WorkerLoop::~WorkerLoop() = default;

std::string WorkerLoop::lane_topic() const {
  return "lane." + state_->options().identity.instance;
}
void WorkerLoop::lane_opened(const messages::LaneOpened& lane) {
  state_->lane_opened(lane);
}
bool WorkerLoop::turn() {
  return state_->turn();
}
void WorkerLoop::drain() {
  state_->drain();
}
bool WorkerLoop::drained() const {
  return state_->drained();
}
bool WorkerLoop::welcomed() const {
  return state_->welcomed();
}
const std::string& WorkerLoop::refusal() const {
  return state_->refusal();
}
const std::string& WorkerLoop::current_run() const {
  return state_->current_run();
}
const WorkerCounts& WorkerLoop::counts() const {
  return state_->counts();
}

}  // namespace ballast::broker
