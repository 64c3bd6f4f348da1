#include "broker/work_plane/worker.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

#include "broker/work_plane/worker_state.hpp"

namespace ballast::broker {

namespace {

constexpr int frames_per_slice = 64;
constexpr milliseconds heartbeat_least{10};
constexpr milliseconds heartbeat_most{10'000};
// Work says how much a slice is, not how long it takes: short ones are joined, so that looking at
// the sockets between them stays cheap beside them.
constexpr milliseconds turn_least{4};
// A refused worker asks again now and then: the coordinator may be replaced by a newer one.
constexpr int refused_patience = 10;

}  // namespace

WorkerLoop::State::State(WorkTransport& transport, const Clock& clock, Work& work,
                         WorkerOptions options)
    : transport_(transport),
      clock_(clock),
      work_(work),
      options_(std::move(options)),
      uplink_(options_.identity.instance),
      shelf_(work, options_.contexts),
      heartbeat_(options_.heartbeat),
      next_word_(clock.now()) {
  connect();
}

void WorkerLoop::State::connect() {
  if (auto connected = uplink_.connect(transport_, options_.intake); !connected) {
    refusal_ = planner::describe(connected.error());
  }
}

// ---- the lane

void WorkerLoop::State::lane_opened(const messages::LaneOpened& lane) {
  const Identity& self = options_.identity;
  if (drained_ || lane.instance != self.instance || lane.incarnation != self.incarnation) return;
  lane_echo_.heard();
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
  lane_ = std::make_unique<WorkerLane>(transport_, clock_, *endpoint, lane.lane,
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
  uplink_.forget();
  next_word_ = clock_.now();
}

void WorkerLoop::State::read_lane() {
  for (int count = 0; lane_ && count < frames_per_slice; ++count) {
    const auto frames = lane_->next();
    if (!frames) break;
    dispatch(*frames);
  }
  if (lane_ && lane_->lost()) lose_lane();
}

void WorkerLoop::State::dispatch(const Frames& frames) {
  const auto header = read_work_header(frames);
  const std::string type = header ? header->type : "";
  const bool taken =
      (type == messages::Batch::type && take_as<messages::Batch>(frames)) ||
      (type == messages::RunContext::type && take_as<messages::RunContext>(frames)) ||
      (type == messages::RunClosed::type && take_as<messages::RunClosed>(frames));
  if (!taken) ++counts_.rejected;
}

template <class Body>
bool WorkerLoop::State::take_as(const Frames& frames) {
  auto body = messages::decode<Body>(frames[1]);
  if (!body) return false;
  take(std::move(*body));
  return true;
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

void WorkerLoop::State::say_hello() {
  const Identity& self = options_.identity;
  const messages::WorkerHello hello{
      self.instance,  self.board, self.incarnation, options_.cores, messages::protocol_version,
      work_.digest(), lost_lane_};
  uplink_.say(hello);
}

void WorkerLoop::State::beat() {
  const Identity& self = options_.identity;
  const auto held =
      static_cast<std::uint32_t>(waiting_.size() + (open_ ? 1 : 0) + uplink_.waiting());
  const messages::WorkerBeat beat{self.instance, self.incarnation, held, current_run()};
  uplink_.say(beat);
}

void WorkerLoop::State::keep_in_touch() {
  const Monotonic now = clock_.now();
  if (draining_ || now < next_word_) return;
  if (lane_) {
    static_cast<void>(uplink_.handshake_news());  // the same server: the lane tells it
    if (const auto news = lane_->handshake_news(); !news.empty()) {
      refusal_ = planner::describe(news.back());
      return lose_lane();
    }
    beat();
    next_word_ = now + heartbeat_;
  } else {
    for (const auto& news : uplink_.handshake_news()) refusal_ = planner::describe(news);
    // What is said may be swallowed on the way.
    if (lane_echo_.given_up()) connect();
    say_hello();
    next_word_ = now + options_.hello * (refusal_.empty() ? 1 : refused_patience);
  }
}

void WorkerLoop::State::drain() {
  rest_ = Rest::no;
  begin_goodbye();
}

void WorkerLoop::State::begin_goodbye() {
  if (draining_) return;
  draining_ = true;
  counts_.abandoned += waiting_.size();
  waiting_.clear();
}

void WorkerLoop::State::rest(bool wanted) {
  if (wanted) {
    if (draining_ && rest_ == Rest::no) return;  // it leaves for good
    rest_ = Rest::yes;
    begin_goodbye();
  } else if (rest_ == Rest::yes) {
    rest_ = Rest::over;
  }
}

void WorkerLoop::State::come_back() {
  rest_ = Rest::no;
  draining_ = drained_ = false;
  next_word_ = clock_.now();
}

void WorkerLoop::State::say_goodbye() {
  const Identity& self = options_.identity;
  uplink_.say(messages::WorkerGoodbye{self.instance, self.incarnation});
  drained_ = true;
  // Who comes back wants another lane.
  if (lane_) lost_lane_ = lane_->number();
  lane_.reset();
  shelf_.clear();
}

// ---- the work

bool WorkerLoop::State::turn() {
  if (drained_ && rest_ == Rest::over) come_back();
  if (drained_) return false;
  read_lane();
  uplink_.flush();
  keep_in_touch();
  if (!open_) begin();
  if (open_) advance();
  if (!open_ && !draining_) begin();
  if (draining_ && !open_) say_goodbye();
  return !drained_ && (open_ || !waiting_.empty());
}

void WorkerLoop::State::begin() {
  if (waiting_.empty() || uplink_.waiting() > 0) return;
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
  } catch (const std::bad_alloc&) {
    throw;  // another worker may have the memory: the batch is not to blame
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
    Monotonic now = clock_.now();
    for (; !result && now - begun < turn_least; now = clock_.now()) result = work_.advance();
    ++counts_.slices;
    busy_ += now - begun;
    if (result) answer(std::move(*result));
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    work_.abandon();
    fail(*std::exchange(open_, std::nullopt), error.what());
  }
}

void WorkerLoop::State::answer(std::string result) {
  const messages::Batch batch = *std::exchange(open_, std::nullopt);
  const Identity& self = options_.identity;
  ++counts_.answered;
  uplink_.post(messages::BatchResult{batch.run, batch.batch, batch.attempt, self.instance,
                                     self.incarnation, static_cast<std::uint64_t>(busy_.count()),
                                     std::move(result)});
}

void WorkerLoop::State::fail(const messages::Batch& batch, std::string reason,
                             bool context_missing) {
  const Identity& self = options_.identity;
  ++counts_.failed;
  uplink_.post(messages::BatchFailed{batch.run, batch.batch, batch.attempt, self.instance,
                                     self.incarnation, context_missing, std::move(reason)});
}

void WorkerLoop::State::abandon_open() {
  if (!open_) return;
  open_.reset();
  ++counts_.abandoned;
  work_.abandon();
}

// ---- the face

WorkerLoop::WorkerLoop(WorkTransport& transport, const Clock& clock, Work& work,
                       WorkerOptions options)
    : state_(std::make_unique<State>(transport, clock, work, std::move(options))) {}
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
void WorkerLoop::rest(bool wanted) {
  state_->rest(wanted);
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
