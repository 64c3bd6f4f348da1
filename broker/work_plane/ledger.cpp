#include "broker/work_plane/ledger.hpp"

#include <algorithm>

namespace ballast::broker {

namespace {

bool parts_balance(const std::map<std::string, LeaseAccount>& parts, const LeaseAccount& total) {
  LeaseAccount sum;
  for (const auto& [name, part] : parts) {
    if (!part.balances()) return false;
    sum.leased += part.leased;
    sum.applied += part.applied;
    sum.duplicates += part.duplicates;
    sum.expired += part.expired;
    sum.units += part.units;
    sum.busy_ns += part.busy_ns;
  }
  return sum == total;
}

}  // namespace

bool Ledger::balances() const {
  return issued == total.applied + set_aside + abandoned && total.balances() &&
         parts_balance(by_worker, total) && parts_balance(by_board, total);
}

}  // namespace ballast::broker
