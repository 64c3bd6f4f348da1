// A server of the tests: it writes down what it is asked, and the test gives the answers.
#pragma once

#include <utility>
#include <vector>

#include "actors/network/http.hpp"

namespace ballast::actors {

struct AnsweredWire final : Http {
  struct Asked {
    HttpRequest request;
    Done done;
  };
  explicit AnsweredWire(std::vector<Asked>& asked) : asked_(asked) {}
  void send(HttpRequest request, Done done) override {
    asked_.push_back({std::move(request), std::move(done)});
  }

 private:
  std::vector<Asked>& asked_;
};

}  // namespace ballast::actors
