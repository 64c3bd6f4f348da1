// The test's web server as a process of its own: server.py beside this.
#pragma once

#include <sys/types.h>

#include <string>

namespace ballast::actors {

class Server {
 public:
  /// `directory`: where a certificate is made, for TLS; empty for an open line.
  explicit Server(std::string directory = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] const std::string& port() const { return port_; }
  [[nodiscard]] std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + port_ + path;
  }

 private:
  pid_t process_ = 0;
  int lifeline_ = -1;
  std::string port_;
};

}  // namespace ballast::actors
