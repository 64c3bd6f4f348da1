// ballast display: the lights of every board that has a display, live in a terminal, or as they
// were recorded.

#include <algorithm>
#include <chrono>
#include <map>

#include <fmt/format.h>

#include "broker/clock.hpp"
#include "broker/pollable.hpp"
#include "hardware/matrix/picture_text.hpp"
#include "messages/board.hpp"
#include "messages/codec.hpp"
#include "messages/control.hpp"
#include "messages/json.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/display_recording.hpp"
#include "tools/ballast/session.hpp"
#include "tools/ballast/shown_boards.hpp"

namespace ballast::tools {
namespace {

using namespace std::chrono_literals;
using hardware::PictureStyle;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr std::chrono::milliseconds until_interrupted = 24h * 365;
constexpr std::chrono::milliseconds first_frame_within = 5s;
/// Each tells its picture once a second at least; who does not has none to tell.
constexpr std::chrono::milliseconds others_within = 1'500ms;
constexpr std::chrono::milliseconds drawing_least = 50ms;
/// A board that rests tells its picture once a second, give or take a moment.
constexpr std::chrono::milliseconds line_least = 950ms;

Result<PictureStyle> style_of(const Arguments& arguments, bool colour) {
  const auto name = arguments.get<std::string>("style");
  if (!name) return colour ? PictureStyle::colour : PictureStyle::letters;
  if (*name == "letters") return PictureStyle::letters;
  if (*name == "shades") return PictureStyle::shades;
  if (*name == "colour") return PictureStyle::colour;
  return tl::unexpected(Failure{FailureKind::invalid, "'" + *name + "' is no style", "--style",
                                "letters, shades or colour"});
}

/// Draws over what it drew before.
class Canvas {
 public:
  void draw(const std::string& text) {
    constexpr std::string_view rest_of_line = "\x1b[K\n";
    std::string out = drawn_ == 0 ? "" : fmt::format("\x1b[{}A\r", drawn_);
    drawn_ = 0;
    for (const char c : text) {
      if (c == '\n') {
        out += rest_of_line;
        ++drawn_;
      } else {
        out += c;
      }
    }
    print(out + "\x1b[J");
  }

 private:
  int drawn_ = 0;
};

/// What is done with each picture.
struct Showing {
  PictureStyle style = PictureStyle::letters;
  std::size_t columns = 0;  // of the terminal; 0: there is none
  bool json = false;
  bool once = false;
};

class Show {
 public:
  using Time = ShownBoards::Time;

  Show(Showing how, std::string board) : how_(how), boards_(std::move(board)) {}

  /// Returns whether it is of a board that is shown. `at` never goes back.
  bool take(const messages::DisplayFrame& frame, Time at) {
    if (!boards_.take(frame, at)) return false;
    if (how_.once) return true;
    if (how_.json) {
      print(messages::to_json(frame).dump() + "\n");
    } else if (how_.columns > 0) {
      waits_ = true;
      catch_up(at);
    } else {
      print_line(frame, at);
    }
    return true;
  }

  /// Draws what has come since it drew last, where that is long enough ago.
  void catch_up(Time now) {
    if (waits_ && (!drawn_at_ || now - *drawn_at_ >= drawing_least)) draw(now);
  }

  [[nodiscard]] std::size_t count() const { return boards_.count(); }
  [[nodiscard]] bool once() const { return how_.once; }

  /// Nothing comes any more: what was not drawn yet; with --once the newest of each.
  void end(Time now) {
    if (waits_) draw(now);
    if (!how_.once) return;
    if (!how_.json) return print(boards_.text(how_.style));
    for (const auto& [name, frame] : boards_.newest()) {
      print(messages::to_json(frame).dump(json_indent) + "\n");
    }
  }

 private:
  void draw(Time now) {
    waits_ = false;
    drawn_at_ = now;
    canvas_.draw(boards_.live_text(how_.style, how_.columns, now));
  }

  void print_line(const messages::DisplayFrame& frame, Time at) {
    auto& printed_at = printed_at_[frame.board];
    if (printed_at && at - *printed_at < line_least) return;
    printed_at = at;
    print(fmt::format("{}: {}\n", frame.board, frame.words));
  }

