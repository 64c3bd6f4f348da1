// The fields of a certificate.
#pragma once

#include "messages/field.hpp"
#include "planner/bounding/certificate.hpp"

namespace ballast::messages {

template <>
struct FieldsOf<planner::CertificatePrices> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("geography", self.geography);
    visitor("industry", self.industry);
    visitor("sells_only", self.sells_only);
    visitor("cash", self.cash);
    visitor("depth", self.depth);
    visitor("sells", self.sells);
    visitor("buys", self.buys);
    visitor("dividend", self.dividend);
    visitor("groups", self.groups);
    visitor("industries", self.industries);
  }
};

template <>
struct FieldsOf<planner::PathShares> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("worst", self.worst);
    visitor("percentile", self.percentile);
  }
};

template <>
struct FieldsOf<planner::Certificate> {
  template <class Self, class Visitor>
  static void visit(Self& self, Visitor&& visitor) {
    visitor("bound", self.bound);
    visitor("paths", self.paths);
    visitor("prices", self.prices);
  }
};

}  // namespace ballast::messages
