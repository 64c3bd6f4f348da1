#include "broker/cluster_map.hpp"

#include <gtest/gtest.h>

namespace ballast::broker {
namespace {

const std::vector<std::string> roles = {"broker",    "universe",     "portfolio",   "trading",
                                        "scoring",   "optimization", "opportunity", "generator",
                                        "evaluator", "coordinator",  "display"};

Environment environment_of(std::map<std::string, std::string> values) {
  return [values = std::move(values)](const char* name) -> std::optional<std::string> {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional(found->second);
  };
}

Result<ClusterMap> parse(const std::string& text,
                         std::map<std::string, std::string> environment = {},
                         const ClusterOverrides& overrides = {}) {
  return ClusterMap::parse(text, "cluster.toml", roles, overrides,
                           environment_of(std::move(environment)));
}

const std::string one_board = R"(
[[board]]
id = "home"
roles = { broker = 1, evaluator = 2, coordinator = 1 }
)";

const std::string two_boards = R"(insecure = true
[[board]]
id = "board-1"
address = "127.0.0.1"
roles = { broker = 1, coordinator = 1, evaluator = 1 }
[[board]]
id = "board-2"
address = "127.0.0.2"
roles = { evaluator = 2 }
)";

TEST(ClusterMap, GivesOneBoardUnixSocketsInItsRuntimeDirectory) {
  const auto map = parse(one_board);
  ASSERT_TRUE(map) << describe(map.error());
  EXPECT_EQ(map->front_door().text(), "ipc:///run/ballast/front-door.sock");
  EXPECT_EQ(map->mailbox("evaluator")->text(), "ipc:///run/ballast/role-evaluator.sock");
  EXPECT_EQ(map->mailbox_of("evaluator-2@home")->text(),
            "ipc:///run/ballast/to-evaluator-2@home.sock");
  EXPECT_FALSE(map->mailbox("trading"));
  EXPECT_EQ(map->instances_on("home"),
            (std::vector<std::string>{"broker-1@home", "coordinator-1@home", "evaluator-1@home",
                                      "evaluator-2@home"}));
}

TEST(ClusterMap, GivesSeveralBoardsPortsOfTheBrokersBoard) {
  const auto map = parse(two_boards);
  ASSERT_TRUE(map) << describe(map.error());
  EXPECT_EQ(map->bus_out().text(), "tcp://127.0.0.1:7402");
  EXPECT_EQ(map->mailbox("evaluator")->text(), "tcp://127.0.0.1:7412");
  EXPECT_EQ(map->mailbox_of("evaluator-1@board-2")->text(), "tcp://127.0.0.1:7453");
  EXPECT_EQ(map->mailbox_of("evaluator-9@board-2", 0)->text(), "tcp://127.0.0.1:7455");
  EXPECT_EQ(map->mailbox_of("evaluator-9@board-2", 1)->text(), "tcp://127.0.0.1:7456");
  EXPECT_FALSE(map->mailbox_of("evaluator-9@board-2", 1000));
  EXPECT_EQ(map->lane(399)->text(), "tcp://127.0.0.1:7999");
  EXPECT_FALSE(map->lane(400));
}

/// So that nobody's address depends on what another machine is.
TEST(ClusterMap, KeepsPlacesForEvaluatorsThatFollowTheBoard) {
  const std::string automatic = R"(insecure = true
[[board]]
id = "a"
address = "127.0.0.1"
roles = { broker = 1, evaluator = "auto" }
[[board]]
id = "b"
address = "127.0.0.2"
roles = { evaluator = 2 }
)";
  const auto map = parse(automatic);
  ASSERT_TRUE(map) << describe(map.error());
  EXPECT_EQ(map->boards().front().automatic, std::set<std::string>{"evaluator"});
  EXPECT_TRUE(map->boards().back().automatic.empty());
  EXPECT_EQ(map->instances_on("a").size(), 1U + automatic_most);
  EXPECT_EQ(map->mailbox_of("evaluator-1@b")->text(), "tcp://127.0.0.1:7467");
}

TEST(ClusterMap, GivesAProcessOfItsOwnNamesThatNoOtherHas) {
  const auto one = ClusterMap::in_process("one", {{"evaluator", 3}});
  const auto other = ClusterMap::in_process("other", {{"evaluator", 3}});
  EXPECT_EQ(one.front_door().text(), "inproc://one/front-door");
  EXPECT_NE(one.intake(), other.intake());
  EXPECT_EQ(one.instances_on("local").size(), 4U);
}

