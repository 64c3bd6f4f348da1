#include "tests/unit/messages/allocation_meter.hpp"

namespace {

bool counting = false;
std::size_t counted = 0;

}  // namespace

// The linker sends the calls of these names here (--wrap), and reserves the names for it.
// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {
void* __real_malloc(std::size_t size);
void* __real_realloc(void* block, std::size_t size);

void* __wrap_malloc(std::size_t size) {
  ballast::messages::count_allocation(size);
  return __real_malloc(size);
}

void* __wrap_realloc(void* block, std::size_t size) {
  ballast::messages::count_allocation(size);
  return __real_realloc(block, size);
}
}
// NOLINTEND(bugprone-reserved-identifier)

namespace ballast::messages {

void count_allocation(std::size_t bytes) {
  if (counting) counted += bytes;
}

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
