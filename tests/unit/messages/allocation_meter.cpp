#include "tests/unit/messages/allocation_meter.hpp"

#include <cstdlib>
#include <new>

namespace {

bool counting = false;
std::size_t counted = 0;

void count(std::size_t bytes) {
  if (counting) counted += bytes;
}

}  // namespace

// The linker sends the calls of these names here (--wrap), and reserves the names for it.
// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {
void* __real_malloc(std::size_t size);
void* __real_realloc(void* block, std::size_t size);

void* __wrap_malloc(std::size_t size) {
  count(size);
  return __real_malloc(size);
}

void* __wrap_realloc(void* block, std::size_t size) {
  count(size);
  return __real_realloc(block, size);
}
}
// NOLINTEND(bugprone-reserved-identifier)

void* operator new(std::size_t size) {
  count(size);
  if (void* const block = __real_malloc(size == 0 ? 1 : size)) return block;
  throw std::bad_alloc();
}

void operator delete(void* block) noexcept {
  std::free(block);
}

void operator delete(void* block, std::size_t /*size*/) noexcept {
  std::free(block);
}

namespace ballast::messages {

AllocationMeter::AllocationMeter() {
  counted = 0;
  counting = true;
}

AllocationMeter::~AllocationMeter() {
  counting = false;
}

std::size_t AllocationMeter::bytes() const {
  return counted;
}

}  // namespace ballast::messages
