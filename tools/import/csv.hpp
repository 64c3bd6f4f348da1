// The reader of CSV, which the actors that read tables of their own share.
#pragma once

#include "actors/imports/csv.hpp"

namespace ballast::tools {

using actors::cell_bytes_max;
using actors::cells_max;
using actors::CsvCell;
using actors::CsvMistake;
using actors::CsvReader;

}  // namespace ballast::tools
