#include "planner/ledger/ledger.hpp"

#include <set>
#include <string_view>
#include <utility>

#include "planner/ledger/entry_checks.hpp"

namespace ballast::planner::ledger {
namespace {

tl::unexpected<Failure> refused(const Entry& entry, std::string what, std::string allowed) {
  return tl::unexpected(
      Failure{FailureKind::conflict, std::move(what), "entry " + entry.id, std::move(allowed)});
}

}  // namespace

std::vector<bool> standing(std::span<const Entry> entries) {
  std::set<std::string_view> reversed;
  for (const Entry& entry : entries) {
    if (entry.kind == EntryKind::reversal) reversed.insert(entry.reverses);
  }
  std::vector<bool> out;
  out.reserve(entries.size());
  for (const Entry& entry : entries) {
    out.push_back(entry.kind != EntryKind::reversal && !reversed.contains(entry.id));
  }
  return out;
}

Result<Books> replay(std::span<const Entry> entries, const BookedVisitor& visit) {
  Books books;
  const auto stands = standing(entries);
  for (std::size_t place = 0; place < entries.size(); ++place) {
    if (!stands[place]) continue;
    const auto booked = books.apply(entries[place]);
    if (!booked) return tl::unexpected(booked.error());
    if (visit) visit(entries[place], *booked);
  }
  return books;
}

std::size_t booked_by(std::span<const Entry> entries, Date day) {
  std::size_t count = 0;
  while (count < entries.size() && entries[count].day <= day) ++count;
  return count;
}

Result<Ledger> Ledger::of(std::vector<Entry> entries) {
  Ledger out;
  for (const Entry& entry : entries) {
    if (auto sound = check_entry(entry, std::nullopt); !sound) {
      return tl::unexpected(sound.error());
    }
    const std::size_t place = out.places_.size();
    if (!out.places_.emplace(entry.id, place).second) {
      return refused(entry, "an entry stands twice", "each id once");
    }
    if (entry.kind == EntryKind::reversal) out.reversed_.emplace(entry.reverses, place);
  }
  auto books = replay(entries);
  if (!books) return tl::unexpected(books.error());
  out.books_ = std::move(*books);
  out.entries_ = std::move(entries);
  return out;
}

Result<void> Ledger::reverse(const Entry& entry) {
  const Entry* target = find(entry.reverses);
  if (target == nullptr) {
    return refused(entry, "there is no entry " + entry.reverses + " to reverse", "an entry's id");
  }
  if (target->kind == EntryKind::reversal) {
    return refused(entry, "a reversal cannot be reversed", "what it reversed is booked anew");
  }
  if (reversed_.contains(entry.reverses)) {
    return refused(entry, entry.reverses + " was reversed before", "each entry once");
  }
  entries_.push_back(entry);
  auto books = replay(entries_);
  entries_.pop_back();
  if (!books) {
    return refused(entry,
                   "without " + entry.reverses + " what was booked since cannot be: " +
                       books.error().what + " in " + books.error().where,
                   "reverse what was booked since first");
  }
  books_ = std::move(*books);
  return {};
}

Result<Booked> Ledger::append(Entry entry, std::optional<Date> today) {
  if (auto sound = check_entry(entry, today); !sound) return tl::unexpected(sound.error());
  if (places_.contains(entry.id)) {
    return refused(entry, "an entry of this id was booked before", "a new id");
  }
  Booked out;
  if (entry.kind == EntryKind::reversal) {
    if (auto done = reverse(entry); !done) return tl::unexpected(done.error());
    reversed_.emplace(entry.reverses, entries_.size());
  } else {
    auto booked = books_.apply(entry);
    if (!booked) return booked;
    out = std::move(*booked);
  }
  places_.emplace(entry.id, entries_.size());
  entries_.push_back(std::move(entry));
  return out;
}

const Entry* Ledger::find(const std::string& id) const {
  const auto at = places_.find(id);
  return at == places_.end() ? nullptr : &entries_[at->second];
}

}  // namespace ballast::planner::ledger
