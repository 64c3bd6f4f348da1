#include "tools/ballast/year_page.hpp"

#include <array>

#include <fmt/format.h>

#include "tools/report/markup.hpp"
#include "tools/report/numbers.hpp"

namespace ballast::tools {
namespace {

using planner::Money;

constexpr std::string_view page_style = R"(
:root { color-scheme: light dark; --ink: #1c2430; --quiet: #5b6675; --rule: #d7dce3;
  --paper: #ffffff; --loss: #a8321f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --quiet: #98a3b3; --rule: #333c49;
  --paper: #14181e; --loss: #f0937f; } }
@media print { :root { --ink: #000000; --quiet: #444444; --rule: #bbbbbb; --paper: #ffffff;
  --loss: #000000; } section { break-inside: avoid-page; } }
body { margin: 2rem auto; max-width: 62rem; padding: 0 1rem; background: var(--paper);
  color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
p, th { color: var(--quiet); }
div { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0.6rem; text-align: left; border-bottom: 1px solid var(--rule);
  white-space: nowrap; font-weight: normal; }
.n { text-align: right; } .loss { color: var(--loss); } tfoot td { font-weight: 600; }
.summary { width: auto; } .id { color: var(--quiet); font-size: 0.8rem; }
small { display: block; color: var(--quiet); }
@media (max-width: 44rem) { .id { display: none; } th, td { padding: 0.3rem; }
  body { margin: 1rem auto; font-size: 13px; } }
)";

struct Heading {
  std::string_view kind;
  std::string_view title;
};
constexpr std::array<Heading, 5> headings = {{{"gain", "Realised gains, lot by lot"},
                                              {"dividends", "Dividends, before tax"},
                                              {"interest", "Interest, before tax"},
                                              {"fees", "Fees"},
                                              {"taxes", "Taxes withheld"}}};

std::string cell(std::string_view text, std::string_view kind = "") {
  return fmt::format("<td class=\"{}\">{}</td>", kind, escaped(text));
}

std::string sum_cell(std::optional<Money> money) {
  if (!money) return cell("unknown", "n");
  return cell(grouped(*money), *money < Money{} ? "n loss" : "n");
}

/// In the base currency, and below it in that of the line where it is another.
std::string cell(std::optional<Money> base, std::optional<Money> own, const YearLine& line,
                 const YearTable& year) {
  std::string out = sum_cell(base);
  if (line.currency == year.base_currency || !own) return out;
  const std::string_view end = "</td>";
  return out.substr(0, out.size() - end.size()) +
         fmt::format("<small>{} {}</small></td>", escaped(line.currency), grouped(*own));
}

std::string head_row(std::initializer_list<std::string_view> texts,
                     std::initializer_list<std::string_view> numbers) {
  std::string out = "<thead><tr>";
  for (const auto text : texts) out += fmt::format("<th>{}</th>", text);
  for (const auto text : numbers) out += fmt::format("<th class=\"n\">{}</th>", text);
  return out + "<th class=\"id\">entry</th></tr></thead>\n<tbody>\n";
}

/// `before` columns stand left of the sum.
std::string section(const Heading& what, const std::string& rows, std::size_t before,
                    const YearTable& year) {
  return fmt::format(
      "<section><h2>{}</h2>\n<div><table>\n{}</tbody>\n<tfoot><tr><td colspan=\"{}\">Sum</td>{}"
      "<td class=\"id\"></td></tr></tfoot>\n</table></div></section>\n",
      what.title, rows, before, sum_cell(year.sums.at(std::string(what.kind))));
}

std::string gain_row(const YearLine& line, const YearTable& year) {
  return "<tr>" + cell(planner::format_date(line.day)) + cell(line.symbol) +
         cell(line.acquired ? planner::format_date(*line.acquired) : "unknown") +
         cell(line.quantity ? planner::ledger::format(*line.quantity) : "unknown", "n") +
         cell(line.base_proceeds, line.proceeds, line, year) +
         cell(line.base_cost, line.cost, line, year) +
         cell(line.base_amount, line.amount, line, year) + cell(line.entry, "id") + "</tr>\n";
}

std::string income_row(const YearLine& line, const YearTable& year) {
  return "<tr>" + cell(planner::format_date(line.day)) + cell(line.symbol) +
         cell(line.base_amount, line.amount, line, year) + cell(line.entry, "id") + "</tr>\n";
}

std::string section(const Heading& what, const YearTable& year) {
  const bool gains = what.kind == headings.front().kind;
  std::string rows =
      gains ? head_row({"sold", "security", "bought"}, {"shares", "proceeds", "cost", "gain"})
            : head_row({"day", "security"}, {"amount"});
  for (const YearLine& line : year.lines) {
    if (line.kind == what.kind) rows += gains ? gain_row(line, year) : income_row(line, year);
  }
  return section(what, rows, gains ? 6 : 2, year);
}

std::string summary(const YearTable& year) {
  std::string rows;
  for (const Heading& what : headings) {
    const auto sum = year.sums.find(std::string(what.kind));
    if (sum != year.sums.end()) {
      rows += "<tr>" + cell(what.title) + sum_cell(sum->second) + "</tr>\n";
    }
  }
  return "<table class=\"summary\"><tbody>\n" + rows + "</tbody></table>\n";
}

}  // namespace

std::string year_page(const YearTable& year) {
  std::string body = year.lines.empty() ? "<p>Nothing was sold, earned or paid in this year.</p>\n"
                                        : summary(year);
  for (const Heading& what : headings) {
    if (year.sums.contains(std::string(what.kind))) body += section(what, year);
  }
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>Ballast: {0}</title>\n<style>{1}</style>\n</head>\n<body>\n<h1>{0}</h1>\n"
      "<p>In {2}, at the rates that were booked with each entry. Unknown stands where a cost or a "
      "rate is not known; then there is no sum.</p>\n{3}</body>\n</html>\n",
      year.year, page_style, escaped(year.base_currency), body);
}

}  // namespace ballast::tools
