// How the broker is asked over the network: within its budget, patiently, and what could do
// something twice only once. And how it is listened to.
#pragma once

#include "actors/trading/alpaca/alpaca_adapter.hpp"
#include "broker/identifiers.hpp"
#include "broker/pollable.hpp"

namespace ballast::actors::alpaca {

/// Returns what makes the connection for an adapter. All must outlive what it makes.
[[nodiscard]] AlpacaAdapter::HttpMaker polite_connection(broker::PollSet& pollables,
                                                         const broker::Clock& clock,
                                                         broker::RandomSource& random);

/// Returns what listens to the connection's stream. All must outlive what it makes.
[[nodiscard]] AlpacaAdapter::UpdatesMaker stream_of(const Connection& connection,
                                                    broker::PollSet& pollables,
                                                    broker::RandomSource& random);

}  // namespace ballast::actors::alpaca
