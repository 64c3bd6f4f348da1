#include "planner/model/currency.hpp"

namespace ballast::planner {
namespace {

constexpr std::string_view codes =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP "
    "GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS "
    "KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
    "MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF "
    "SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD "
    "TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL";
constexpr double small_units_per_whole = 100.0;

}  // namespace

bool is_currency(std::string_view code) {
  return code.size() == 3 && code.find(' ') == std::string_view::npos &&
         codes.find(code) != std::string_view::npos;
}

std::optional<Quotation> quotation_of(std::string_view unit) {
  if (unit == "GBX" || unit == "GBp") return Quotation{"GBP", small_units_per_whole};
  if (unit == "ILA") return Quotation{"ILS", small_units_per_whole};
  if (unit == "ZAC") return Quotation{"ZAR", small_units_per_whole};
  if (!is_currency(unit)) return std::nullopt;
  return Quotation{std::string(unit), 1.0};
}

}  // namespace ballast::planner
