#include "tools/report/table.hpp"

#include <algorithm>
#include <stdexcept>

namespace ballast::tools {
namespace {

/// A last column narrower than this is not wrapped: it would be a tower of words.
constexpr std::size_t narrowest_last = 16;

void append_cell(std::string& line, std::string_view cell, std::size_t width, Align align) {
  const std::string padding(width - std::min(width, display_width(cell)), ' ');
  if (align == Align::right) line += padding;
  line += cell;
  if (align == Align::left) line += padding;
}

void end_line(std::string& out, std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  out += line;
  out += '\n';
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  bool in_escape = false;
  for (const char c : text) {
    if (c == '\033') {
      in_escape = true;
    } else if (in_escape) {
      in_escape = c != 'm';
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++width;
    }
  }
  return width;
}

void Table::add(std::vector<std::string> cells) {
  if (cells.size() != columns_.size()) throw std::invalid_argument("a row needs a cell a column");
  rows_.push_back(std::move(cells));
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
  if (columns == 0 || display_width(text) <= columns) return {std::string(text)};
  std::vector<std::string> lines;
  std::string line;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && display_width(line) + 1 + display_width(word) > columns) {
      lines.push_back(std::move(line));
      line.clear();
    }
    if (!line.empty()) line += ' ';
    line += word;
  }
  lines.push_back(std::move(line));
  return lines;
}

std::string shortened(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  std::size_t end = 0;
  std::size_t width = 0;
  while (end < text.size() && width + 1 < columns) {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    ++width;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::vector<std::size_t> Table::widths() const {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t width = display_width(columns_[i].title);
    for (const auto& row : rows_) width = std::max(width, display_width(row[i]));
    widths.push_back(width);
  }
  return widths;
}

std::string Table::text(std::size_t indent, std::size_t columns) const {
  const std::vector<std::size_t> widths = this->widths();
  std::size_t start = indent;  // where the last cell begins
  for (std::size_t i = 0; i + 1 < widths.size(); ++i) start += widths[i] + 2;
  const std::size_t room = columns >= start + narrowest_last ? columns - start : 0;
  std::string out;
  const auto append_row = [&](const auto& cell_of) {
    std::string line(indent, ' ');
    for (std::size_t i = 0; i + 1 < columns_.size(); ++i) {
      append_cell(line, cell_of(i), widths[i], columns_[i].align);
      line += "  ";
    }
    const std::size_t last = columns_.size() - 1;
    const bool right = columns_[last].align == Align::right;
    for (const std::string& piece : wrapped(cell_of(last), right ? 0 : room)) {
      append_cell(line, piece, widths[last], columns_[last].align);
      end_line(out, std::move(line));
      line.assign(start, ' ');
    }
  };
  append_row([&](std::size_t i) -> const std::string& { return columns_[i].title; });
  for (const auto& row : rows_) {
    append_row([&](std::size_t i) -> const std::string& { return row[i]; });
  }
  return out;
}

}  // namespace ballast::tools
