// The table of cases that a reference test prints: each is met or not, by how much.
#pragma once

#include <string>
#include <vector>

namespace ballast::reference {

/// |value - expected| <= absolute + relative * |expected|.
struct Tolerance {
  double absolute = 0.0;
  double relative = 0.0;

  [[nodiscard]] double allowed(double expected) const;
};

/// What became of one case: the number that was furthest off, in parts of what is allowed.
class Verdict {
 public:
  explicit Verdict(std::string name) : name_(std::move(name)) {}

  void compare(const std::string& what, double value, double expected, Tolerance tolerance);
  /// Counts the case as unmet, and says why.
  void refuse(std::string why);
  void remark(std::string text) { remark_ = std::move(text); }

  [[nodiscard]] bool met() const { return compared_ > 0 && refusal_.empty() && worst_ <= 1.0; }
  [[nodiscard]] std::string line() const;

 private:
  std::string name_;
  std::string worst_what_;
  double worst_ = 0.0;  // of the difference over what is allowed
  double difference_ = 0.0;
  double allowed_ = 0.0;
  std::size_t compared_ = 0;
  std::string refusal_;
  std::string remark_;
};

/// Prints all, and fails the running test for each that is unmet.
void report(const std::string& title, const std::vector<Verdict>& verdicts);

}  // namespace ballast::reference
