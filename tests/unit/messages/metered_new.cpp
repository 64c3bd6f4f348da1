// Replaces new, so that the meter also counts what libraries ask of it.
#include <cstdlib>
#include <new>

#include "tests/unit/messages/allocation_meter.hpp"

// Past the wrapped malloc, which would count it twice.
extern "C" void* __real_malloc(std::size_t size);  // NOLINT(bugprone-reserved-identifier)

void* operator new(std::size_t size) {
  ballast::messages::count_allocation(size);
  if (void* const block = __real_malloc(size == 0 ? 1 : size)) return block;
  throw std::bad_alloc();
}

void operator delete(void* block) noexcept {
  std::free(block);
}

void operator delete(void* block, std::size_t /*size*/) noexcept {
  std::free(block);
}
