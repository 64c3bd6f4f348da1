// The text of a file within a bound, which the actors that read files of their own share.
#pragma once

#include "actors/imports/text_file.hpp"

namespace ballast::tools {

using actors::read_text_file;
using actors::text_bytes_max;

}  // namespace ballast::tools
