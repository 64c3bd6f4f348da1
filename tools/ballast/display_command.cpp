// ballast display: the lights of every board that has a display, live in a terminal.

#include <chrono>
#include <map>

#include <fmt/format.h>

#include "hardware/matrix/picture_text.hpp"
#include "messages/board.hpp"
#include "messages/codec.hpp"
#include "messages/json.hpp"
#include "tools/ballast/board_text.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/session.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

using namespace std::chrono_literals;
using hardware::PictureStyle;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr std::chrono::milliseconds until_interrupted = 24h * 365;
constexpr std::chrono::milliseconds first_frame_within = 5s;

Result<PictureStyle> style_of(const Arguments& arguments, bool colour) {
  const auto name = arguments.get<std::string>("style");
  if (!name) return colour ? PictureStyle::colour : PictureStyle::letters;
  if (*name == "letters") return PictureStyle::letters;
  if (*name == "shades") return PictureStyle::shades;
  if (*name == "colour") return PictureStyle::colour;
  return tl::unexpected(Failure{FailureKind::invalid, "'" + *name + "' is no style", "--style",
                                "letters, shades or colour"});
}

/// What dots before the lights' names take.
std::size_t dots_wide(const messages::DisplayFrame& frame) {
  return 2 * frame.lights.size();
}

/// The newest frame of each board.
class Boards {
 public:
  explicit Boards(std::string wanted) : wanted_(std::move(wanted)) {}

  /// Returns whether it is one that is shown.
  bool take(const messages::Envelope& event) {
    if (event.header.type != messages::DisplayFrame::type) return false;
    auto frame = messages::unpack<messages::DisplayFrame>(event);
    if (!frame || (!wanted_.empty() && frame->board != wanted_)) return false;
    newest_[frame->board] = std::move(*frame);
    return true;
  }

  [[nodiscard]] bool any() const { return !newest_.empty(); }
  [[nodiscard]] const std::map<std::string, messages::DisplayFrame>& all() const { return newest_; }

  /// `width`: no line is wider; 0: they may be of any length.
  [[nodiscard]] std::string text(PictureStyle style, std::size_t width) const {
    std::string out;
    for (const auto& [board, told] : newest_) {
      const std::vector<std::uint8_t> points(told.points.begin(), told.points.end());
      const std::string lights = lights_text(told, false);
      const bool fits = width == 0 || lights.size() + dots_wide(told) <= width;
      out += fmt::format(
          "{}\n{}{}\n{}\n", board, picture_text(hardware::Frame::of_bytes(points), style),
          width > 0 ? shortened(told.words, width) : told.words,
          fits ? lights_text(told, style == PictureStyle::colour) : shortened(lights, width));
    }
    return out;
  }

 private:
  std::string wanted_;
  std::map<std::string, messages::DisplayFrame> newest_;
};

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

Failure nothing_shown(const std::string& board) {
  return {FailureKind::missing,
          board.empty() ? "no board of the cluster has a display" : "this board shows nothing",
          board, "a board with display = 1 in the cluster file"};
}

}  // namespace

ExitCode run_display(const std::vector<std::string>& words) {
  Arguments::Description described;
  described.add_options()("only", boost::program_options::value<std::string>(), "only this board")(
      "style", boost::program_options::value<std::string>(),
      "letters, shades or colour; colour on a terminal")("once", "one picture, then end")(
      "timeout", boost::program_options::value<std::string>(), "end after this many seconds");
  const auto arguments = Arguments::read(
      words, "display [--only BOARD] [--style NAME] [--once] [--timeout SECONDS] [--json]",
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
  const bool json = arguments.common().json;
  const bool in_place = look.columns > 0 && !json && !arguments.has("once");
  Boards boards(board);
  Canvas canvas;
  SessionOptions options;
  options.common = arguments.common();
  options.topics = {"display."};
  options.observer = [&](const messages::Envelope& event) {
    if (!boards.take(event) || arguments.has("once")) return;
    if (in_place) {
      canvas.draw(boards.text(*style, look.columns));
    } else if (json) {
      print(messages::to_json(*messages::unpack<messages::DisplayFrame>(event)).dump() + "\n");
    } else {
      const auto frame = messages::unpack<messages::DisplayFrame>(event);
      print(fmt::format("{}: {}\n", frame->board, frame->words));
    }
  };
  auto session = Session::open(std::move(options));
  if (!session) return give_up(session.error());
  broker::Client& client = (*session)->client();
  if (!client.wait([&] { return boards.any(); }, first_frame_within)) {
    return give_up(nothing_shown(board));
  }
  if (!arguments.has("once")) {
    static_cast<void>(client.wait([] { return false; },
                                  arguments.seconds("timeout").value_or(until_interrupted)));
  } else if (json) {
    for (const auto& [name, frame] : boards.all()) {
      print(messages::to_json(frame).dump(json_indent) + "\n");
    }
  } else {
    print(boards.text(*style, 0));
  }
  return ExitCode::done;
}

}  // namespace ballast::tools
