// What a WebSocket's client writes and reads, byte by byte.
#include "actors/network/web_frames.hpp"

#include <gtest/gtest.h>

#include "actors/network/web_greeting.hpp"
#include "tests/unit/actors/network/server_frames.hpp"

namespace ballast::actors {
namespace {

constexpr std::size_t message_most = 300;

std::vector<WebMessage> read_all(const std::string& bytes, std::size_t piece) {
  WebFrameReader reader(message_most);
  std::vector<WebMessage> out;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    reader.take(std::string_view(bytes).substr(at, piece));
    for (auto next = reader.next(); next && *next; next = reader.next()) out.push_back(**next);
  }
  return out;
}

std::string fault_of(const std::string& bytes) {
  WebFrameReader reader(message_most);
  reader.take(bytes);
  for (auto next = reader.next(); !next || *next; next = reader.next()) {
    if (!next) return next.error().what;
  }
  return "none";
}

TEST(WebFrames, AreMaskedByAClient) {
  // The example of RFC 6455, 5.7.
  EXPECT_EQ(web_frame(WebFrame::text, "Hello", {0x37, 0xfa, 0x21, 0x3d}),
            std::string("\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"));
  const std::string longer = web_frame(WebFrame::binary, std::string(126, 'a'), {});
  EXPECT_EQ(longer.substr(0, 8), std::string("\x82\xfe\x00\x7e\0\0\0\0", 8));
  EXPECT_EQ(longer.size(), 8U + 126U);
}

TEST(WebFrames, AreReadWhereverTheyAreCut) {
  const std::string bytes =
      server_frame(WebFrame::text, "Hel", false) + server_frame(WebFrame::ping, "now") +
      server_frame(WebFrame::continuation, "lo") + server_frame(WebFrame::binary, "") +
      server_frame(WebFrame::binary, std::string(message_most, 'b')) +
      server_frame(WebFrame::close, "");
  const std::vector<WebMessage> told = {{WebFrame::ping, "now"},
                                        {WebFrame::text, "Hello"},
                                        {WebFrame::binary, ""},
                                        {WebFrame::binary, std::string(message_most, 'b')},
                                        {WebFrame::close, ""}};
  for (const std::size_t piece : {1U, 2U, 3U, 7U, 64U, 4096U}) {
    EXPECT_EQ(read_all(bytes, piece), told) << piece;
  }
}

TEST(WebFrames, ThatNoServerMaySendAreRefused) {
  EXPECT_EQ(fault_of(web_frame(WebFrame::text, "a", {1, 2, 3, 4})),
            "a frame is masked, as only a client's may be");
  EXPECT_EQ(fault_of("\x83" + std::string(1, '\0')), "a frame is of no known kind");
  EXPECT_EQ(fault_of("\xc1" + std::string(1, '\0')),
            "a frame uses an extension that nobody agreed on");
  EXPECT_EQ(fault_of(server_frame(WebFrame::ping, "", false)),
            "a ping, pong or close comes in parts");
  EXPECT_EQ(fault_of(server_frame(WebFrame::close, std::string(126, 'a'))),
            "a ping, pong or close is too long");
  EXPECT_EQ(fault_of(server_frame(WebFrame::continuation, "a")),
            "a message goes on that never began");
  EXPECT_EQ(fault_of(server_frame(WebFrame::text, "a", false) + server_frame(WebFrame::text, "a")),
            "a message begins within another");
}

TEST(WebFrames, AreBoundedBeforeTheyHaveCome) {
  EXPECT_EQ(fault_of("\x82\x7f" + std::string(8, '\xff')), "a message is too long");
  EXPECT_EQ(fault_of(server_frame(WebFrame::text, std::string(message_most + 1, 'a')).substr(0, 4)),
            "a message is too long");
  const std::string part = server_frame(WebFrame::text, std::string(message_most - 1, 'a'), false);
  EXPECT_EQ(fault_of(part + server_frame(WebFrame::continuation, "b")), "none");
  EXPECT_EQ(fault_of(part + server_frame(WebFrame::continuation, "bc")), "a message is too long");
}

constexpr const char* sample_key = "dGhlIHNhbXBsZSBub25jZQ==";
const std::string yes_answer =
    "HTTP/1.1 101 Switching Protocols\r\nupgrade: WebSocket\r\nConnection:  Upgrade \r\n"
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

TEST(WebGreeting, AsksForTheHostsStream) {
  // The example of RFC 6455, 1.3.
  EXPECT_EQ(web_accept(sample_key), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  const std::string request = web_request("https://example.com:8443/stream", sample_key, "ballast");
  EXPECT_TRUE(request.starts_with("GET /stream HTTP/1.1\r\nHost: example.com:8443\r\n")) << request;
  EXPECT_NE(request.find(std::string("Sec-WebSocket-Key: ") + sample_key + "\r\n"),
            std::string::npos);
  EXPECT_TRUE(request.ends_with("\r\n\r\n"));
  EXPECT_TRUE(web_request("http://[::1]:9", sample_key, "b")
                  .starts_with("GET / HTTP/1.1\r\nHost: [::1]:9"));
}

TEST(WebGreeting, TellsWhereFramesBegin) {
  const auto length = read_web_answer(yes_answer + "\x81", sample_key);
  ASSERT_TRUE(length) << describe(length.error());
  EXPECT_EQ(*length, yes_answer.size());
  for (std::size_t size = 0; size < yes_answer.size(); ++size) {
    const auto part = read_web_answer(yes_answer.substr(0, size), sample_key);
    ASSERT_TRUE(part) << size;
    EXPECT_FALSE(*part) << size;
  }
}

TEST(WebGreeting, RefusesWhatIsNoYes) {
  const auto refused = [](const std::string& answer, const std::string& words) {
    const auto read = read_web_answer(answer, sample_key);
    ASSERT_FALSE(read) << answer;
    EXPECT_EQ(read.error().kind, planner::FailureKind::refused);
    EXPECT_NE(read.error().what.find(words), std::string::npos) << describe(read.error());
  };
  refused("HTTP/1.1 403 Forbidden\r\n\r\n", "says 403");
  refused("\r\n\r\n", "nothing in HTTP");
  refused("HTTP/1.1 <b>\r\n\r\n", "nothing in HTTP");
  refused(std::string(web_greeting_bytes_max, 'a'), "does not end");
  refused("HTTP/1.1 101 Yes\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", "does not change");
  refused(yes_answer.substr(0, yes_answer.find("s3p")) + "AAAA\r\n\r\n", "did not understand");
  refused(yes_answer.substr(0, yes_answer.size() - 2) + "Sec-WebSocket-Extensions: x\r\n\r\n",
          "nobody asked for");
}

}  // namespace
}  // namespace ballast::actors
