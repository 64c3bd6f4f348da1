#include "tools/tap/traffic.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "tools/report/numbers.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {

void Traffic::add(const TappedFrame& frame) {
  Count& count = counts_[frame.header.type];
  ++count.frames;
  count.bytes += frame.header_bytes.size() + frame.body.size();
}

std::string Traffic::table(Time now) {
  const double seconds = std::max(1e-3, std::chrono::duration<double>(now - last_).count());
  last_ = now;
  std::vector<std::pair<std::string, Count*>> rows;
  for (auto& [type, count] : counts_) rows.emplace_back(type, &count);
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.second->bytes > b.second->bytes; });
  Table table({{"type"},
               {"frames", Align::right},
               {"a second", Align::right},
               {"bytes", Align::right},
               {"bytes a second", Align::right}});
  for (auto& [type, count] : rows) {
    table.add({type, grouped(count->frames),
               rate(static_cast<double>(count->frames - count->frames_before) / seconds),
               grouped(count->bytes),
               rate(static_cast<double>(count->bytes - count->bytes_before) / seconds)});
    count->frames_before = count->frames;
    count->bytes_before = count->bytes;
  }
  return table.text(0);
}

}  // namespace ballast::tools
