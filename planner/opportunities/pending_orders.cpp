#include "planner/opportunities/pending_orders.hpp"

#include <algorithm>

#include "planner/opportunities/account.hpp"

namespace ballast::planner {
namespace {

void buy(const PendingOrder& order, const PlanInputs& inputs, std::uint32_t index,
         BooksAfter& books) {
  const auto at = books.shares.find(index);
  if (at == books.shares.end()) {
    books.shares[index] = {order.quantity, order.price, inputs.as_of};
  } else {
    at->second.quantity += order.quantity;
  }
  books.cash.push_back({inputs.securities[index].currency, -(order.quantity * order.price)});
}

void sell(const PendingOrder& order, std::uint32_t index, BooksAfter& books) {
  const auto at = books.shares.find(index);
  if (at == books.shares.end()) return;
  at->second.quantity = std::max(0.0, at->second.quantity - order.quantity);
}

}  // namespace

BooksAfter after_pending(const PlanInputs& inputs) {
  BooksAfter books;
  books.cash = inputs.cash;
  for (const Position& position : inputs.positions) {
    const auto index = index_of_security(inputs, position.security);
    if (!index) continue;
    books.shares[*index] = {position.quantity, position.average_price, position.first_bought};
  }
  for (const PendingOrder& order : inputs.pending_orders) {
    const auto index = index_of_security(inputs, order.security);
    if (!index || !(order.quantity > 0.0) || !(order.price > 0.0)) continue;
    if (order.side == Side::buy) {
      buy(order, inputs, *index, books);
    } else {
      sell(order, *index, books);
    }
  }
  return books;
}

}  // namespace ballast::planner
