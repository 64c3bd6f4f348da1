// The README tells the truth: its tables are the code's, its examples decode and encode as written.
#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "messages/request_file.hpp"
#include "tests/unit/messages/body_kinds.hpp"
#include "tests/unit/messages/every_body.hpp"
#include "tests/unit/messages/field_words.hpp"

namespace ballast::messages {
namespace {

std::vector<std::string> readme_lines() {
  std::ifstream file(std::string(BALLAST_SOURCE_ROOT) + "/messages/README.md");
  EXPECT_TRUE(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::string without_backquotes(std::string text) {
  if (text.size() >= 2 && text.front() == '`' && text.back() == '`') {
    return text.substr(1, text.size() - 2);
  }
  return text;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line.substr(1));
  for (std::string cell; std::getline(stream, cell, '|');) {
    const std::size_t first = cell.find_first_not_of(' ');
    const std::size_t last = cell.find_last_not_of(' ');
    cells.push_back(first == std::string::npos ? "" : cell.substr(first, last - first + 1));
  }
  return cells;
}

/// The tables below headings that name one struct.
std::map<std::string, std::vector<FieldWords>> tables_of(const std::vector<std::string>& lines) {
  std::map<std::string, std::vector<FieldWords>> tables;
  std::string name;
  for (const std::string& line : lines) {
    if (line.starts_with("#")) {
      name = line.starts_with("### ") || line.starts_with("#### ") ? line.substr(line.find(' ') + 1)
                                                                   : "";
      if (name.find(' ') == std::string::npos && !name.empty()) tables[name];
    } else if (line.starts_with("| `") && tables.contains(name)) {
      const auto cells = cells_of(line);
      tables[name].push_back({without_backquotes(cells.at(0)), cells.at(1), cells.at(2)});
    }
  }
  return tables;
}

std::string as_rows(const std::vector<FieldWords>& rows) {
  std::string text;
  for (const FieldWords& row : rows) {
    text += "| `" + row.name + "` | " + row.type + " | " + row.absent + " |\n";
  }
  return text;
}

TEST(Readme, HoldsEveryStructFieldByField) {
  FieldTables tables;
  tables.add<Header>();
  tables.add<planner::PlanContext>();
  tables.add<RequestFile>();
  EveryBody::each([&tables]<class Body>(const Body& /*empty*/) { tables.add<Body>(); });
  const auto written = tables_of(readme_lines());
  for (const auto& [name, rows] : tables.all()) {
    ASSERT_TRUE(written.contains(name)) << name << " is not in messages/README.md";
    EXPECT_EQ(as_rows(written.at(name)), as_rows(rows)) << name;
  }
}

TEST(Readme, ListsEveryBodyAmongTheFrames) {
  std::string frames;
  for (const std::string& line : readme_lines()) frames += line + "\n";
  frames = frames.substr(frames.find("### Every frame"));
  frames = frames.substr(0, frames.find("### Header"));
  for (const BodyKind& kind : body_kinds()) {
    EXPECT_NE(frames.find("[" + std::string(kind.type) + "]"), std::string::npos) << kind.type;
  }
}

struct Example {
  std::string type;
  std::string bytes;
  std::string json;
};

void append_hex(std::string& bytes, std::string line) {
  line = line.substr(0, line.find('#'));
  std::istringstream stream(line);
  for (std::string byte; stream >> byte;) {
    unsigned value = 256;
    const auto end = std::from_chars(byte.data(), byte.data() + byte.size(), value, 16).ptr;
    EXPECT_TRUE(end == byte.data() + byte.size() && value < 256) << byte << " is no byte";
    bytes.push_back(static_cast<char>(value));
  }
}

std::vector<Example> examples_of(const std::vector<std::string>& lines) {
  std::vector<Example> examples;
  enum class Block { none, hex, json } block = Block::none;
  for (const std::string& line : lines) {
    if (line.starts_with("```hex ")) {
      examples.push_back({line.substr(7), "", ""});
      block = Block::hex;
    } else if (line == "```json" && !examples.empty()) {
      block = Block::json;
    } else if (line == "```") {
      block = Block::none;
    } else if (block == Block::hex) {
      append_hex(examples.back().bytes, line);
    } else if (block == Block::json) {
      examples.back().json += line;
    }
  }
  return examples;
}

void expect_example_holds(const BodyKind& kind, const Example& example) {
  const auto body = kind.decode(example.bytes);
  ASSERT_TRUE(body) << example.type << ": " << describe(body.error());
  EXPECT_EQ((*body)->encoded(), example.bytes) << example.type;
  const auto json = parse_json(example.json);
  ASSERT_TRUE(json) << example.type;
  EXPECT_EQ((*body)->json().dump(), json->dump()) << example.type;
  const auto read = kind.from_json(*json);
  ASSERT_TRUE(read) << example.type << ": " << describe(read.error());
  EXPECT_EQ((*read)->encoded(), example.bytes) << example.type;
}

TEST(Readme, ShowsExamplesThatHoldByteByByte) {
  const auto examples = examples_of(readme_lines());
  EXPECT_GE(examples.size(), 5U);
  for (const Example& example : examples) {
    const BodyKind* const kind = body_kind(example.type);
    ASSERT_NE(kind, nullptr) << example.type;
    expect_example_holds(*kind, example);
  }
}

}  // namespace
}  // namespace ballast::messages
