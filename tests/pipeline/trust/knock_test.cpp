// A process knocks at each of its own doors, and does not open one that a stranger could come in
// by.
#include <future>
#include <thread>

#include "broker/hand_over.hpp"
#include "broker/trust/knock.hpp"
#include "tests/pipeline/trust/keyed_boards.hpp"

namespace ballast::broker {
namespace {

/// Whoever binds, and for whom.
struct DoorPurpose {
  Purpose purpose;
  std::string reader = {};
};

const std::vector<DoorPurpose> all_doors = {{Purpose::front_door_in},
                                            {Purpose::bus_collect},
                                            {Purpose::bus_spread},
                                            {Purpose::intake_in},
                                            {Purpose::mailbox_out, "portfolio"},
                                            {Purpose::lane_out, "evaluator-1@board-2"}};

template <class Context>
std::string opened(const KeyedBoards& boards, const DoorPurpose& door) {
  Context context(boards);
  Socket socket(context, door.purpose, door.reader);
  const auto bound = socket.bind(*Endpoint::tcp("127.0.0.1", Endpoint::any_port));
  return bound ? "" : bound.error().what;
}

/// Opens a door of each purpose at once, as where nobody answers each takes its time; returns what
/// was said of them.
template <class Context>
std::vector<std::string> opened_in(const KeyedBoards& boards) {
  std::vector<std::future<std::string>> opening;
  opening.reserve(all_doors.size());
  for (const DoorPurpose& door : all_doors) {
    opening.push_back(std::async(std::launch::async, opened<Context>, std::cref(boards), door));
  }
  std::vector<std::string> said;
  said.reserve(all_doors.size());
  for (auto& one : opening) said.push_back(one.get());
  return said;
}

std::shared_ptr<Trust> trust_of(const KeyedBoards& boards) {
  static const SystemClock clock;
  return *Trust::load(boards.map_on("board-1"), "broker", "board-1", clock);
}

struct Careful : KeyedContext {
  explicit Careful(const KeyedBoards& boards) : KeyedContext(trust_of(boards)) {}
};

/// Nobody keeps the list.
struct Careless : KeyedContext {
  explicit Careless(const KeyedBoards& boards) : KeyedContext(trust_of(boards)) {}
  Result<void> guard() override { return {}; }
};

/// Somebody answers at its place who lets everybody in.
class Open : public KeyedContext {
 public:
  explicit Open(const KeyedBoards& boards)
      : KeyedContext(trust_of(boards)), answers_(*this, zmq::socket_type::rep) {
    answers_.set(zmq::sockopt::linger, 0);
    answers_.bind("inproc://zeromq.zap.01");
    thread_ = std::thread([this] { answer(); });
  }
  ~Open() override {
    stop_.raise();
    thread_.join();
  }
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;
  Result<void> guard() override { return {}; }

 private:
  void answer() {
    PollSet pollables;
    pollables.add(watch(answers_, [this] { welcome(); }));
    pollables.add(watch(stop_.descriptor(), [] {}));
    while (!stop_.raised()) pollables.poll(patience_with_doors);
  }

  void welcome() {
    std::vector<std::string> asked;
    zmq::message_t part;
    do {
      if (!answers_.recv(part, zmq::recv_flags::dontwait)) return;
      asked.push_back(part.to_string());
    } while (part.more());
    hand_over::take();
    hand_over::give();
    for (const std::string& word : {std::string("1.0"), asked.at(1), std::string("200"),
                                    std::string("OK"), std::string("anybody")}) {
      answers_.send(zmq::buffer(word), zmq::send_flags::sndmore);
    }
    answers_.send(zmq::message_t(), zmq::send_flags::none);
  }

  zmq::socket_t answers_;
  StopFlag stop_;
  std::thread thread_;
};

TEST(Knock, EveryDoorThatIsKeptIsOpened) {
  const KeyedBoards boards;
  EXPECT_EQ(opened_in<Careful>(boards), std::vector<std::string>(all_doors.size()));
}

TEST(Knock, NoDoorIsOpenedWhoseKeeperIsMissing) {
  const KeyedBoards boards;
  EXPECT_EQ(opened_in<Careless>(boards),
            std::vector<std::string>(all_doors.size(), "nobody looks at keys at this door"));
}

TEST(Knock, NoDoorIsOpenedWhoseKeeperLetsEverybodyIn) {
  const KeyedBoards boards;
  EXPECT_EQ(opened_in<Open>(boards),
            std::vector<std::string>(all_doors.size(), "a stranger's key is let in at this door"));
}

TEST(Knock, AStrangerOfOursIsRefusedAndNotReported) {
  KeyedBoards boards;
  TestDoor door(boards, Purpose::front_door_in);
  const auto shut = knock_as_stranger(*door.context, door.endpoint(), zmq::socket_type::pull);
  EXPECT_TRUE(shut) << describe(shut.error());
  EXPECT_TRUE(door.context->refusals().take().empty());
}

TEST(Knock, FindsWhichOfTwoKeysABoardHas) {
  KeyedBoards boards;
  TestDoor door(boards, Purpose::front_door_in);
  const auto running = boards.list.all().front().key;
  boards.enrol("board-1", *KeyPair::make());
  const auto context = boards.process("client", "board-2");
  ASSERT_NE(context->trust()->keys_of_server("broker").front(), running);
  find_key_of_server(*context, "broker", door.endpoint());
  EXPECT_EQ(context->trust()->keys_of_server("broker").front(), running);
}

/// A door of before libzmq could be told to ask: without a keeper it lets anybody in.
TEST(Knock, FindsADoorThatAsksNobody) {
  const KeyedBoards boards;
  Careless context(boards);
  zmq::socket_t door(context, zmq::socket_type::pull);
  door.set(zmq::sockopt::curve_server, true);
  door.set(zmq::sockopt::curve_secretkey, context.trust()->own().secret());
  door.set(zmq::sockopt::zap_domain, std::string(command_door));
  door.bind("tcp://127.0.0.1:*");
  const auto shut = knock_as_stranger(
      context, *Endpoint::parse(door.get(zmq::sockopt::last_endpoint)), zmq::socket_type::pull);
  ASSERT_FALSE(shut);
  EXPECT_EQ(shut.error().what, "a stranger's key is let in at this door");
}

TEST(Knock, ASecondKeeperOfTheListIsRefused) {
  KeyedBoards boards;
  const auto context = boards.process("broker", "board-1");
  zmq::socket_t taken(*context, zmq::socket_type::rep);
  taken.bind("inproc://zeromq.zap.01");
  Socket door(*context, Purpose::front_door_in);
  const auto bound = door.bind(*Endpoint::tcp("127.0.0.1", Endpoint::any_port));
  ASSERT_FALSE(bound);
  EXPECT_NE(describe(bound.error()).find("the list of keys has no keeper"), std::string::npos);
}

}  // namespace
}  // namespace ballast::broker
