// A value that a process shares with the children that it makes, and that outlives them.
#pragma once

#include <sys/mman.h>

#include <memory>
#include <stdexcept>
#include <type_traits>

namespace ballast::money {

template <class Value>
class SharedPages {
  static_assert(std::is_trivially_copyable_v<Value>, "it is shared byte by byte");

 public:
  SharedPages() {
    void* const pages =
        ::mmap(nullptr, sizeof(Value), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) throw std::runtime_error("no shared pages");
    value_ = std::construct_at(static_cast<Value*>(pages));
  }
  ~SharedPages() { ::munmap(value_, sizeof(Value)); }
  SharedPages(const SharedPages&) = delete;
  SharedPages& operator=(const SharedPages&) = delete;

  [[nodiscard]] Value& operator*() const { return *value_; }
  [[nodiscard]] Value* operator->() const { return value_; }

 private:
  Value* value_;
};

}  // namespace ballast::money
