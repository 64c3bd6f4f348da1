#include "messages/body_codec.hpp"
#include "messages/import_report.hpp"
#include "messages/listings.hpp"
#include "messages/market.hpp"
#include "messages/universe.hpp"

namespace ballast::messages {

template struct BodyCodec<ImportReport>;
template struct BodyCodec<GetUniverse>;
template struct BodyCodec<UniverseSnapshot>;
template struct BodyCodec<ResolveSymbols>;
template struct BodyCodec<SymbolsResolved>;
template struct BodyCodec<GetListings>;
template struct BodyCodec<Listings>;
template struct BodyCodec<ImportSecurities>;
template struct BodyCodec<ImportPrices>;
template struct BodyCodec<ImportRates>;
template struct BodyCodec<ImportFundamentals>;
template struct BodyCodec<ImportDividends>;
template struct BodyCodec<ChangeSecurity>;
template struct BodyCodec<RemoveSecurity>;
template struct BodyCodec<SecurityChanged>;
template struct BodyCodec<ListSecurities>;
template struct BodyCodec<SecurityList>;
template struct BodyCodec<SyncUniverse>;
template struct BodyCodec<SyncReport>;
template struct BodyCodec<planner::Security>;

}  // namespace ballast::messages
