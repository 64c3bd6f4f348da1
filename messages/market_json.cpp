#include "messages/import_report.hpp"
#include "messages/json_codec.hpp"
#include "messages/listings.hpp"
#include "messages/market.hpp"
#include "messages/universe.hpp"

namespace ballast::messages {

template struct JsonCodec<ImportReport>;
template struct JsonCodec<GetUniverse>;
template struct JsonCodec<UniverseSnapshot>;
template struct JsonCodec<ResolveSymbols>;
template struct JsonCodec<SymbolsResolved>;
template struct JsonCodec<GetListings>;
template struct JsonCodec<Listings>;
template struct JsonCodec<ImportSecurities>;
template struct JsonCodec<ImportPrices>;
template struct JsonCodec<ImportRates>;
template struct JsonCodec<ImportFundamentals>;
template struct JsonCodec<ImportDividends>;
template struct JsonCodec<ChangeSecurity>;
template struct JsonCodec<RemoveSecurity>;
template struct JsonCodec<SecurityChanged>;
template struct JsonCodec<ListSecurities>;
template struct JsonCodec<SecurityList>;
template struct JsonCodec<SyncUniverse>;
template struct JsonCodec<SyncReport>;
template struct JsonCodec<planner::Security>;

}  // namespace ballast::messages
