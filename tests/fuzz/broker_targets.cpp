// What a broker answers: bytes from another house.
#include <array>

#include "actors/trading/alpaca/answers.hpp"
#include "actors/trading/alpaca/outcome.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/unit/actors/trading/alpaca/sample_answers.hpp"

namespace ballast::fuzz {
namespace {

namespace alpaca = actors::alpaca;
using planner::ledger::Price;
using planner::ledger::Quantity;

constexpr Quantity no_shares;

void require_sound(const alpaca::OrderAnswer& order) {
  require(!order.id.empty() && !order.client_order_id.empty(), "an order without an id");
  require(order.filled >= no_shares && order.quantity >= no_shares, "an order of fewer than none");
  require(order.quantity == no_shares || order.filled <= order.quantity, "filled beyond the order");
  require(order.status_known || order.standing == alpaca::OrderStanding::open,
          "an unknown status ends an order");
}

void require_sound(const alpaca::ActivityPage& page, const alpaca::AnswerContext& context) {
  require(page.fills.size() + page.cash.size() + page.others.size() == page.rows,
          "a row is lost or doubled");
  for (const auto& fill : page.fills) {
    require(!fill.id.empty() && fill.quantity > no_shares && fill.price > Price{}, "a wrong fill");
    require(fill.at <= context.now + context.skew, "a fill of the future");
  }
  for (const auto& row : page.cash) require(!row.id.empty(), "a row without an id");
}

template <class Answer, class Check>
void require_told(const planner::Result<Answer>& answer, Check check) {
  if (!answer) return require_sentence(answer.error());
  check(*answer);
}

using AnswerReader = void (*)(std::string_view body);
constexpr std::array<AnswerReader, 8> readers = {
    [](std::string_view body) {
      require_told(alpaca::read_account(body, alpaca::sample_context()), [](const auto& account) {
        require(account.currency == "USD", "an account in another currency");
      });
    },
    [](std::string_view body) {
      require_told(alpaca::read_positions(body), [](const auto& positions) {
        for (const auto& position : positions) {
          require(position.quantity != no_shares, "a position of nothing");
        }
      });
    },
    [](std::string_view body) {
      require_told(alpaca::read_order(body, alpaca::sample_context()),
                   [](const auto& order) { require_sound(order); });
    },
    [](std::string_view body) {
      require_told(alpaca::read_orders(body, alpaca::sample_context()), [](const auto& orders) {
        for (const auto& order : orders) require_sound(order);
      });
    },
    [](std::string_view body) {
      require_told(alpaca::read_activities(body, alpaca::sample_context()),
                   [](const auto& page) { require_sound(page, alpaca::sample_context()); });
    },
    [](std::string_view body) {
      require_told(alpaca::read_clock(body), [](const auto& clock) {
        require(alpaca::parse_instant(alpaca::format_instant(clock.now)) == clock.now,
                "a time does not come back from its text");
      });
    },
    [](std::string_view body) {
      require_told(alpaca::read_calendar(body), [](const auto& days) {
        for (const auto& day : days) {
          require(day.open_minute < day.close_minute, "a session without a minute");
        }
      });
    },
    [](std::string_view body) {
      const auto judged = alpaca::judge(404, body);
      require(
          judged.outcome == alpaca::Outcome::missing || judged.outcome == alpaca::Outcome::doubtful,
          "a 404 means something else");
      require(!judged.text.empty(), "an error without a word");
    }};

void read_broker_answer(std::string_view bytes) {
  const std::size_t reader = choose(bytes, readers.size());
  readers.at(reader)(bytes);
}

std::vector<std::string> honest_broker_answers() {
  const std::vector<std::string> samples = {
      alpaca::sample_account,           alpaca::sample_positions,  alpaca::sample_order,
      "[" + alpaca::sample_order + "]", alpaca::sample_activities, alpaca::sample_clock,
      alpaca::sample_calendar,          alpaca::sample_error};
  std::vector<std::string> out;
  for (const std::string& sample : samples) {
    out.push_back(static_cast<char>(out.size()) + sample);
  }
  return out;
}

}  // namespace

std::vector<Target> broker_targets() {
  return {{"alpaca", read_broker_answer, honest_broker_answers}};
}

}  // namespace ballast::fuzz
