#include "planner/model/failure.hpp"

namespace ballast::planner {

std::string describe(const Failure& failure) {
  std::string out;
  if (!failure.where.empty()) out += failure.where + ": ";
  out += failure.what;
  if (failure.allowed.rfind("did you mean", 0) == 0) {
    out += "; " + failure.allowed;
  } else if (!failure.allowed.empty()) {
    out += " (allowed: " + failure.allowed + ")";
  }
  return out;
}

}  // namespace ballast::planner
