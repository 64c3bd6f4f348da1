#include "hardware/vitals/read_vitals.hpp"

#include <sys/timex.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <thread>

#include <sched.h>

namespace ballast::hardware {
namespace {

constexpr std::int64_t bytes_per_kib = 1024;
constexpr double degrees_least = -50.0;
constexpr double degrees_most = 200.0;

/// Zones of the processor by type: their numbers change from kernel to kernel. On other machines
/// the package's.
constexpr std::array<std::string_view, 4> processor_zones = {"cpuss0-thermal", "cpuss1-thermal",
                                                             "x86_pkg_temp", "cpu-thermal"};

bool is_processor_zone(std::string_view type) {
  return std::find(processor_zones.begin(), processor_zones.end(), type) != processor_zones.end();
}

/// Their folders.
std::vector<std::string> zones_of_processor(const SystemFiles& files) {
  std::vector<std::string> out;
  for (const std::string& zone : files.names("sys/class/thermal", "thermal_zone")) {
    std::string folder = "sys/class/thermal/";
    folder += zone;
    const auto type = files.text(folder + "/type");
    if (!type || words_of(*type).empty() || !is_processor_zone(words_of(*type).front())) continue;
    out.push_back(std::move(folder));
  }
  return out;
}

std::optional<double> hottest(const SystemFiles& files, const std::vector<std::string>& zones) {
  constexpr double thousandths = 1000.0;
  std::optional<double> out;
  for (const std::string& zone : zones) {
    const auto told = files.number(zone + "/temp");
    if (!told) continue;
    const double degrees = static_cast<double>(*told) / thousandths;
    if (degrees < degrees_least || degrees > degrees_most) continue;
    out = std::max(out.value_or(degrees), degrees);
  }
  return out;
}

/// Returns the number after "Name:" at the beginning of a line.
std::optional<std::int64_t> field_of(std::string_view text, std::string_view name) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    if (!line.starts_with(name)) continue;
    const auto words = words_of(line.substr(name.size()));
    const auto value = words.empty() ? std::nullopt : whole_number(words.front());
    return value && *value >= 0 ? value : std::nullopt;
  }
  return std::nullopt;
}

void read_memory(const SystemFiles& files, Vitals& out) {
  const auto text = files.text("proc/meminfo");
  if (!text) return;
  out.memory_kib = field_of(*text, "MemTotal:");
  out.available_kib = field_of(*text, "MemAvailable:");
  if (out.memory_kib == 0) out.memory_kib.reset();
  out.swap_kib = field_of(*text, "SwapTotal:");
  out.swap_free_kib = field_of(*text, "SwapFree:");
}

/// "some avg10=0.12 avg60=..." and a line that begins with "full".
std::optional<Pressure> pressure(const SystemFiles& files, const std::string& of) {
  const auto text = files.text("proc/pressure/" + of);
  if (!text) return std::nullopt;
  constexpr std::string_view average = "avg10=";
  Pressure out;
  bool some = false;
  const auto words = words_of(*text);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] != "some" && words[i] != "full") continue;
    if (!words[i + 1].starts_with(average)) return std::nullopt;
    const auto value = decimal_number(words[i + 1].substr(average.size()));
    constexpr double percent_most = 100.0;
    if (!value || *value < 0.0 || *value > percent_most) return std::nullopt;
    (words[i] == "some" ? out.some : out.full) = *value;
    some = some || words[i] == "some";
  }
  return some ? std::optional(out) : std::nullopt;
}

std::optional<double> load(const SystemFiles& files) {
  const auto text = files.text("proc/loadavg");
  if (!text) return std::nullopt;
  const auto words = words_of(*text);
  const auto value = words.empty() ? std::nullopt : decimal_number(words.front());
  constexpr double tasks_most = 1e6;
  return value && *value >= 0.0 && *value <= tasks_most ? value : std::nullopt;
}

