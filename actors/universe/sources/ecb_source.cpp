#include "actors/universe/sources/ecb_source.hpp"

#include "actors/universe/sources/ecb_rates.hpp"

namespace ballast::actors {
namespace {

/// All rates since 1999 are 7 MB.
constexpr std::size_t whole_bytes_max = std::size_t{16} << 20U;

}  // namespace

void EcbSource::fetch(bool whole, const Expected& expected, RatesDone done) {
  HttpRequest request;
  request.url = url_ + (whole ? "/eurofxref-hist.xml" : "/eurofxref-hist-90d.xml");
  request.answer_bytes_max = whole_bytes_max;
  http_->send(std::move(request), [expected, done = std::move(done)](const auto& outcome) {
    const auto body = body_of(outcome, expected);
    if (!body) return done(tl::unexpected(body.error()));
    done(read_ecb_xml(*body, expected));
  });
}

}  // namespace ballast::actors
