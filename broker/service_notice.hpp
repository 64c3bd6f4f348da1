// Telling systemd, if it started this process, that it is ready and that it lives. The protocol is
// one datagram to the address in NOTIFY_SOCKET; libsystemd would bring half a dozen libraries into
// every small actor for it.
#pragma once

#include <string>
#include <string_view>

namespace ballast::broker {

/// Sends a state, such as "READY=1" or "WATCHDOG=1", to `address`: an absolute path, or '@' and a
/// name of the abstract kind. Returns whether it was taken; never blocks. An empty address: nobody
/// waits for it.
bool notify_service(const std::string& address, std::string_view state);

}  // namespace ballast::broker
