#include "planner/ledger/year.hpp"

#include "planner/ledger/ledger.hpp"

namespace ballast::planner::ledger {
namespace {

/// 1 for costs, -1 for income, 0 for what is neither.
int sign_of(BookAccount account) {
  switch (account) {
    case BookAccount::dividends:
    case BookAccount::interest:
      return -1;
    case BookAccount::fees:
    case BookAccount::taxes:
      return 1;
    default:
      return 0;
  }
}

YearLine line_of(const Entry& entry, const Posting& posting, int sign) {
  YearLine out{entry.id,     posting.account, entry.day,   entry.security,
               entry.symbol, posting.amount,  std::nullopt};
  if (sign < 0) out.amount.money = -out.amount.money;
  if (entry.rate.per_base > Rate{}) out.base = to_base(out.amount.money, entry.rate.per_base);
  return out;
}

}  // namespace

Result<Year> year_of(std::span<const Entry> entries, int year) {
  Year out;
  const auto books = replay(entries, [&](const Entry& entry, const Booked& booked) {
    if (std::chrono::year_month_day(entry.day).year() != std::chrono::year(year)) return;
    out.realised.insert(out.realised.end(), booked.realised.begin(), booked.realised.end());
    for (const Posting& posting : booked.postings) {
      const int sign = sign_of(posting.account);
      if (sign != 0) out.lines.push_back(line_of(entry, posting, sign));
    }
  });
  if (!books) return tl::unexpected(books.error());
  return out;
}

}  // namespace ballast::planner::ledger