/// The folder of our own group: the line "0::/path" of proc/self/cgroup.
std::optional<std::string> group_folder(const SystemFiles& files) {
  const auto text = files.text("proc/self/cgroup");
  constexpr std::string_view unified = "0::/";
  if (!text || !text->starts_with(unified)) return std::nullopt;
  const std::string group = text->substr(unified.size(), text->find('\n') - unified.size());
  return "sys/fs/cgroup/" + group;
}

std::optional<std::int64_t> group_room(const SystemFiles& files) {
  const auto folder = group_folder(files);
  if (!folder) return std::nullopt;
  const auto most = files.number(*folder + "/memory.max");  // the word "max" is no number
  const auto now = files.number(*folder + "/memory.current");
  if (!most || !now || *most < 0 || *now < 0) return std::nullopt;
  return std::max<std::int64_t>(*most - *now, 0) / bytes_per_kib;
}

/// The seventh number counts sectors of half a KiB that were written.
std::optional<std::int64_t> flash_written(const SystemFiles& files) {
  constexpr std::size_t place = 6;
  const auto text = files.text("sys/block/mmcblk0/stat");
  if (!text || words_of(*text).size() <= place) return std::nullopt;
  const auto sectors = whole_number(words_of(*text)[place]);
  return sectors && *sectors >= 0 ? std::optional(*sectors / 2) : std::nullopt;
}

void read_flash(const SystemFiles& files, Vitals& out) {
  constexpr std::int64_t life_most = 11;
  constexpr std::int64_t reserve_most = 3;
  const std::string device = "sys/block/mmcblk0/device/";
  if (const auto text = files.text(device + "life_time")) {
    for (const std::string_view word : words_of(*text)) {
      const auto life = whole_number(word);
      if (!life || *life < 1 || *life > life_most) continue;
      out.flash_life = std::max(out.flash_life.value_or(0), static_cast<int>(*life));
    }
  }
  const auto reserve = files.number(device + "pre_eol_info");
  if (reserve && *reserve >= 1 && *reserve <= reserve_most) {
    out.flash_reserve = static_cast<int>(*reserve);
  }
}

void read_disk(const std::filesystem::path& data, Vitals& out) {
  std::error_code failed;
  const auto space = std::filesystem::space(data, failed);
  if (failed || space.capacity == 0) return;
  out.disk_kib = static_cast<std::int64_t>(space.capacity) / bytes_per_kib;
  out.disk_free_kib = static_cast<std::int64_t>(space.available) / bytes_per_kib;
}

/// After "wlan0:" come its status, quality and level, each with a point behind it.
std::optional<int> wifi_level(const SystemFiles& files, std::string_view interface) {
  constexpr double faintest = -120.0;
  const auto text = files.text("proc/net/wireless");
  if (!text) return std::nullopt;
  const auto words = words_of(*text);
  const std::string name = std::string(interface) + ":";
  const auto at = std::find(words.begin(), words.end(), name);
  if (words.end() - at <= 3) return std::nullopt;
  const auto level = decimal_number(at[3]);
  const bool is_level = level && *level >= faintest && *level < 0.0;
  return is_level ? std::optional(static_cast<int>(*level)) : std::nullopt;
}

/// The interface of the default route: destination 00000000 in proc/net/route.
void read_link(const SystemFiles& files, Vitals& out) {
  const auto text = files.text("proc/net/route");
  if (!text) return;
  const auto words = words_of(*text);
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i] != "00000000" || words[i - 1].find('/') != std::string_view::npos) continue;
    const auto state = files.text("sys/class/net/" + std::string(words[i - 1]) + "/operstate");
    if (!state || words_of(*state).empty()) continue;
    const std::string_view word = words_of(*state).front();
    if (word != "unknown") out.link_up = word == "up";
    out.wifi_dbm = wifi_level(files, words[i - 1]);
    return;
  }
}

std::string board_of(const SystemFiles& files) {
  const auto compatible = files.text("proc/device-tree/compatible");
  const bool unoq = compatible && compatible->find("arduino,imola") != std::string::npos;
  return unoq ? "unoq" : "generic";
}

