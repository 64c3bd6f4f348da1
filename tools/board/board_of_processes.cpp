#include "tools/board/board_of_processes.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "actors/roles.hpp"

namespace ballast::tools {
namespace {

using std::filesystem::path;

const char* const board_id = "home";

void write_file(const path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  if (!stream.flush()) throw std::runtime_error("cannot write " + file.string());
}

std::string port_lines(int first) {
  const auto port = [first](int offset) { return std::to_string(first + offset); };
  return "[ports]\nfront_door = " + port(0) + "\nbus_in = " + port(1) + "\nbus_out = " + port(2) +
         "\nintake = " + port(3) + "\nrole_mailboxes = [" + port(4) + ", " + port(15) +
         "]\ninstance_mailboxes = [" + port(16) + ", " + port(39) + "]\nlanes = [" + port(40) +
         ", " + port(BoardOfProcesses::ports_used - 1) + "]\n";
}

std::string cluster_text(const path& directory, const BoardSettings& settings) {
  const bool tcp = settings.first_port > 0;
  std::string text = tcp ? "insecure = true\n" : "";
  text += "runtime_dir = \"" + (directory / "run").string() + "\"\nstate_dir = \"" +
          (directory / "state").string() + "\"\n[[board]]\nid = \"" + board_id + "\"\n";
  if (tcp) text += "address = \"127.0.0.1\"\n";
  text += "[board.roles]\n";
  for (const std::string& role : actors::planning_roles()) {
    text += role + (role == "evaluator" ? " = 5\n" : " = 1\n");
  }
  if (tcp) text += port_lines(settings.first_port);
  return text + "[limits]\n" + settings.limits;
}

broker::ClusterMap prepare(const path& directory, const BoardSettings& settings) {
  std::filesystem::create_directories(directory / "run");
  std::filesystem::create_directories(directory / "state");
  if (!settings.stores.empty()) {
    std::filesystem::copy(settings.stores, directory / "state",
                          std::filesystem::copy_options::recursive);
  }
  write_file(directory / "cluster.toml", cluster_text(directory, settings));
  auto map =
      broker::ClusterMap::load((directory / "cluster.toml").string(), actors::known_roles(), {},
                               [](const char*) -> std::optional<std::string> { return {}; });
  if (!map) throw std::runtime_error(planner::describe(map.error()));
  return *map;
}

pid_t spawn(const std::vector<std::string>& words, const path& log) {
  std::vector<char*> arguments;
  std::vector<std::string> kept = words;
  arguments.reserve(kept.size() + 1);
  for (std::string& word : kept) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log.c_str(),
                                   O_WRONLY | O_CREAT | O_APPEND, 0600);
  posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
  pid_t pid = 0;
  const int error = ::posix_spawn(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot start " + words.front());
  return pid;
}

}  // namespace

BoardOfProcesses::BoardOfProcesses(const BoardSettings& settings)
    : actor_program_(settings.actor_program),
      planner_file_(settings.planner_file),
      map_(prepare(directory_.path(), settings)) {}

std::filesystem::path BoardOfProcesses::cluster_file() const {
  return directory_.path() / "cluster.toml";
}

BoardOfProcesses::~BoardOfProcesses() {
  for (const std::string& name : names()) end(name, SIGKILL);
}

void BoardOfProcesses::start(const std::string& name) {
  const std::size_t dash = name.rfind('-');
  const path here = directory_.path();
  processes_[name] =
      spawn({actor_program_.string(), name.substr(0, dash), "--instance", name.substr(dash + 1),
             "--board", board_id, "--cluster", cluster_file().string(), "--planner",
             planner_file_.string(), "--runtime-dir", (here / "run").string(), "--state-dir",
             (here / "state").string(), "--die-with-parent"},
            here / "log");
}

void BoardOfProcesses::run(const std::string& name, const std::vector<std::string>& words) {
  const path here = directory_.path();
  std::vector<std::string> all = words;
  all.insert(all.end(),
             {"--cluster", cluster_file().string(), "--planner", planner_file_.string(),
              "--runtime-dir", (here / "run").string(), "--state-dir", (here / "state").string()});
  processes_[name] = spawn(all, here / "log");
}

void BoardOfProcesses::start_all_but_evaluators() {
  for (const std::string& role : actors::planning_roles()) {
    if (role != "evaluator") start(role + "-1");
  }
}

void BoardOfProcesses::start_evaluators(int count) {
  for (int number = 1; number <= count; ++number) start("evaluator-" + std::to_string(number));
}

void BoardOfProcesses::kill(const std::string& name) {
  end(name, SIGKILL);
}

void BoardOfProcesses::freeze(const std::string& name) {
  ::kill(processes_.at(name), SIGSTOP);
}

void BoardOfProcesses::thaw(const std::string& name) {
  ::kill(processes_.at(name), SIGCONT);
}

int BoardOfProcesses::stop(const std::string& name) {
  return end(name, SIGTERM);
}

int BoardOfProcesses::interrupt(const std::string& name) {
  return end(name, SIGINT);
}

bool BoardOfProcesses::runs(const std::string& name) {
  const auto at = processes_.find(name);
  if (at == processes_.end()) return false;
  if (::waitpid(at->second, nullptr, WNOHANG) == 0) return true;
  processes_.erase(at);
  return false;
}

std::vector<std::string> BoardOfProcesses::names() const {
  std::vector<std::string> names;
  for (const auto& [name, pid] : processes_) names.push_back(name);
  return names;
}

std::string BoardOfProcesses::log() const {
  std::ifstream stream(directory_.path() / "log");
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

int BoardOfProcesses::end(const std::string& name, int signal) {
  const auto process = processes_.extract(name);
  if (process.empty()) return -1;
  ::kill(process.mapped(), signal);
  int status = 0;
  ::waitpid(process.mapped(), &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace ballast::tools
