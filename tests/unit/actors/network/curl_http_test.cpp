// Real requests to a server of our own, driven by a poll loop as an actor's.
#include "actors/network/curl_http.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <optional>

#include "broker/pollable.hpp"
#include "tests/unit/actors/network/server.hpp"
#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::actors {
namespace {

using namespace std::chrono_literals;
using planner::FailureKind;
using planner::Result;

class Asking : public testing::Test {
 protected:
  Result<HttpAnswer> ask(HttpRequest request) {
    std::optional<Result<HttpAnswer>> out;
    http_.send(std::move(request), [&](const auto& outcome) { out = outcome; });
    EXPECT_FALSE(out.has_value()) << "an answer came from within send";
    while (!out) pollables_.poll(60s);
    return *out;
  }
  Result<HttpAnswer> get(const std::string& path) { return ask({.url = server_.url(path)}); }

  void expect_refusal(HttpRequest request, FailureKind kind, const std::string& words) {
    const auto outcome = ask(std::move(request));
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().kind, kind);
    EXPECT_NE(describe(outcome.error()).find(words), std::string::npos)
        << describe(outcome.error());
  }

  static const Server& shared_server() {
    static const Server server;
    return server;
  }

  const Server& server_ = shared_server();
  broker::PollSet pollables_;
  CurlHttp http_{pollables_};
};

bool says(const Result<HttpAnswer>& answer, const std::string& text) {
  return answer && answer->body.find(text) != std::string::npos;
}

TEST_F(Asking, CarriesMethodHeadersAndBodyAndReadsHeadersWhateverTheirCase) {
  const auto answer = ask({.method = HttpMethod::post,
                           .url = server_.url("/echo?a=1"),
                           .headers = {{"X-Key", "k1"}},
                           .body = R"({"qty":"1"})"});
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->header("x-mixed-CASE"), "padded");
  EXPECT_TRUE(says(answer, R"("method": "POST")"));
  EXPECT_TRUE(says(answer, R"("path": "/echo?a=1")"));
  EXPECT_TRUE(says(answer, R"("X-Key": "k1")"));
  EXPECT_TRUE(says(answer, R"({\"qty\":\"1\"})"));
  EXPECT_TRUE(says(answer, R"("Content-Type": "application/json")"));
  for (const auto& [method, name] :
       {std::pair{HttpMethod::patch, "PATCH"}, {HttpMethod::del, "DELETE"}}) {
    const auto other = ask({.method = method, .url = server_.url("/echo")});
    EXPECT_TRUE(says(other, std::string(R"("method": ")") + name)) << name;
  }
}

TEST_F(Asking, DoesNotFollowRedirects) {
  const auto answer = get("/redirect");
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->status, 302);
  EXPECT_EQ(answer->header("location"), "/echo");
}

TEST_F(Asking, BoundsAnswersPackedOrNot) {
  for (const char* path : {"/large", "/packed"}) {
    HttpRequest request{.url = server_.url(path)};
    request.answer_bytes_max = 1U << 20U;
    const auto whole = ask(request);
    ASSERT_TRUE(whole.has_value()) << path;
    EXPECT_EQ(whole->body, std::string(1U << 20U, 'x'));
    request.answer_bytes_max -= 1;
    expect_refusal(request, FailureKind::unavailable, "the answer is too large");
  }
  expect_refusal({.url = server_.url("/wordy")}, FailureKind::unavailable, "too large");
}

TEST_F(Asking, TellsWhatWasPerhapsTakenFromWhatWasNeverSent) {
  expect_refusal({.url = server_.url("/drop")}, FailureKind::unavailable, "connection ended");
  expect_refusal({.url = server_.url("/half")}, FailureKind::unavailable, "connection ended");
  expect_refusal({.url = server_.url("/silent"), .timeout = 100ms}, FailureKind::unavailable,
                 "no answer within 100 ms");
  // Port 1 of this machine belongs to nobody.
  expect_refusal({.url = "http://127.0.0.1:1/"}, FailureKind::refused, "takes the connection");
}

