#include "actors/universe/sources/xml_tags.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

bool is_name_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' || byte == ':' || byte == '.';
}

}  // namespace

std::string_view XmlTag::attribute(std::string_view wanted) const {
  for (const auto& [name_of, value] : attributes) {
    if (name_of == wanted) return value;
  }
  return {};
}

Result<bool> XmlTags::fail(const char* what) const {
  return tl::unexpected(
      Failure{FailureKind::invalid, what, "byte " + std::to_string(at_ + 1), "XML"});
}

bool XmlTags::skip_to(std::string_view end) {
  const auto found = text_.find(end, at_);
  if (found == std::string_view::npos) return false;
  at_ = found + end.size();
  return true;
}

void XmlTags::skip_blanks() {
  while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
}

std::string_view XmlTags::take_name() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && is_name_byte(text_[at_])) ++at_;
  return text_.substr(begin, at_ - begin);
}

Result<bool> XmlTags::next() {
  while (true) {
    const auto begin = text_.find('<', at_);
    if (begin == std::string_view::npos) {
      if (!rooted_) return fail("there is no tag");
      if (!open_.empty()) return fail("the text breaks off inside a tag");
      return false;
    }
    at_ = begin + 1;
    const std::string_view rest = text_.substr(at_);
    if (rest.substr(0, 1) == "?") {
      if (!skip_to("?>")) return fail("a declaration does not end");
    } else if (rest.substr(0, 3) == "!--") {
      at_ += 3;
      if (!skip_to("-->")) return fail("a comment does not end");
    } else if (rest.substr(0, 1) == "!") {
      return fail("document types and raw text are not read");
    } else {
      return read_tag();
    }
  }
}

Result<bool> XmlTags::read_tag() {
  tag_ = {};
  if (at_ < text_.size() && text_[at_] == '/') {
    tag_.closes = true;
    ++at_;
  }
  tag_.name = take_name();
  if (tag_.name.empty()) return fail("a tag has no name");
  skip_blanks();
  while (at_ < text_.size() && is_name_byte(text_[at_])) {
    if (tag_.closes || !read_attribute()) return fail("an attribute is malformed");
    skip_blanks();
  }
  if (!tag_.closes && at_ < text_.size() && text_[at_] == '/') {
    tag_.empty = true;
    ++at_;
  }
  if (at_ >= text_.size() || text_[at_] != '>') return fail("a tag does not end");
  ++at_;
  return nest();
}

bool XmlTags::read_attribute() {
  const std::string_view name = take_name();
  skip_blanks();
  if (at_ >= text_.size() || text_[at_] != '=') return false;
  ++at_;
  skip_blanks();
  if (at_ >= text_.size() || (text_[at_] != '"' && text_[at_] != '\'')) return false;
  const char quote = text_[at_++];
  const auto end = text_.find(quote, at_);
  if (end == std::string_view::npos) return false;
  const std::string_view value = text_.substr(at_, end - at_);
  at_ = end + 1;
  if (value.find_first_of("&<") != std::string_view::npos) return false;
  if (tag_.attributes.size() == attributes_max || !tag_.attribute(name).empty()) return false;
  tag_.attributes.emplace_back(name, value);
  return true;
}

Result<bool> XmlTags::nest() {
  const std::string_view whole = tag_.name;
  tag_.name = whole.substr(whole.find(':') == std::string_view::npos ? 0 : whole.find(':') + 1);
  if (tag_.closes) {
    if (open_.empty() || open_.back() != whole) return fail("a tag is closed that is not open");
    open_.pop_back();
    depth_ = open_.size();
    return true;
  }
  if (open_.empty() && rooted_) return fail("there is a second root");
  rooted_ = true;
  depth_ = open_.size();
  if (tag_.empty) return true;
  if (open_.size() == depth_max) return fail("tags are nested too deeply");
  open_.push_back(whole);
  return true;
}

}  // namespace ballast::actors
