#include "tests/unit/actors/network/server.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <spawn.h>

#include <array>
#include <stdexcept>
#include <vector>

namespace ballast::actors {

Server::Server(std::string directory) {
  std::array<int, 2> in{};
  std::array<int, 2> out{};
  if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe");
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  std::string program = "python3";
  std::string script = BALLAST_SOURCE_ROOT "/tests/unit/actors/network/server.py";
  std::vector<char*> words = {program.data(), script.data()};
  if (!directory.empty()) words.push_back(directory.data());
  words.push_back(nullptr);
  const int failed =
      ::posix_spawnp(&process_, program.c_str(), &actions, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(in[0]);
  ::close(out[1]);
  lifeline_ = in[1];
  char digit = 0;
  while (failed == 0 && ::read(out[0], &digit, 1) == 1 && digit != '\n') port_ += digit;
  ::close(out[0]);
  if (port_.empty()) throw std::runtime_error("the server does not start");
}

Server::~Server() {
  ::close(lifeline_);
  ::waitpid(process_, nullptr, 0);
}

}  // namespace ballast::actors
