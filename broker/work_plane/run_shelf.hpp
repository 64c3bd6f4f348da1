// The runs that a worker has the context of: a few, the oldest goes first.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

#include "broker/work_plane/work.hpp"
#include "messages/work.hpp"

namespace ballast::broker {

class RunShelf {
 public:
  RunShelf(Work& work, std::size_t kept) : work_(work), kept_(kept) {}
  ~RunShelf() { clear(); }
  RunShelf(const RunShelf&) = delete;
  RunShelf& operator=(const RunShelf&) = delete;

  /// Begins the run. One that another engine opened, or whose context cannot be read, is kept with
  /// the reason. Returns the run that had to go for it, or nothing ("").
  std::string put(messages::RunContext context);

  void close(std::string_view run);
  void clear();

  [[nodiscard]] bool holds(std::string_view run) const;
  /// Why the run's batches cannot be worked; empty: they can. REQUIRES: holds(run).
  [[nodiscard]] const std::string& refusal(std::string_view run) const;

 private:
  struct Entry {
    std::string run;
    std::string refusal;
  };

  [[nodiscard]] std::string begin(const messages::RunContext& context);
  void end(const Entry& entry);

  Work& work_;
  std::size_t kept_;
  std::deque<Entry> entries_;
};

}  // namespace ballast::broker
