// Products of two 64-bit numbers are formed in 128 bits.
#pragma once

namespace ballast::planner {

__extension__ typedef __int128 Wide;

}  // namespace ballast::planner
