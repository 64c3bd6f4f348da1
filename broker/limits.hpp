// Every limit of the transport in one place, each with its reason: socket options, queues, times.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace ballast::broker::limits {

using std::chrono::milliseconds;

// ---- frames

/// A peer cannot make us allocate more than this for one part (ZMQ_MAXMSGSIZE closes the connection
/// of who tries). The largest honest part is a plan context or a table of prices.
inline constexpr std::int64_t frame_bytes_max = 16LL << 20;
/// Route, header, body and the bus's keep mark; anything longer is rubbish.
inline constexpr std::size_t parts_max = 4;
/// Routes are compared and kept as keys.
inline constexpr std::size_t route_bytes_max = 128;

// ---- sockets

/// Messages a socket holds for a peer before it blocks or drops. Bounds memory only roughly: kernel
/// buffers below swallow megabytes, so whatever must be bounded exactly is bounded by its owner.
inline constexpr int high_water_mark = 1000;
/// A mailbox socket holds few, so that what waits stays in the mailbox's own queue, where it can
/// expire and be reported.
inline constexpr int mailbox_high_water_mark = 16;
/// A lane carries at most its credit of batches and a context.
inline constexpr int lane_high_water_mark = 64;
/// Closing gives what is queued this long to leave; longer would hang a shutdown on a dead peer.
inline constexpr milliseconds linger{500};
/// A connection that does not come about is begun anew: the kernel by itself tries ever more
/// seldom, so that a link would be whole again long before anybody noticed.
inline constexpr milliseconds connect{2000};
/// A peer that connects and says nothing is dropped.
inline constexpr milliseconds handshake{3000};
/// A reconnect is quick at first, since a restarted broker is back within a second, then backs off.
inline constexpr milliseconds reconnect_first{20};
inline constexpr milliseconds reconnect_longest{1000};
/// On tcp a link that swallows everything is otherwise never noticed: the kernel asks a silent peer
/// and gives up one that answers nothing, sent or asked, for so long. Heartbeats of ZeroMQ would do
/// the same, but end the process of a reader that is full when its peer hangs up (libzmq 4.3.4,
/// `!_io_error`), and a healthy connection to who is busy. Workers beat by themselves, and are
/// noticed sooner.
inline constexpr std::chrono::seconds silent_link{2};
inline constexpr std::chrono::seconds link_probe{1};
inline constexpr int link_probes = 8;
inline constexpr milliseconds unanswered_link{10'000};
/// Connections waiting to be accepted: a whole board may start at once.
inline constexpr int backlog = 128;

// ---- mailboxes of the broker

inline constexpr std::size_t mailbox_messages_max = 1024;
inline constexpr std::size_t mailbox_bytes_max = 32U << 20U;
/// Mailboxes for roles and instances together; each is a socket.
inline constexpr std::size_t mailboxes_max = 512;
/// An instance that was silent this long gives its mailbox back.
inline constexpr milliseconds mailbox_idle{600'000};
/// How often the broker looks for what expired.
inline constexpr milliseconds expiry_check{50};

// ---- the bus

/// State topics whose last value is kept, and their bytes altogether.
inline constexpr std::size_t last_values_max = 4096;
inline constexpr std::size_t last_values_bytes_max = 32U << 20U;
/// Senders and topics whose sequence numbers a reader follows.
inline constexpr std::size_t followed_sequences_max = 8192;

// ---- echoes

/// An actor's heartbeat comes back to it over the bus; after so many that did not, it connects to
/// the bus anew. The kernel has given up a link that is gone before, so this is for one that
/// swallows.
inline constexpr int unheard_beats_max = 10;
/// With every so many heartbeats an actor writes to its own mailbox and to that of its role.
inline constexpr int beats_per_letter = 4;
inline constexpr int unanswered_letters_max = 2;
/// Hellos of a worker that bring it no lane.
inline constexpr int unheard_hellos_max = 50;
/// Times that the intake waits for the piece it waited for before, though that was sent.
inline constexpr int repeated_windows_max = 15;

// ---- requests

/// A request without an answer is repeated after the first, then twice as long up to the longest.
inline constexpr milliseconds retry_first{250};
inline constexpr milliseconds retry_longest{2000};
/// Open requests of one actor.
inline constexpr std::size_t open_requests_max = 4096;
/// Commands whose replies an actor keeps to answer a repeat. The bytes bound is what matters on a
/// small board.
inline constexpr std::size_t replay_entries_max = 2048;
inline constexpr std::size_t replay_bytes_max = 8U << 20U;
/// Larger replies answer questions, which may be asked again; effects are told in few bytes.
inline constexpr std::size_t replay_reply_bytes_max = 1U << 20U;
/// A reply that nobody fetched is asked for again, so it need not wait for ever.
inline constexpr milliseconds reply_ttl{30'000};

// ---- files

/// A file that sets something up: cluster, planner, keys, a zone of time.
inline constexpr std::size_t settings_file_bytes_max = 1U << 20U;

// ---- keys

/// Keys on the list, the revoked and ended ones included.
inline constexpr std::size_t enrolled_keys_max = 1024;
/// Refused handshakes that wait to be told.
inline constexpr std::size_t refusals_max = 64;
/// How old what is known of the list may be when a message comes that somebody sent who was let in
/// before, and how often who is inside is held against it.
inline constexpr milliseconds list_look{250};
/// Of one key: at which doors it was let in, and from where. Beyond it, no address is told apart.
inline constexpr std::size_t entries_of_key_max = 1024;

// ---- actors

/// An actor tells that it lives this often; three missed beats and it counts as gone.
inline constexpr milliseconds actor_heartbeat{1000};
inline constexpr int actor_heartbeats_missed = 3;
inline constexpr std::size_t registry_entries_max = 512;
/// An actor that has no mailbox yet asks again.
inline constexpr milliseconds open_mailbox_retry{100};
/// Messages handled between two looks at the clock, so that a flood starves no timer.
inline constexpr int messages_per_turn = 64;
/// The longest wait of a loop without timers.
inline constexpr milliseconds poll_longest{1000};
/// A refused frame of one reason is reported again only after this time.
inline constexpr std::size_t reject_reasons_max = 64;

// ---- stuck actors

/// An actor that gets nothing done for so long, though it has something to do, is ended and started
/// again. Far beyond the longest honest command, an import of all prices on a small board.
inline constexpr milliseconds stuck_after{60'000};
/// Looks that must all have seen nothing done; and the longest pause between two, so that a service
/// manager that waits some 30 s is fed in time.
inline constexpr int looks_least = 10;
inline constexpr milliseconds look_longest{5000};
/// Until an actor gets its first thing done: who starts it waits to hear of that.
inline constexpr milliseconds look_until_ready{50};

// ---- work

/// A batch is cut so that a worker needs this long: much shorter is all transport, much longer lets
/// the last batches decide how long a plan takes.
inline constexpr milliseconds lease_target{40};
/// The first batch of a worker whose rate is not known; small, as the worker may be slow or the
/// work hard. Batches grow sixteenfold from one to the next, so that little is lost by it.
inline constexpr std::uint64_t first_units = 4;

// ---- stores

/// Writers wait this long for a reader's snapshot to end.
inline constexpr milliseconds store_busy{5000};
/// Handled commands whose replies a store keeps; a sender repeats for minutes, not for this many.
inline constexpr std::int64_t handled_commands_max = 10'000;
/// A log of so many pages is brought into its file by the commit that made it so long.
inline constexpr int store_log_pages_max = 4000;
/// Larger files are not read through at every start, which takes at most 1 s.
inline constexpr std::uintmax_t store_checked_bytes_max = 16U << 20U;

static_assert(link_probes >= 3, "one lost probe must not cut a link");
static_assert(silent_link + link_probes * link_probe <= unanswered_link);
static_assert(reconnect_first < reconnect_longest);
static_assert(connect > reconnect_longest, "one lost packet must not end a connection's beginning");
static_assert(retry_first < retry_longest);
static_assert(mailbox_high_water_mark < high_water_mark);
static_assert(4 * list_look < milliseconds{2000}, "who was revoked is out within two seconds");
static_assert(linger < retry_longest, "a sender must outlive a closing peer");
static_assert(static_cast<std::size_t>(frame_bytes_max) <= mailbox_bytes_max,
              "a mailbox must hold at least one largest frame");
static_assert(static_cast<std::size_t>(frame_bytes_max) <= last_values_bytes_max);
static_assert(expiry_check < retry_first);
static_assert(stuck_after > 3 * store_busy, "who waits for a store is not stuck");

}  // namespace ballast::broker::limits
