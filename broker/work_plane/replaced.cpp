#include "broker/work_plane/replaced.hpp"

#include <algorithm>

namespace ballast::broker {

namespace {

constexpr std::size_t processes_kept = 1024;

}  // namespace

void Replaced::add(std::string_view instance, std::uint64_t incarnation) {
  if (holds(instance, incarnation)) return;
  processes_.push_back({std::string(instance), incarnation});
  if (processes_.size() > processes_kept) processes_.pop_front();
}

bool Replaced::holds(std::string_view instance, std::uint64_t incarnation) const {
  return std::ranges::any_of(processes_, [&](const Process& process) {
    return process.incarnation == incarnation && process.instance == instance;
  });
}

}  // namespace ballast::broker
