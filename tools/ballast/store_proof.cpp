#include "tools/ballast/store_proof.hpp"

#include <sodium.h>

#include <array>
#include <fstream>

#include "actors/configuration/places.hpp"
#include "actors/coordinator/plan_store.hpp"
#include "actors/portfolio/portfolio_store.hpp"
#include "actors/portfolio/schema.hpp"
#include "actors/trading/schema.hpp"
#include "actors/universe/schema.hpp"
#include "broker/store.hpp"
#include "broker/store_files.hpp"
#include "messages/hashes.hpp"
#include "tools/ballast/scratch_directory.hpp"

namespace ballast::tools {
namespace {

namespace fs = std::filesystem;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

/// The schema that this program knows of a store; nothing where its owner keeps it to itself.
std::vector<std::string> migrations_of(const fs::path& file) {
  const std::string name = file.filename().string();
  if (name == actors::universe_store) return actors::universe_migrations();
  if (name == actors::portfolio_store) return actors::portfolio_migrations();
  if (name == actors::trading_store) return actors::trading_migrations();
  if (name == actors::plan_store) return actors::PlanStore::migrations();
  return {};
}

/// Reads every page.
Result<void> check_pages(const fs::path& copy) {
  try {
    const auto database = broker::open_database(copy.string(), SQLite::OPEN_READONLY);
    const std::string said = database->execAndGet("PRAGMA integrity_check").getString();
    if (said == "ok") return {};
    return tl::unexpected(
        Failure{FailureKind::invalid, "damaged: " + said, copy.string(), "a whole file"});
  } catch (const SQLite::Exception& error) {
    return tl::unexpected(broker::failure_of(error, copy));
  }
}

Result<void> replay(const fs::path& copy, StoreProof& proof) {
  if (copy.filename() != actors::portfolio_store) return {};
  auto store = actors::PortfolioStore::open(copy, true);
  if (!store) return tl::unexpected(store.error());
  const auto ledger = store->ledger();
  if (!ledger) return tl::unexpected(ledger.error());
  proof.entries = (*ledger)->entries().size();
  proof.books = messages::sha256_hex(planner::ledger::text_of((*ledger)->books()));
  return {};
}

/// Reads a copy as its actor would; one of an older program is first brought up to date elsewhere.
Result<void> read_as_owner(const fs::path& copy, StoreProof& proof) {
  const auto migrations = migrations_of(copy);
  if (migrations.empty()) return {};
  const auto store = broker::Store::open({copy, migrations, true});
  if (store) return replay(copy, proof);
  if (store.error().kind != FailureKind::conflict) return tl::unexpected(store.error());
  const ScratchDirectory scratch;
  const auto updated = broker::copy_store(copy, scratch.path());
  if (!updated) return tl::unexpected(updated.error());
  if (auto done = update_store(*updated); !done) return done;
  return replay(*updated, proof);
}

}  // namespace

Result<std::string> sha256_of_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  std::array<char, 1U << 16U> part{};
  while (in) {
    in.read(part.data(), part.size());
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(part.data()),
                              static_cast<unsigned long long>(in.gcount()));
  }
  if (!in.eof()) {
    return tl::unexpected(Failure{FailureKind::missing, "cannot be read", file.string(), ""});
  }
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256_final(&state, hash.data());
  std::string hex(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

Result<void> update_store(const fs::path& copy) {
  const auto migrations = migrations_of(copy);
  if (migrations.empty()) return {};
  const auto store = broker::Store::open({copy, migrations, false});
  if (!store) return tl::unexpected(store.error());
  return {};
}

Result<StoreProof> prove_store(const fs::path& copy) {
  StoreProof out;
  out.file = copy.filename().string();
  if (auto whole = check_pages(copy); !whole) return tl::unexpected(whole.error());
  if (auto read = read_as_owner(copy, out); !read) return tl::unexpected(read.error());
  auto hash = sha256_of_file(copy);
  if (!hash) return tl::unexpected(hash.error());
  out.sha256 = std::move(*hash);
  out.bytes = fs::file_size(copy);
  return out;
}

}  // namespace ballast::tools
