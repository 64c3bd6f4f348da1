// Counts what a piece of code asks of the heap, through new and through malloc.
#pragma once

#include <cstddef>

namespace ballast::messages {

/// What has just been asked of the heap; for whatever replaces an allocating function.
void count_allocation(std::size_t bytes);

/// Counting begins with construction; one at a time, one thread.
class AllocationMeter {
 public:
  AllocationMeter();
  ~AllocationMeter();
  AllocationMeter(const AllocationMeter&) = delete;
  AllocationMeter& operator=(const AllocationMeter&) = delete;

  [[nodiscard]] std::size_t bytes() const;
};

}  // namespace ballast::messages