  Showing how_;
  ShownBoards boards_;
  Canvas canvas_;
  bool waits_ = false;
  std::optional<Time> drawn_at_;
  std::map<std::string, std::optional<Time>> printed_at_;
};

Failure nothing_shown(const std::string& board) {
  return {FailureKind::missing,
          board.empty() ? "no board of the cluster has a display" : "this board shows nothing",
          board, "a board with display = 1 in the cluster file"};
}

Failure not_recorded(const std::string& path) {
  return {FailureKind::refused, "the recording is not whole", path, "a disk with room left"};
}

/// Shows each picture when it came.
ExitCode replay_pictures(const std::string& path, Show& show) {
  const auto pictures = load_pictures(path);
  if (!pictures) return give_up(pictures.error());
  const broker::SystemClock clock;
  const auto begun = clock.now();
  broker::PollSet nobody;  // nothing comes but the time
  for (const RecordedPicture& one : *pictures) {
    for (auto now = clock.now(); !show.once() && now < begun + one.at; now = clock.now()) {
      nobody.poll(std::chrono::ceil<std::chrono::milliseconds>(begun + one.at - now));
    }
    show.take(one.frame, begun + one.at);
  }
  if (show.count() == 0) {
    return give_up({FailureKind::missing, "nothing was recorded of this board", path, ""});
  }
  show.end(clock.now());
  return ExitCode::done;
}

std::size_t displays_of(const broker::ClusterMap& cluster) {
  const auto& boards = cluster.boards();
  const auto shows = [](const broker::Board& board) { return board.roles.contains("display"); };
  return static_cast<std::size_t>(std::count_if(boards.begin(), boards.end(), shows));
}

ExitCode watch_boards(const Arguments& arguments, const std::string& board, Show& show) {
  std::optional<PictureRecorder> recorder;
  const std::string path = arguments.get<std::string>("record").value_or("");
  if (!path.empty()) recorder.emplace(path);
  const broker::SystemClock clock;
  bool recorded = true;
  SessionOptions options;
  options.common = arguments.common();
  options.topics = {"display."};
  options.observer = [&](const messages::Envelope& event) {
    if (event.header.type != messages::DisplayFrame::type) return;
    const auto frame = messages::unpack<messages::DisplayFrame>(event);
    const auto now = clock.now();
    if (!frame || !show.take(*frame, now) || !recorder) return;
    recorded = recorded && recorder->add(*frame, now);
  };
  auto session = Session::open(std::move(options));
  if (!session) return give_up(session.error());
  broker::Client& client = (*session)->client();
  if (!client.wait([&] { return show.count() > 0; }, first_frame_within)) {
    return give_up(nothing_shown(board));
  }
  if (show.once() && board.empty()) {
    const auto cluster = load_cluster(arguments.common());
    if (!cluster) return give_up(cluster.error());
    static_cast<void>(
        client.wait([&] { return show.count() >= displays_of(*cluster); }, others_within));
  }
  const auto ends =
      clock.now() + (show.once() ? 0ms : arguments.seconds("timeout").value_or(until_interrupted));
  for (auto now = clock.now(); recorded && now < ends && !client.interrupted(); now = clock.now()) {
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(ends - now);
    static_cast<void>(client.wait([&] { return !recorded; }, std::min(rest, drawing_least)));
    show.catch_up(clock.now());
  }
  show.end(clock.now());
  return recorded ? ExitCode::done : give_up(not_recorded(path));
}

/// Tells every display, or that of one board.
ExitCode acknowledge_errors(const Arguments& arguments, const std::string& board) {
  SessionOptions options;
  options.common = arguments.common();
  auto session = Session::open(std::move(options));
  if (!session) return give_up(session.error());
  const auto registry =
      (*session)->ask<messages::Registry>("broker", messages::GetRegistry{}, "", 5s);
  if (!registry) return give_up(registry.error());
  bool any = false;
  for (const messages::RegisteredActor& actor : registry->actors) {
    const messages::ActorHeartbeat& beat = actor.heartbeat;
    if (!actor.alive || beat.role != "display") continue;
    if (!board.empty() && beat.board != board) continue;
    const auto told = (*session)->ask<messages::ErrorsAcknowledged>(
        beat.instance, messages::AcknowledgeErrors{}, "", 5s);
    if (!told) return give_up(told.error());
    any = true;
    print(arguments.common().json
              ? messages::to_json(*told).dump() + "\n"
              : fmt::format("{}: {}\n", told->board,
                            told->stood ? "the error is acknowledged" : "there is no error"));
  }
  return any ? ExitCode::done : give_up(nothing_shown(board));
}

}  // namespace

ExitCode run_display(const std::vector<std::string>& words) {
  namespace options = boost::program_options;
  Arguments::Description described;
  described.add_options()("only", options::value<std::string>(), "only this board")(
      "style", options::value<std::string>(), "letters, shades or colour; colour on a terminal")(
      "once", "one picture, then end")("timeout", options::value<std::string>(),
                                       "end after this many seconds")(
      "record", options::value<std::string>(), "keep every picture in this file, too")(
      "replay", options::value<std::string>(),
      "show a recording as it was, without a service; with --once its last picture")(
      "acknowledge", "you have seen what went wrong: errors go from the lights");
  const auto arguments =
      Arguments::read(words,
                      "display [--only BOARD] [--style NAME] [--once] [--timeout SECONDS] "
                      "[--record FILE | --replay FILE] [--acknowledge] [--json]",
                      described);
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  const Style look = stdout_style(broker::process_environment());
  const auto style = style_of(arguments, look.colour);
  if (!style) {
    give_up(style.error());
    return ExitCode::usage;
  }
  const std::string board = arguments.get<std::string>("only").value_or("");
  Show show({*style, look.columns, arguments.common().json, arguments.has("once")}, board);
  if (arguments.has("acknowledge")) return acknowledge_errors(arguments, board);
  const auto recording = arguments.get<std::string>("replay");
  return recording ? replay_pictures(*recording, show) : watch_boards(arguments, board, show);
}

}  // namespace ballast::tools
