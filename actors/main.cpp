// ballast-actor: the one program that can be any actor of a cluster.
//   ballast-actor ROLE [--instance N] [--board ID] [--cluster FILE] [--planner FILE] ...
// Ends with 0 when told to stop, 1 for an error (one sentence on stderr), 2 for wrong usage, 3 when
// it was stuck.

#include "actors/program.hpp"

int main(int argc, char** argv) {
  return ballast::actors::run_program(argc, argv, ballast::actors::run_role);
}
