// What libzmq orders between two threads, told to ThreadSanitizer, which does not see into that
// library. Nothing in any other build.
#pragma once

#if defined(__SANITIZE_THREAD__)
#define BALLAST_UNDER_THREAD_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define BALLAST_UNDER_THREAD_SANITIZER 1
#endif
#endif

#ifdef BALLAST_UNDER_THREAD_SANITIZER
#include <sanitizer/tsan_interface.h>
#endif

namespace ballast::broker::hand_over {

#ifdef BALLAST_UNDER_THREAD_SANITIZER
/// One place for all messages: an order too many may hide a race, but invents none.
inline char place = 0;
#endif

/// Before a message goes out: all that this thread did stands before its receipt.
inline void give() {
#ifdef BALLAST_UNDER_THREAD_SANITIZER
  __tsan_release(&place);
#endif
}

/// After a message came in.
inline void take() {
#ifdef BALLAST_UNDER_THREAD_SANITIZER
  __tsan_acquire(&place);
#endif
}

}  // namespace ballast::broker::hand_over
