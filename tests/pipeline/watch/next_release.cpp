// What makes the program of another release, linked in place of the product's own: its version, and
// the digest of an engine that might decide otherwise.
#include <string>

#include "broker/version.hpp"
#include "planner/evaluation/engine_digest.hpp"

namespace ballast {

std::string broker::version() {
  return "0.2.0";
}

std::string planner::engine_digest() {
  return "4e6578740a" + std::string(54, '0');
}

}  // namespace ballast