TEST(ClusterMap, PutsFlagsBeforeTheEnvironmentBeforeTheFileBeforeTheDefault) {
  const std::string file = "runtime_dir = \"/file/\"\n" + one_board;
  EXPECT_EQ(parse(one_board, {{"XDG_RUNTIME_DIR", "/run/user/7"}})->runtime_dir(),
            "/run/user/7/ballast");
  EXPECT_EQ(parse(file)->runtime_dir(), "/file");
  EXPECT_EQ(parse(file, {{"BALLAST_RUNTIME_DIR", "/environment"}})->runtime_dir(), "/environment");
  EXPECT_EQ(parse(file, {{"BALLAST_RUNTIME_DIR", "/environment"}}, {"/flag", {}})->runtime_dir(),
            "/flag");
  EXPECT_EQ(parse(one_board, {{"XDG_STATE_HOME", "/s"}})->state_dir(), "/s/ballast");
}

TEST(ClusterMap, NamesThisBoardByFlagThenEnvironment) {
  const auto map = parse(two_boards);
  const auto environment = environment_of({{"BALLAST_BOARD", "board-2"}});
  EXPECT_EQ(*this_board(*map, "board-1", environment), "board-1");
  EXPECT_EQ(*this_board(*map, {}, environment), "board-2");
  EXPECT_EQ(*this_board(*parse(one_board), {}, environment_of({})), "home");
  const auto missing = this_board(*map, "board-3", environment);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().allowed, "board-1, board-2");
}

TEST(ClusterMap, ReadsTheNamesOfInstances) {
  const auto name = parse_instance_name("evaluator-12@board-1");
  ASSERT_TRUE(name);
  EXPECT_EQ(name->role, "evaluator");
  EXPECT_EQ(name->number, 12);
  EXPECT_EQ(name->board, "board-1");
  for (const char* text : {"", "evaluator", "evaluator@home", "-1@home", "a-0@home", "a-x@home",
                           "a-1@", "a-1x@home", "a/b-1@home", "A-1@home"}) {
    EXPECT_FALSE(parse_instance_name(text)) << text;
  }
}

struct Mistake {
  const char* name;
  std::string text;
  std::string where;
  std::string what;
  std::string allowed;
};

class ClusterFile : public testing::TestWithParam<Mistake> {};

TEST_P(ClusterFile, IsRefusedWithPlaceReasonAndRemedy) {
  const auto map = parse(GetParam().text);
  ASSERT_FALSE(map);
  const auto& failure = map.error();
  EXPECT_EQ(failure.where, GetParam().where);
  EXPECT_NE(failure.what.find(GetParam().what), std::string::npos) << failure.what;
  EXPECT_NE(failure.allowed.find(GetParam().allowed), std::string::npos) << failure.allowed;
}

std::string board(const std::string& roles_text) {
  return "[[board]]\nid = \"home\"\nroles = { " + roles_text + " }\n";
}

