// All entries, in the order in which they were booked, and the books that follow from them.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "planner/ledger/books.hpp"

namespace ballast::planner::ledger {

/// Returns, for each entry, whether it stands: it is no reversal, and none names it.
[[nodiscard]] std::vector<bool> standing(std::span<const Entry> entries);

/// Is told of each entry that stands and of what it did.
using BookedVisitor = std::function<void(const Entry& entry, const Booked& booked)>;

/// Returns the books that the standing entries give. Failure: as Books::apply.
[[nodiscard]] Result<Books> replay(std::span<const Entry> entries,
                                   const BookedVisitor& visit = nullptr);

/// Returns how many entries, from the first, were booked by the end of a day: those before the
/// first one with a later day.
[[nodiscard]] std::size_t booked_by(std::span<const Entry> entries, Date day);

class Ledger {
 public:
  Ledger() = default;

  /// Takes entries that were accepted before. Failure where they cannot have been: as append.
  [[nodiscard]] static Result<Ledger> of(std::vector<Entry> entries);

  /// Books an entry at the end. A reversal takes its entry out of the history: it is refused where
  /// what was booked since could not have been without it. Failure, with nothing changed: as
  /// check_entry and Books::apply; conflict for an id that is taken, for a reversal of what is not
  /// there, is a reversal or was reversed.
  [[nodiscard]] Result<Booked> append(Entry entry, std::optional<Date> today);

  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] const Books& books() const { return books_; }
  /// Returns the entry of an id, or null.
  [[nodiscard]] const Entry* find(const std::string& id) const;

 private:
  [[nodiscard]] Result<void> reverse(const Entry& entry);

  std::vector<Entry> entries_;
  std::map<std::string, std::size_t> places_;    // of ids
  std::map<std::string, std::size_t> reversed_;  // by their reversals' places
  Books books_;
};

}  // namespace ballast::planner::ledger
