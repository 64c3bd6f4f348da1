// Asking a server over HTTP without waiting for it: what goes, what comes, and the seam between.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/model/failure.hpp"

namespace ballast::actors {

enum class HttpMethod : std::uint8_t { get, post, patch, del };

struct HttpHeader {
  std::string name;
  std::string value;  // may be a secret: no failure and no log shows one

  bool operator==(const HttpHeader&) const = default;
};

/// Answers may be so large unless a request says otherwise.
inline constexpr std::size_t answer_bytes_by_default = std::size_t{4} << 20U;

struct HttpRequest {
  HttpMethod method = HttpMethod::get;
  std::string url = {};  // https, or http to 127.0.0.1 or [::1]; no name or password in it
  std::vector<HttpHeader> headers = {};
  std::string body = {};                                   // of post and patch
  std::chrono::milliseconds timeout{30'000};               // until the last byte of the answer
  std::size_t answer_bytes_max = answer_bytes_by_default;  // unpacked

  bool operator==(const HttpRequest&) const = default;
};

struct HttpAnswer {
  int status = 0;  // whatever the server said, 404 and 500 too; redirects are not followed
  std::vector<HttpHeader> headers = {};
  std::string body;

  /// The first header of that name, whatever its case.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;

  bool operator==(const HttpAnswer&) const = default;
};

/// A Failure tells whether the server may have seen the request:
///   invalid      the request may not be sent like this; nothing was sent
///   refused      no connection came about, or is to be made now; nothing was sent
///   unavailable  the server may have taken it: no answer, half an answer, or a too large one
class Http {
 public:
  using Done = std::function<void(const planner::Result<HttpAnswer>&)>;

  virtual ~Http() = default;

  /// Returns at once. `done` is called once, later and from the actor's loop, never from within
  /// send; not at all once this object is gone, which ends what is under way.
  virtual void send(HttpRequest request, Done done) = 0;
};

/// Whether two names of headers, or of what stands in them, are one: case says nothing.
[[nodiscard]] bool same_name(std::string_view one, std::string_view other);

/// Returns a line's name and its value without the blanks around it; nothing for another line.
[[nodiscard]] std::optional<HttpHeader> read_header(std::string_view line);

/// Returns scheme, host and path, without what may hold a key: for failures and logs.
[[nodiscard]] std::string shown_url(std::string_view url);

}  // namespace ballast::actors
