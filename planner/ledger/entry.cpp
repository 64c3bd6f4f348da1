#include "planner/ledger/entry.hpp"

#include <algorithm>

namespace ballast::planner::ledger {
namespace {

template <class Kind, class Names>
std::optional<Kind> kind_named(const Names& names, std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Kind>(at - names.begin());
}

std::string text_of(const Amount& amount) {
  return format_money(amount.money) + " " + amount.currency;
}

std::string subject_of(const Entry& entry) {
  std::string shares = " " + format(entry.quantity) + " " + entry.symbol;
  switch (entry.kind) {
    case EntryKind::opening:
    case EntryKind::removal:
      return shares;
    case EntryKind::buy:
    case EntryKind::sell:
      return shares + " for " + text_of(entry.amount);
    case EntryKind::dividend:
      return " " + text_of(entry.amount) + " of " + entry.symbol;
    case EntryKind::exchange:
      return " " + text_of(entry.amount) + " to " + text_of(entry.received.value_or(Amount{}));
    case EntryKind::split:
      return " " + std::to_string(entry.split.become) + " for " + std::to_string(entry.split.held) +
             " of " + entry.symbol;
    case EntryKind::method:
      return " " + std::string(name_of(entry.method));
    case EntryKind::reversal:
      return " of " + entry.reverses;
    default:
      return " " + text_of(entry.amount);
  }
}

}  // namespace

std::optional<EntryKind> entry_kind(std::string_view name) {
  return kind_named<EntryKind>(entry_kind_names, name);
}

std::optional<LotMethod> lot_method(std::string_view name) {
  return kind_named<LotMethod>(lot_method_names, name);
}

std::string describe(const Entry& entry) {
  return std::string(name_of(entry.kind)) + subject_of(entry) + " on " + format_date(entry.day);
}

}  // namespace ballast::planner::ledger
