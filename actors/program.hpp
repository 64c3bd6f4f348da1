// The program that can be any actor: arguments, files, environment, log and watchdog around one
// role.
#pragma once

#include <functional>
#include <string>

#include "actors/roles.hpp"

namespace ballast::actors {

/// Runs one instance of a role until it is stopped; `run_role` is the one of the product.
using RunRole =
    std::function<broker::Result<void>(const std::string& role, int number, const RoleSettings&)>;

/// Returns the exit code: 0 when told to stop, 1 for an error (one sentence in the log), 2 for
/// wrong usage. A role that is stuck ends the process from within, with 3.
[[nodiscard]] int run_program(int argc, char** argv, const RunRole& run);

}  // namespace ballast::actors
