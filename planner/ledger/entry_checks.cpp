#include "planner/ledger/entry_checks.hpp"

#include <initializer_list>

#include "planner/model/currency.hpp"

namespace ballast::planner::ledger {
namespace {

constexpr Money largest_amount = Money::from_micros(1'000'000'000'000'000'000);

Result<void> wrong(const Entry& entry, std::string what, std::string allowed) {
  return tl::unexpected(Failure{FailureKind::invalid, std::move(what),
                                "entry " + entry.id.substr(0, entry_id_bytes_max),
                                std::move(allowed)});
}

Result<void> check_texts(const Entry& entry) {
  if (entry.id.empty() || entry.id.size() > entry_id_bytes_max) {
    return wrong(entry, "an entry needs an id", "1 to 320 bytes");
  }
  if (entry.account.empty()) return wrong(entry, "an entry needs an account", "such as main");
  for (const std::string* text : {&entry.account, &entry.symbol, &entry.price_unit,
                                  &entry.rate.source, &entry.reverses, &entry.note}) {
    if (text->size() > entry_text_bytes_max) {
      return wrong(entry, "a text is too long", "up to 1000 bytes");
    }
  }
  return {};
}

Result<void> check_currency(const Entry& entry, const std::string& currency) {
  const bool opens = entry.kind == EntryKind::opening || entry.kind == EntryKind::removal;
  if (is_currency(currency) || (opens && currency == no_currency)) return {};
  return wrong(entry, "'" + currency + "' is no currency", "such as EUR");
}

Result<void> check_sizes(const Entry& entry) {
  for (const Money money :
       {entry.amount.money, entry.fee, entry.tax, entry.received.value_or(Amount{}).money}) {
    if (money > largest_amount || money < -largest_amount) {
      return wrong(entry, "an amount is too large", "up to 1e12");
    }
  }
  if (entry.fee < Money{}) return wrong(entry, "the fee is negative", "from 0");
  if (entry.tax < Money{}) return wrong(entry, "the tax is negative", "from 0");
  if (entry.price < Price{}) return wrong(entry, "the price is negative", "from 0");
  if (entry.rate.per_base < Rate{}) {
    return wrong(entry, "the exchange rate is negative", "above 0, or 0 for unknown");
  }
  return {};
}

Result<void> check_shares(const Entry& entry) {
  if (entry.quantity <= Quantity{}) {
    return wrong(entry, "the quantity is not above zero", "above 0");
  }
  if (entry.quantity > quantity_max) {
    return wrong(entry, "so many shares cannot be counted", "up to 9e9");
  }
  if (entry.amount.money < Money{}) return wrong(entry, "the amount is negative", "from 0");
  return check_currency(entry, entry.amount.currency);
}

Result<void> check_cash(const Entry& entry) {
  if (entry.amount.money <= Money{}) return wrong(entry, "the amount is not above zero", "above 0");
  return check_currency(entry, entry.amount.currency);
}

Result<void> check_either_way(const Entry& entry) {
  if (entry.amount.money == Money{}) return wrong(entry, "the amount is zero", "another");
  return check_currency(entry, entry.amount.currency);
}

/// Tax that is withheld later than what it is of is an entry of its own, which brings nothing.
bool is_tax_alone(const Entry& entry) {
  return entry.amount.money == Money{} && entry.tax > Money{};
}

Result<void> check_interest(const Entry& entry) {
  return is_tax_alone(entry) ? check_currency(entry, entry.amount.currency)
                             : check_either_way(entry);
}

Result<void> check_dividend(const Entry& entry) {
  if (is_tax_alone(entry)) return check_currency(entry, entry.amount.currency);
  if (entry.tax + entry.fee > entry.amount.money) {
    return wrong(entry, "tax and fee are above the dividend",
                 "up to " + format_money(entry.amount.money));
  }
  return check_cash(entry);
}

Result<void> check_exchange(const Entry& entry) {
  if (auto given = check_cash(entry); !given) return given;
  if (!entry.received || entry.received->money <= Money{}) {
    return wrong(entry, "nothing was received for the money", "an amount above 0");
  }
  if (entry.received->currency == entry.amount.currency) {
    return wrong(entry, entry.amount.currency + " is exchanged for itself", "two currencies");
  }
  if (entry.rate.per_base <= Rate{} || entry.rate.source.empty()) {
    return wrong(entry, "an exchange needs its rate and who told it", "a rate above 0, a source");
  }
  return check_currency(entry, entry.received->currency);
}

Result<void> check_split(const Entry& entry) {
  for (const std::int64_t part : {entry.split.become, entry.split.held}) {
    if (part >= 1 && part <= split_part_max) continue;
    return wrong(entry, "a split has no such parts", "1 to 1000000 for 1 to 1000000");
  }
  if (entry.split.become == entry.split.held) {
    return wrong(entry, "a split of one for one changes nothing", "two numbers that differ");
  }
  return {};
}

Result<void> check_reversal(const Entry& entry) {
  if (!entry.reverses.empty() && entry.reverses != entry.id) return {};
  return wrong(entry, "a reversal needs the id of what it reverses", "of another entry");
}

Result<void> check_kind(const Entry& entry) {
  switch (entry.kind) {
    case EntryKind::opening:
    case EntryKind::removal:
    case EntryKind::buy:
    case EntryKind::sell:
      return check_shares(entry);
    case EntryKind::deposit:
    case EntryKind::withdrawal:
    case EntryKind::fee:
      return check_cash(entry);
    case EntryKind::balance:
      return check_either_way(entry);
    case EntryKind::interest:
      return check_interest(entry);
    case EntryKind::dividend:
      return check_dividend(entry);
    case EntryKind::exchange:
      return check_exchange(entry);
    case EntryKind::split:
      return check_split(entry);
    case EntryKind::method:
      return {};
    case EntryKind::reversal:
      return check_reversal(entry);
  }
  return wrong(entry, "an entry of no known kind", "a kind such as deposit");
}

}  // namespace

Result<void> check_entry(const Entry& entry, std::optional<Date> today) {
  if (auto texts = check_texts(entry); !texts) return texts;
  if (auto sizes = check_sizes(entry); !sizes) return sizes;
  if (today && entry.day > *today) {
    return wrong(entry, "its day, " + format_date(entry.day) + ", is in the future",
                 "up to " + format_date(*today));
  }
  return check_kind(entry);
}

}  // namespace ballast::planner::ledger
