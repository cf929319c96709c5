#pragma once
// The bounds of HTTP forwarding that are not a listener's own settings.

#include "edge/dataplane/session/buffer_pool.h"
#include "platform/base/clock.h"
#include "platform/http/head.h"

namespace sluice::l7 {

// Room kept free before a head, so that rewriting can make it longer without moving the body behind it.
inline constexpr size_t head_room_bytes = 512;
// A head fits into one small buffer, of a request and of a response alike.
inline constexpr http::HeadLimits head_limits{
    .head_bytes_max = session::BufferPool::small_bytes - head_room_bytes, .target_bytes_max = 8 * 1024};

// Elements of a message's Connection headers. Each one is compared with every header.
inline constexpr size_t connection_options_max = 32;

// From the first byte of a request's head to its last.
inline constexpr base::Duration head_arrival_timeout = std::chrono::seconds(10);
// A body, either way, of which nothing moves.
inline constexpr base::Duration transfer_stall_timeout = std::chrono::seconds(60);
// After 101: a tunnel in which nothing moves.
inline constexpr base::Duration tunnel_idle_timeout = std::chrono::seconds(900);

// What is still taken from a client that is sending while its connection is closed with an answer on the way:
// closing on unread bytes would reset the connection and could destroy the answer.
inline constexpr base::Duration linger_timeout = std::chrono::seconds(2);
inline constexpr uint64_t linger_bytes_max = 4 * 1024 * 1024;

// Interim (1xx) responses before the final one.
inline constexpr int interim_responses_max = 100;

// Idle connections kept to a backend, by each worker and listener.
inline constexpr size_t upstream_idle_max = 256;
// Shorter than what servers commonly allow, so that hardly ever the server closes first.
inline constexpr base::Duration upstream_idle_time_max = std::chrono::seconds(20);

}  // namespace sluice::l7
