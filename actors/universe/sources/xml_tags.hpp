// The tags of an XML text with their attributes, one after the other and without a tree: ten years
// of rates are a tree of 40 MB, more than this actor may take. Text between tags is passed over.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "planner/model/failure.hpp"

namespace ballast::actors {

struct XmlTag {
  std::string_view name;  // without a namespace: Cube of <gesmes:Cube>
  std::vector<std::pair<std::string_view, std::string_view>> attributes;
  bool closes = false;  // </Cube>
  bool empty = false;   // <Cube .../>

  /// The value of an attribute; empty if it has none.
  [[nodiscard]] std::string_view attribute(std::string_view wanted) const;
};

class XmlTags {
 public:
  static constexpr std::size_t depth_max = 16;
  static constexpr std::size_t attributes_max = 16;

  /// `text` outlives this.
  explicit XmlTags(std::string_view text) : text_(text) {}

  /// Reads the next tag into tag(); false at the end of the text, with every tag closed. Refuses
  /// tags that are not closed in order, a second root, document types and entities.
  [[nodiscard]] planner::Result<bool> next();

  [[nodiscard]] const XmlTag& tag() const { return tag_; }
  /// How many tags are open around this one, without it.
  [[nodiscard]] std::size_t depth() const { return depth_; }

 private:
  [[nodiscard]] planner::Result<bool> fail(const char* what) const;
  [[nodiscard]] bool skip_to(std::string_view end);
  void skip_blanks();
  [[nodiscard]] std::string_view take_name();
  [[nodiscard]] planner::Result<bool> read_tag();
  [[nodiscard]] bool read_attribute();
  [[nodiscard]] planner::Result<bool> nest();

  std::string_view text_;
  std::size_t at_ = 0;
  XmlTag tag_;
  std::size_t depth_ = 0;
  std::vector<std::string_view> open_;
  bool rooted_ = false;
};

}  // namespace ballast::actors
