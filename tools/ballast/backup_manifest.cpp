#include "tools/ballast/backup_manifest.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "actors/configuration/places.hpp"
#include "tools/ballast/command.hpp"

namespace ballast::tools {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

bool is_store(const std::string& file) {
  return std::any_of(actors::board_stores.begin(), actors::board_stores.end(),
                     [&](const auto& store) { return file == store.file; });
}

StoreProof proof_of(const nlohmann::json& one) {
  StoreProof out;
  out.file = one.at("file").get<std::string>();
  out.bytes = one.at("bytes").get<std::uint64_t>();
  out.sha256 = one.at("sha256").get<std::string>();
  out.entries = one.value("entries", std::uint64_t{0});
  out.books = one.value("books", std::string());
  return out;
}

}  // namespace

std::string manifest_text(const BackupManifest& manifest) {
  nlohmann::ordered_json stores = nlohmann::ordered_json::array();
  for (const StoreProof& store : manifest.stores) {
    nlohmann::ordered_json one = {
        {"file", store.file}, {"bytes", store.bytes}, {"sha256", store.sha256}};
    if (!store.books.empty()) {
      one["entries"] = store.entries;
      one["books"] = store.books;
    }
    stores.push_back(std::move(one));
  }
  const nlohmann::ordered_json all = {
      {"ballast", manifest.program}, {"made", manifest.made}, {"stores", std::move(stores)}};
  return all.dump(json_indent) + "\n";
}

Result<BackupManifest> read_manifest(std::string_view text, const std::string& name) {
  const auto wrong = [&](const std::string& what) {
    return tl::unexpected(Failure{FailureKind::invalid, what, name, "what `ballast backup` wrote"});
  };
  try {
    const auto all = nlohmann::json::parse(text);
    BackupManifest out{all.at("ballast").get<std::string>(), all.at("made").get<std::string>(), {}};
    for (const auto& one : all.at("stores")) {
      out.stores.push_back(proof_of(one));
      if (!is_store(out.stores.back().file)) return wrong("it names a file that is no store");
    }
    if (out.stores.empty()) return wrong("it names no store");
    return out;
  } catch (const nlohmann::json::exception&) {
    return wrong("this is no list of a backup");
  }
}

}  // namespace ballast::tools