INSTANTIATE_TEST_SUITE_P(
    Mistakes, ClusterFile,
    testing::Values(
        Mistake{"NoToml", "[[board]\n", "cluster.toml:1:9", "", "TOML"},
        Mistake{"NoBoard", "insecure = true\n", "cluster.toml: board", "no board", "[[board]]"},
        Mistake{"UnknownKey", "insecur = true\n" + one_board, "cluster.toml:1:1: insecur",
                "no such key", "did you mean insecure?"},
        Mistake{"UnknownKeyOfABoard", "[[board]]\nid = \"a\"\nadress = \"b\"\n",
                "cluster.toml:3:1: board.adress", "no such key", "did you mean address?"},
        Mistake{"UnknownRole", board("broker = 1, evalutor = 2"),
                "cluster.toml:3:23: board.roles.evalutor", "no such role",
                "did you mean evaluator?"},
        Mistake{"MissingBroker", board("evaluator = 2"), "cluster.toml:1:1: board.roles",
                "no board runs the broker", "broker = 1"},
        Mistake{"TwoCoordinators", board("broker = 1, coordinator = 2"),
                "cluster.toml:3:23: board.roles.coordinator", "makes two", "1"},
        Mistake{"TooManyReplicas", board("broker = 1, evaluator = 65"),
                "cluster.toml:3:35: board.roles.evaluator", "65 is out of range", "1 to 64"},
        Mistake{"CountIsText", board("broker = \"1\""), "cluster.toml:3:20: board.roles.broker",
                "whole number", "1 to 64"},
        Mistake{"CountIsAnotherWord", board("broker = 1, evaluator = \"many\""),
                "cluster.toml:3:35: board.roles.evaluator", "'many' is no count", "auto"},
        Mistake{"OnlyEvaluatorsFollow", board("broker = 1, generator = \"auto\""),
                "cluster.toml:3:35: board.roles.generator", "whole number", "1 to 64"},
        Mistake{"DuplicateBoard",
                "[[board]]\nid = \"a\"\naddress = \"127.0.0.1\"\nroles = { broker = 1 }\n"
                "[[board]]\nid = \"a\"\naddress = \"127.0.0.2\"\nroles = {}\n",
                "cluster.toml:6:6: board.id", "twice", "once"},
        Mistake{"MissingAddress", one_board + "[[board]]\nid = \"b\"\n",
                "cluster.toml:2:1: board.address", "has no address", "host name"},
        Mistake{"DuplicatePort", two_boards + "[ports]\nbus_in = 7400\n",
                "cluster.toml:11:10: ports.bus_in", "port 7400 is also taken by front_door",
                "once"},
        Mistake{"PortInARange", two_boards + "[ports]\nintake = 7700\n",
                "cluster.toml:11:10: ports.intake", "port 7700 is also taken by lanes", "once"},
        Mistake{"EphemeralPort", two_boards + "[ports]\nintake = 40000\n",
                "cluster.toml:11:10: ports.intake", "outgoing", "1024 to 32767"},
        Mistake{"PortOutOfRange", two_boards + "[ports]\nintake = 70000\n",
                "cluster.toml:11:10: ports.intake", "out of range", "1024 to 32767"},
        Mistake{"EmptyRange", two_boards + "[ports]\nlanes = [7800, 7700]\n",
                "cluster.toml:11:9: ports.lanes", "ends before it begins", "FIRST <= LAST"},
        Mistake{"TooFewPorts", two_boards + "[ports]\nrole_mailboxes = [7410, 7411]\n",
                "cluster.toml:11:18: ports.role_mailboxes", "2 ports for 3 roles", "one port"},
        Mistake{"PlainTcpOnAPublicAddress",
                "insecure = true\n[[board]]\nid = \"home\"\naddress = \"192.168.1.4\"\n"
                "roles = { broker = 1 }\n",
                "cluster.toml:4:11: board.address", "plain tcp would let anyone", "loopback"},
        Mistake{"RelativeKeys", "keys_dir = \"keys\"\n" + one_board, "cluster.toml:1:12: keys_dir",
                "no absolute path", "/"},
        Mistake{"RelativeDirectory", "runtime_dir = \"run\"\n" + one_board,
                "cluster.toml:1:15: runtime_dir", "no absolute path", "/"},
        Mistake{"LongDirectory", "runtime_dir = \"/" + std::string(90, 'r') + "\"\n" + one_board,
                "cluster.toml:1:15: runtime_dir", "bytes", "at most 107"},
        Mistake{"LimitTooSmall", one_board + "[limits]\nmailbox_mib = 1\n",
                "cluster.toml:6:15: limits.mailbox_mib", "out of range", "16 to"},
        Mistake{"LeaseOfNoTime", one_board + "[limits]\nlease_target_ms = 0\n",
                "cluster.toml:6:19: limits.lease_target_ms", "out of range", "1 to"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(ClusterFile, SaysHowLongALeaseIsAndHowLargeTheFirst) {
  const auto map = parse(one_board + "[limits]\nlease_target_ms = 5\nfirst_units = 1000\n");
  ASSERT_TRUE(map) << describe(map.error());
  EXPECT_EQ(map->limits().lease_target, std::chrono::milliseconds{5});
  EXPECT_EQ(map->limits().first_units, 1000U);
}

TEST(ClusterFile, ThatIsMissingIsSaidSo) {
  const auto map = ClusterMap::load("/nowhere/cluster.toml", roles);
  ASSERT_FALSE(map);
  EXPECT_EQ(map.error().kind, FailureKind::missing);
}

TEST(ClusterFile, OfTheProjectAreCorrect) {
  const std::string folder = std::string(BALLAST_SOURCE_ROOT) + "/etc/";
  for (const char* name : {"cluster.toml", "cluster-two-boards.toml", "cluster-balanced.toml"}) {
    const auto map = ClusterMap::load(folder + name, roles, {}, environment_of({}));
    EXPECT_TRUE(map) << describe(map.error());
  }
}

}  // namespace
}  // namespace ballast::broker