/// How many numbers a list such as "0-2,5" has; nothing where it is none.
std::optional<int> listed(std::string_view list) {
  constexpr std::int64_t number_most = 4096;
  int out = 0;
  while (!list.empty()) {
    const std::string_view part = list.substr(0, list.find(','));
    list.remove_prefix(std::min(part.size() + 1, list.size()));
    const auto first = whole_number(part.substr(0, part.find('-')));
    const bool range = part.find('-') != std::string_view::npos;
    const auto last = range ? whole_number(part.substr(part.find('-') + 1)) : first;
    if (!first || !last || *first < 0 || *last < *first || *last > number_most) return std::nullopt;
    out += static_cast<int>(*last - *first) + 1;
  }
  return out > 0 ? std::optional(out) : std::nullopt;
}

std::optional<int> online(const SystemFiles& files) {
  const auto text = files.text("sys/devices/system/cpu/online");
  if (!text || words_of(*text).size() != 1) return std::nullopt;
  return listed(words_of(*text).front());
}

/// "200000 100000": so many microseconds in each period; whole processors of that.
std::optional<int> quota(const SystemFiles& files) {
  const auto folder = group_folder(files);
  const auto text = folder ? files.text(*folder + "/cpu.max") : std::nullopt;
  if (!text || words_of(*text).size() != 2) return std::nullopt;
  const auto most = whole_number(words_of(*text)[0]);
  const auto period = whole_number(words_of(*text)[1]);
  constexpr std::int64_t processors_most = 4096;
  if (!most || !period || *most <= 0 || *period <= 0) return std::nullopt;
  return static_cast<int>(std::clamp<std::int64_t>(*most / *period, 1, processors_most));
}

int processors() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof(set), &set) == 0) return std::max(CPU_COUNT(&set), 1);
  return static_cast<int>(std::max(std::thread::hardware_concurrency(), 1U));
}

std::optional<bool> clock_synchronised() {
  timex state{};
  const int told = adjtimex(&state);
  if (told < 0) return std::nullopt;
  return told != TIME_ERROR;
}

/// Whether it was never done, or so long ago; then it is done now.
bool is_due(std::optional<VitalsReader::Time>& done, VitalsReader::Time every,
            VitalsReader::Time now) {
  if (done && now - *done < every) return false;
  done = now;
  return true;
}

}  // namespace

void VitalsReader::look_slowly(Time now) {
  constexpr std::chrono::seconds slow_every{10};
  constexpr std::chrono::hours flash_every{1};
  if (is_due(slow_at_, slow_every, now)) {
    Vitals fresh;
    fresh.flash_life = slow_.flash_life;
    fresh.flash_reserve = slow_.flash_reserve;
    fresh.board = board_of(files_);
    fresh.flash_written_kib = flash_written(files_);
    read_disk(data_, fresh);
    read_link(files_, fresh);
    slow_ = std::move(fresh);
    zones_ = zones_of_processor(files_);
  }
  if (!is_due(flash_at_, flash_every, now)) return;
  slow_.flash_life.reset();
  slow_.flash_reserve.reset();
  read_flash(files_, slow_);
}

Vitals VitalsReader::read(Time now) {
  look_slowly(now);
  Vitals out = slow_;
  out.processors = processors();
  out.processors = std::min(out.processors, online(files_).value_or(out.processors));
  out.processors = std::min(out.processors, quota(files_).value_or(out.processors));
  out.celsius = hottest(files_, zones_);
  if (out.celsius) out.throttled = *out.celsius >= throttles_at;
  out.load = load(files_);
  read_memory(files_, out);
  out.group_room_kib = group_room(files_);
  out.processor_pressure = pressure(files_, "cpu");
  out.memory_pressure = pressure(files_, "memory");
  out.disk_pressure = pressure(files_, "io");
  out.clock_synchronised = clock_synchronised();
  return out;
}

Vitals read_vitals(const SystemFiles& files, const std::filesystem::path& data) {
  return VitalsReader(files, data).read(VitalsReader::Time{0});
}

}  // namespace ballast::hardware
