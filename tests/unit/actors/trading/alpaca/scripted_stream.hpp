// A stream whose server is the test.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "actors/network/message_stream.hpp"

namespace ballast::actors {

class ScriptedStream final : public MessageStream {
 public:
  struct Said {
    std::vector<std::string> texts;
    int pings = 0;
    int gone = 0;  // streams that were let go
  };

  explicit ScriptedStream(Said& said) : said_(said) {}
  ~ScriptedStream() override { ++said_.gone; }
  ScriptedStream(const ScriptedStream&) = delete;
  ScriptedStream& operator=(const ScriptedStream&) = delete;

  void send(std::string_view text) override { said_.texts.emplace_back(text); }
  void ping() override { ++said_.pings; }

 private:
  Said& said_;
};

}  // namespace ballast::actors
