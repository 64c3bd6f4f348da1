// How a loop is told to end: a descriptor that becomes readable, by another thread or by a signal.
#pragma once

namespace ballast::broker {

/// raise() may be called from any thread and from a signal handler, any number of times.
class StopFlag {
 public:
  StopFlag();
  ~StopFlag();
  StopFlag(const StopFlag&) = delete;
  StopFlag& operator=(const StopFlag&) = delete;

  void raise() noexcept;
  /// Readable once raised, for ever.
  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] bool raised() const;

 private:
  int descriptor_;
};

/// SIGTERM and SIGINT as a descriptor. REQUIRES: made on the first thread before any other starts,
/// the ones of ZeroMQ included, since it blocks both signals for all of them.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  /// Readable from the first signal on.
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace ballast::broker
