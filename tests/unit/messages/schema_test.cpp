// The JSON Schemas name exactly the fields that are written, no more and no fewer.
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "messages/json.hpp"
#include "messages/request_file.hpp"
#include "tests/unit/messages/body_kinds.hpp"
#include "tests/unit/messages/random_body.hpp"

namespace ballast::messages {
namespace {

using Json = nlohmann::ordered_json;

Json schema_from(const std::string& name) {
  std::ifstream file(std::string(BALLAST_SOURCE_ROOT) + "/etc/schema/" + name);
  EXPECT_TRUE(file) << name;
  return Json::parse(file, nullptr, false);
}

/// Returns what a reference into the schema's definitions stands for.
const Json& resolved(const Json& schema, const Json& root) {
  if (schema.contains("$ref")) {
    const auto pointer = schema["$ref"].get<std::string>().substr(1);
    return root.at(Json::json_pointer(pointer));
  }
  if (schema.contains("oneOf")) return resolved(schema["oneOf"].at(0), root);
  return schema;
}

std::set<std::string> keys_of(const Json& object) {
  std::set<std::string> keys;
  for (const auto& item : object.items()) keys.insert(item.key());
  return keys;
}

void expect_same_structure(const Json& value, const Json& schema, const Json& root,
                           const std::string& path) {
  const Json& shape = resolved(schema, root);
  if (value.is_object()) {
    ASSERT_TRUE(shape.contains("properties")) << path;
    EXPECT_EQ(keys_of(value), keys_of(shape["properties"])) << path;
    EXPECT_EQ(shape.value("additionalProperties", true), false) << path;
    for (const auto& [key, inner] : value.items()) {
      if (!shape["properties"].contains(key)) continue;
      std::string place = path;
      place.append(".").append(key);
      expect_same_structure(inner, shape["properties"][key], root, place);
    }
  } else if (value.is_array()) {
    ASSERT_TRUE(shape.contains("items")) << path;
    const std::string element = path + "[]";
    for (const Json& inner : value) expect_same_structure(inner, shape["items"], root, element);
  } else {
    EXPECT_TRUE(shape.contains("type") || shape.contains("enum")) << path;
  }
}

TEST(Schema, OfAPlanNamesEveryField) {
  const auto report = body_kind("PlanReport")->random(3, true);
  const Json schema = schema_from("plan.schema.json");
  expect_same_structure(report->json(), schema, schema, "plan");
}

TEST(Schema, OfARequestNamesEveryField) {
  const auto request = RandomContent(3, true).body<RequestFile>();
  const Json schema = schema_from("plan-request.schema.json");
  expect_same_structure(to_json(request), schema, schema, "request");
}

}  // namespace
}  // namespace ballast::messages
