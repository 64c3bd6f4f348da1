#include "actors/imports/csv.hpp"

#include <utility>

#include <fmt/format.h>

#include "messages/utf8.hpp"

namespace ballast::actors {

using planner::Failure;
using planner::FailureKind;

CsvReader::CsvReader(std::string_view text, std::string name)
    : text_(text), name_(std::move(name)) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text_.substr(0, byte_order_mark.size()) == byte_order_mark) {
    text_.remove_prefix(byte_order_mark.size());
  }
}

void CsvReader::stop(std::size_t column, std::string what, std::string allowed) const {
  throw CsvMistake{{FailureKind::invalid, std::move(what),
                    fmt::format("{}:{}:{}", name_, line_, column), std::move(allowed)}};
}

bool CsvReader::next() {
  while (at_ < text_.size()) {
    line_ = next_line_;
    line_begin_ = at_;
    if (end_of_line()) continue;
    read_row();
    return true;
  }
  return false;
}

bool CsvReader::end_of_line() {
  if (at_ < text_.size() && text_[at_] == '\r' && text_.substr(at_, 2) == "\r\n") ++at_;
  if (at_ >= text_.size() || text_[at_] != '\n') return false;
  ++at_;
  ++next_line_;
  return true;
}

void CsvReader::read_row() {
  cells_.clear();
  while (true) {
    CsvCell cell;
    cell.column = at_ - line_begin_ + 1;
    if (cells_.size() == cells_max) {
      stop(cell.column, "too many cells", fmt::format("at most {}", cells_max));
    }
    if (at_ < text_.size() && text_[at_] == '"') {
      read_quoted(cell);
    } else {
      read_plain(cell);
    }
    if (!messages::is_utf8(cell.text)) stop(cell.column, "this text is not UTF-8", "UTF-8");
    cells_.push_back(std::move(cell));
    if (at_ >= text_.size() || end_of_line()) return;
    ++at_;
  }
}

void CsvReader::read_plain(CsvCell& cell) {
  while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n') {
    if (text_.substr(at_, 2) == "\r\n") return;
    if (text_[at_] == '"') {
      stop(at_ - line_begin_ + 1, "a quote inside an unquoted cell", "the whole cell in quotes");
    }
    append(cell, text_[at_++]);
  }
}

void CsvReader::read_quoted(CsvCell& cell) {
  ++at_;
  while (at_ < text_.size()) {
    const char byte = text_[at_++];
    if (byte == '\n') ++next_line_;
    if (byte != '"') {
      append(cell, byte);
    } else if (at_ < text_.size() && text_[at_] == '"') {
      append(cell, text_[at_++]);
    } else if (at_ >= text_.size() || text_[at_] == ',' || text_[at_] == '\n' ||
               text_.substr(at_, 2) == "\r\n") {
      return;
    } else {
      stop(cell.column, "text after the closing quote", "a comma or the end of the line");
    }
  }
  stop(cell.column, "the quote is never closed", "a closing quote");
}

void CsvReader::append(CsvCell& cell, char byte) const {
  if (byte == '\0') stop(cell.column, "a zero byte in the text", "UTF-8 text");
  if (cell.text.size() == cell_bytes_max) {
    stop(cell.column, "the cell is too long", fmt::format("at most {} bytes", cell_bytes_max));
  }
  cell.text.push_back(byte);
}

}  // namespace ballast::actors
