#include "broker/trust/gatekeeper.hpp"

#include <array>
#include <string>
#include <utility>

#include "broker/hand_over.hpp"
#include "broker/limits.hpp"
#include "broker/pollable.hpp"
#include "broker/trust/cut.hpp"

namespace ballast::broker {
namespace {

constexpr const char* handler_address = "inproc://zeromq.zap.01";
constexpr std::string_view zap_version = "1.0";
constexpr std::string_view curve_mechanism = "CURVE";

/// Where the parts of a question are.
namespace part {
constexpr std::size_t version = 0;
constexpr std::size_t request = 1;
constexpr std::size_t domain = 2;
constexpr std::size_t address = 3;
constexpr std::size_t mechanism = 5;
constexpr std::size_t credentials = 6;
}  // namespace part

std::vector<std::string> question_at(zmq::socket_t& socket) {
  std::vector<std::string> parts;
  zmq::message_t part;
  do {
    if (!socket.recv(part, zmq::recv_flags::dontwait)) return {};
    parts.push_back(part.to_string());
  } while (part.more());
  hand_over::take();
  return parts;
}

void send_answer(zmq::socket_t& socket, const std::array<std::string_view, 6>& parts) {
  hand_over::give();
  for (std::size_t at = 0; at < parts.size(); ++at) {
    const auto more = at + 1 < parts.size() ? zmq::send_flags::sndmore : zmq::send_flags::none;
    socket.send(zmq::buffer(parts[at]), more);
  }
}

}  // namespace

Result<std::unique_ptr<Gatekeeper>> Gatekeeper::start(zmq::context_t& context, Trust& trust,
                                                      Refusals& refusals) {
  zmq::socket_t questions(context, zmq::socket_type::rep);
  questions.set(zmq::sockopt::linger, 0);
  try {
    questions.bind(handler_address);
  } catch (const zmq::error_t& error) {
    return tl::unexpected(Failure{FailureKind::internal,
                                  std::string("the list of keys has no keeper: ") + error.what(),
                                  handler_address, "one keeper for each process"});
  }
  return std::make_unique<Gatekeeper>(std::move(questions), trust, refusals);
}

Gatekeeper::Gatekeeper(zmq::socket_t questions, Trust& trust, Refusals& refusals)
    : questions_(std::move(questions)),
      trust_(trust),
      refusals_(refusals),
      thread_([this] { run(); }) {}

Gatekeeper::~Gatekeeper() {
  stop_.raise();
  thread_.join();
}

void Gatekeeper::run() {
  PollSet pollables;
  bool stopping = false;
  pollables.add(watch(questions_, [this] { answer(); }));
  pollables.add(watch(stop_.descriptor(), [&] { stopping = true; }));
  while (!stopping) {
    pollables.poll(limits::list_look);
    show_out();
  }
}

void Gatekeeper::show_out() {
  for (const auto& leaver : trust_.leavers()) {
    std::size_t ended = 0;
    for (const auto& [port, host] : leaver.came) ended += cut_connections(port, host);
    if (ended == 0) continue;
    refusals_.add({FailureKind::refused,
                   leaver.why + "; it was connected, and is not heard any more", "", ""});
  }
}

void Gatekeeper::answer() {
  const auto question = question_at(questions_);
  if (question.empty()) return;
  const bool known = question.size() == part::credentials + 1 &&
                     question[part::version] == zap_version &&
                     question[part::mechanism] == curve_mechanism;
  Trust::Judgement judgement;
  if (known) {
    judgement =
        trust_.judge(question[part::credentials], question[part::domain], question[part::address]);
  } else if (question.size() > part::address) {
    judgement.why = question[part::address] + " knocked without a key";
  }
  const std::string asked = question.size() > part::request ? question[part::request] : "";
  const bool in = !judgement.user_id.empty();
  // The refused one learns nothing but that it is refused.
  send_answer(questions_, {zap_version, asked, in ? "200" : "400", in ? "OK" : "refused",
                           judgement.user_id, ""});
  if (judgement.why.empty()) return;
  const std::string door = question.size() > part::domain ? question[part::domain] : "";
  refusals_.add({FailureKind::refused, std::move(judgement.why), door, ""});
}

}  // namespace ballast::broker
