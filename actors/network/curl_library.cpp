#include "actors/network/curl_library.hpp"

#include <dlfcn.h>

#include <cstring>
#include <string>

namespace ballast::actors {
namespace {

constexpr const char* library_name = "libcurl.so.4";

planner::Failure missing(std::string what) {
  return {planner::FailureKind::missing, std::move(what), library_name,
          "the package libcurl4 of Debian 12, or a newer one"};
}

template <class Function>
bool find(void* library, const char* name, Function& function) {
  void* const address = ::dlsym(library, name);
  static_assert(sizeof address == sizeof function);
  std::memcpy(&function, &address, sizeof address);
  return address != nullptr;
}

bool find_all(void* library, CurlLibrary& curl) {
  return find(library, "curl_global_init", curl.global_init) &&
         find(library, "curl_easy_init", curl.easy_init) &&
         find(library, "curl_easy_cleanup", curl.easy_cleanup) &&
         find(library, "curl_easy_setopt", curl.easy_setopt) &&
         find(library, "curl_easy_getinfo", curl.easy_getinfo) &&
         find(library, "curl_easy_strerror", curl.easy_strerror) &&
         find(library, "curl_easy_send", curl.easy_send) &&
         find(library, "curl_easy_recv", curl.easy_recv) &&
         find(library, "curl_slist_append", curl.slist_append) &&
         find(library, "curl_slist_free_all", curl.slist_free_all) &&
         find(library, "curl_multi_init", curl.multi_init) &&
         find(library, "curl_multi_cleanup", curl.multi_cleanup) &&
         find(library, "curl_multi_setopt", curl.multi_setopt) &&
         find(library, "curl_multi_add_handle", curl.multi_add_handle) &&
         find(library, "curl_multi_remove_handle", curl.multi_remove_handle) &&
         find(library, "curl_multi_socket_action", curl.multi_socket_action) &&
         find(library, "curl_multi_info_read", curl.multi_info_read) &&
         find(library, "curl_url", curl.url) &&
         find(library, "curl_url_cleanup", curl.url_cleanup) &&
         find(library, "curl_url_set", curl.url_set) &&
         find(library, "curl_url_get", curl.url_get) && find(library, "curl_free", curl.free);
}

planner::Result<CurlLibrary> load() {
  // Never closed: the cryptography behind it registers what runs at the end of the process.
  void* const library = ::dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    return tl::unexpected(missing("the network library cannot be loaded"));
  }
  CurlLibrary curl;
  if (!find_all(library, curl)) {
    return tl::unexpected(missing("the network library is too old"));
  }
  if (curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    return tl::unexpected(missing("the network library does not start"));
  }
  return curl;
}

}  // namespace

const planner::Result<CurlLibrary>& curl_library() {
  static const planner::Result<CurlLibrary> library = load();
  return library;
}

}  // namespace ballast::actors
