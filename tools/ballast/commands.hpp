// The commands of the command line; each in its own file.
#pragma once

#include "tools/ballast/command.hpp"

namespace ballast::tools {

ExitCode run_auto(const std::vector<std::string>& words);
ExitCode run_backup(const std::vector<std::string>& words);
ExitCode run_display(const std::vector<std::string>& words);
ExitCode run_config(const std::vector<std::string>& words);
ExitCode run_evaluate(const std::vector<std::string>& words);
ExitCode run_execute(const std::vector<std::string>& words);
ExitCode run_frontier(const std::vector<std::string>& words);
ExitCode run_halt(const std::vector<std::string>& words);
ExitCode run_import(const std::vector<std::string>& words);
ExitCode run_keys(const std::vector<std::string>& words);
ExitCode run_optimize(const std::vector<std::string>& words);
ExitCode run_orders(const std::vector<std::string>& words);
ExitCode run_plan(const std::vector<std::string>& words);
ExitCode run_plans(const std::vector<std::string>& words);
ExitCode run_portfolio(const std::vector<std::string>& words);
ExitCode run_reconcile(const std::vector<std::string>& words);
ExitCode run_reduce(const std::vector<std::string>& words);
ExitCode run_report(const std::vector<std::string>& words);
ExitCode run_restore(const std::vector<std::string>& words);
ExitCode run_resume(const std::vector<std::string>& words);
ExitCode run_score(const std::vector<std::string>& words);
ExitCode run_settings(const std::vector<std::string>& words);
ExitCode run_status(const std::vector<std::string>& words);
ExitCode run_sweep(const std::vector<std::string>& words);
ExitCode run_tap(const std::vector<std::string>& words);
ExitCode run_universe(const std::vector<std::string>& words);

}  // namespace ballast::tools