TEST_F(Asking, RefusesAddressesAndHeadersThatCouldLeak) {
  for (const char* url :
       {"http://example.com/", "http://localhost/", "ftp://127.0.0.1/", "file:///etc/passwd",
        "https://key:secret@127.0.0.1/", "http://127.0.0.1.example.com/", "", "http://a b/"}) {
    const auto outcome = ask({.url = url});
    ASSERT_FALSE(outcome.has_value()) << url;
    EXPECT_EQ(outcome.error().kind, FailureKind::invalid) << url;
    EXPECT_EQ(describe(outcome.error()).find("secret"), std::string::npos);
  }
  expect_refusal({.url = server_.url("/echo"), .headers = {{"X-Key", "k1\r\nX-Other: 2"}}},
                 FailureKind::invalid, "header");
}

TEST_F(Asking, FailuresShowNeitherQueryNorHeaders) {
  const auto outcome =
      ask({.url = server_.url("/drop?apikey=hidden"), .headers = {{"X-Key", "hidden"}}});
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().where, server_.url("/drop"));
  EXPECT_EQ(describe(outcome.error()).find("hidden"), std::string::npos);
}

TEST_F(Asking, RunsManyAtOnceAndMoreFromWithinAnAnswer) {
  constexpr int many = 40;
  int answered = 0;
  const Http::Done count = [&](const auto& outcome) { answered += outcome.has_value() ? 1 : 0; };
  for (int i = 0; i < many; ++i) {
    http_.send({.url = server_.url("/echo?n=" + std::to_string(i))}, [&](const auto& outcome) {
      count(outcome);
      http_.send({.url = server_.url("/echo?again")}, count);
    });
  }
  while (answered < 2 * many) ASSERT_GT(pollables_.poll(60s), 0U);
}

TEST_F(Asking, RefusesMoreThanCanWait) {
  std::size_t refused = 0;
  for (std::size_t i = 0; i <= transfers_max; ++i) {
    http_.send({.url = server_.url("/silent")}, [&](const auto& outcome) {
      refused += !outcome && outcome.error().kind == FailureKind::refused ? 1U : 0U;
    });
  }
  while (refused == 0) pollables_.poll(60s);
  EXPECT_EQ(refused, 1U);
}

TEST(CurlHttpTest, ItsEndCancelsWhatIsUnderWay) {
  const Server server;
  broker::PollSet pollables;
  bool called = false;
  {
    CurlHttp http(pollables);
    http.send({.url = server.url("/silent")}, [&](const auto&) { called = true; });
    ASSERT_GT(pollables.poll(60s), 0U);
    EXPECT_GT(pollables.size(), 0U);
  }
  EXPECT_EQ(pollables.size(), 0U);
  EXPECT_FALSE(called);
}

TEST(CurlHttpTest, TrustsOnlyCertificatesOfThoseItTrusts) {
  const TemporaryDirectory directory;
  const Server server(directory.path().string());
  const std::string url = "https://127.0.0.1:" + server.port() + "/echo";
  const auto ask = [&](const CurlSettings& settings) {
    broker::PollSet pollables;
    CurlHttp http(pollables, settings);
    std::optional<Result<HttpAnswer>> out;
    http.send({.url = url}, [&](const auto& outcome) { out = outcome; });
    while (!out) pollables.poll(60s);
    return *out;
  };
  const auto trusted = ask({.ca_file = (directory.path() / "cert.pem").string()});
  ASSERT_TRUE(trusted.has_value()) << describe(trusted.error());
  EXPECT_EQ(trusted->status, 200);
  const auto unknown = ask({});
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().kind, FailureKind::refused);
  EXPECT_NE(unknown.error().what.find("certificate"), std::string::npos);
}

}  // namespace
}  // namespace ballast::actors
