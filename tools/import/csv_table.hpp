// Tables with a header, which the actors that read tables of their own share.
#pragma once

#include "actors/imports/csv_table.hpp"
#include "tools/import/csv.hpp"

namespace ballast::tools {

using actors::CsvTable;

}  // namespace ballast::tools
