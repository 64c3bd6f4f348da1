// Arduino's bridge to the router, as much of it as the sketch uses; it keeps what was provided and
// called.
#pragma once

#include <any>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace MsgPack {
using str_t = std::string;
}

class PlayedBridge {
 public:
  class Result {
   public:
    explicit Result(bool answer) : answer_(answer) {}
    template <class Value>
    bool result(Value& value) {
      value = answer_;
      return answer_;
    }

   private:
    bool answer_;
  };

  bool begin() { return true; }
  template <class Handler>
  bool provide_safe(const MsgPack::str_t& name, Handler handler) {
    if (!takes) return false;
    handlers[name] = handler;
    return true;
  }
  Result call(const MsgPack::str_t& method, const MsgPack::str_t& name) {
    calls.emplace_back(method, name);
    return Result(takes);
  }

  bool takes = true;  // else the router refuses names
  std::map<std::string, std::any> handlers;
  std::vector<std::pair<std::string, std::string>> calls;
};
inline PlayedBridge Bridge;
