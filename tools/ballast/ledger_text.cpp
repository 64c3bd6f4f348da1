#include "tools/ballast/ledger_text.hpp"

#include <fmt/format.h>

#include "tools/ballast/show_report.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

void add_accounts(Table& table, const std::vector<messages::WorkAccount>& accounts) {
  for (const messages::WorkAccount& account : accounts) {
    table.add({account.name, grouped(account.leased), grouped(account.applied),
               grouped(account.duplicates), grouped(account.expired), grouped(account.units),
               duration(account.busy_ms)});
  }
}

}  // namespace

std::string ledger_text(const messages::PlanReport& report) {
  if (!report.run) return fmt::format("plan {}: no work yet\n", report.plan_id);
  const messages::WorkLedger& ledger = report.run->ledger;
  Table table({{"worker or board"},
               {"leased", Align::right},
               {"applied", Align::right},
               {"duplicate", Align::right},
               {"expired", Align::right},
               {"sequences", Align::right},
               {"busy", Align::right}});
  add_accounts(table, ledger.workers);
  add_accounts(table, ledger.boards);
  return fmt::format(
             "plan {}: issued {} = applied {} + set aside {} + abandoned {}; leased {} = applied "
             "{} "
             "+ duplicate {} + expired {}; {}\n",
             report.plan_id, ledger.issued, ledger.applied, ledger.set_aside, ledger.abandoned,
             ledger.leased, ledger.applied, ledger.duplicates, ledger.expired,
             ledger.balances ? "it balances" : "it does not balance (yet)") +
         table.text();
}

std::string queue_text(const messages::PlanProgress& progress) {
  return fmt::format("plan {} {}: {} of {}, {} waiting, {} leased, {} workers, {}\n",
                     short_id(progress.plan_id), progress.stage, grouped(progress.done),
                     grouped(progress.total), progress.waiting, progress.open_leases,
                     progress.workers, rate(progress.rate_per_s));
}

}  // namespace ballast::tools
