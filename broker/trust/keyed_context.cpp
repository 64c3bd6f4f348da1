#include "broker/trust/keyed_context.hpp"

#include <string>
#include <tuple>

namespace ballast::broker {
namespace {

Result<void> check_this_library() {
  int major = 0;
  int minor = 0;
  int patch = 0;
  zmq_version(&major, &minor, &patch);
  return check_library(major, minor, patch, zmq_has("curve") == 1);
}

}  // namespace

Result<void> KeyedContext::guard() {
  const std::lock_guard lock(mutex_);
  if (keeper_) return {};
  auto keeper = Gatekeeper::start(*this, *trust_, refusals_);
  if (!keeper) return tl::unexpected(keeper.error());
  keeper_ = std::move(*keeper);
  return {};
}

Result<std::unique_ptr<KeyedContext>> context_for(const ClusterMap& map, std::string_view role,
                                                  std::string_view board, const Clock& clock) {
  if (!map.wants_keys()) return std::make_unique<KeyedContext>();
  if (auto able = check_this_library(); !able) return tl::unexpected(able.error());
  auto trust = Trust::load(map, role, board, clock);
  if (!trust) return tl::unexpected(trust.error());
  return std::make_unique<KeyedContext>(std::move(*trust));
}

Result<void> check_library(int major, int minor, int patch, bool curve) {
  const auto version =
      std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch);
  if (std::tuple(major, minor, patch) < std::tuple(4, 3, 3)) {
    return tl::unexpected(Failure{
        FailureKind::refused,
        "libzmq " + version + " can be brought down by a stranger before keys are looked at",
        "libzmq", "4.3.3 or newer"});
  }
  if (curve) return {};
  return tl::unexpected(Failure{FailureKind::refused, "libzmq " + version + " has no CURVE",
                                "libzmq", "one built with libsodium"});
}

}  // namespace ballast::broker
