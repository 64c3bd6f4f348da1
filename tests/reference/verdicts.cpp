#include "tests/reference/verdicts.hpp"

#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

namespace ballast::reference {

double Tolerance::allowed(double expected) const {
  return absolute + relative * std::fabs(expected);
}

void Verdict::compare(const std::string& what, double value, double expected, Tolerance tolerance) {
  ++compared_;
  const double difference = std::fabs(value - expected);
  const double allowed = tolerance.allowed(expected);
  double ratio = difference == 0.0 ? 0.0 : difference / allowed;
  if (std::isnan(value) || std::isnan(ratio)) ratio = INFINITY;
  if (compared_ > 1 && ratio <= worst_) return;
  worst_ = ratio;
  worst_what_ = what;
  difference_ = difference;
  allowed_ = allowed;
}

void Verdict::refuse(std::string why) {
  refusal_ = std::move(why);
}

std::string Verdict::line() const {
  char text[256];
  std::snprintf(text, sizeof text, "%-5s %-42s %3zu numbers, worst %-28s off %.1e of %.1e",
                met() ? "ok" : "UNMET", name_.c_str(), compared_, worst_what_.c_str(), difference_,
                allowed_);
  std::string line = text;
  if (!refusal_.empty()) line += "; " + refusal_;
  if (!remark_.empty()) line += "; " + remark_;
  return line;
}

void report(const std::string& title, const std::vector<Verdict>& verdicts) {
  std::size_t met = 0;
  for (const Verdict& verdict : verdicts) {
    std::printf("%s\n", verdict.line().c_str());
    if (verdict.met()) {
      ++met;
    } else {
      ADD_FAILURE() << verdict.line();
    }
  }
  std::printf("%s: %zu of %zu cases met\n", title.c_str(), met, verdicts.size());
}

}  // namespace ballast::reference
