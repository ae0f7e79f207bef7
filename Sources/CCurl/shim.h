#include <curl/curl.h>
#include <dlfcn.h>
#include <stddef.h>

// libcurl is the best-kept HTTP client there is, and it drags in thirty libraries (TLS, Kerberos, LDAP, ...) that take
// 5 ms to load when cached and 45 ms when not. A program that downloads nothing must not pay for it: so only its header
// is used at build time, nothing is linked, and the library is opened at the first download.

typedef struct {
  CURL *(*easy_init)(void);
  void (*easy_cleanup)(CURL *);
  CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
  CURLcode (*easy_perform)(CURL *);
  CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
  const char *(*easy_strerror)(CURLcode);
} nabla_curl;

/// Opens the first library found; 1 when every function is there.
__attribute__((unused)) static int nabla_curl_open(nabla_curl *curl) {
  static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so", NULL};
  for (const char *const *name = names; *name; name++) {
    void *library = dlopen(*name, RTLD_LAZY | RTLD_LOCAL);
    if (!library) continue;
    CURLcode (*global_init)(long) = (CURLcode(*)(long))dlsym(library, "curl_global_init");
    curl->easy_init = (CURL * (*)(void)) dlsym(library, "curl_easy_init");
    curl->easy_cleanup = (void (*)(CURL *))dlsym(library, "curl_easy_cleanup");
    curl->easy_setopt = (CURLcode(*)(CURL *, CURLoption, ...))dlsym(library, "curl_easy_setopt");
    curl->easy_perform = (CURLcode(*)(CURL *))dlsym(library, "curl_easy_perform");
    curl->easy_getinfo = (CURLcode(*)(CURL *, CURLINFO, ...))dlsym(library, "curl_easy_getinfo");
    curl->easy_strerror = (const char *(*)(CURLcode))dlsym(library, "curl_easy_strerror");
    if (global_init && curl->easy_init && curl->easy_cleanup && curl->easy_setopt && curl->easy_perform &&
        curl->easy_getinfo && curl->easy_strerror && global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK)
      return 1;
  }
  return 0;
}

// Swift cannot call C variadics: one typed door for each kind of option.

__attribute__((unused)) static CURLcode nabla_curl_set_long(
    const nabla_curl *curl, CURL *handle, CURLoption option, long value) {
  return curl->easy_setopt(handle, option, value);
}

__attribute__((unused)) static CURLcode nabla_curl_set_string(
    const nabla_curl *curl, CURL *handle, CURLoption option, const char *value) {
  return curl->easy_setopt(handle, option, value);
}

__attribute__((unused)) static CURLcode nabla_curl_set_pointer(
    const nabla_curl *curl, CURL *handle, CURLoption option, void *value) {
  return curl->easy_setopt(handle, option, value);
}

__attribute__((unused)) static CURLcode nabla_curl_set_write(
    const nabla_curl *curl, CURL *handle, size_t (*write)(char *, size_t, size_t, void *), void *context) {
  CURLcode code = curl->easy_setopt(handle, CURLOPT_WRITEFUNCTION, write);
  return code ? code : curl->easy_setopt(handle, CURLOPT_WRITEDATA, context);
}

__attribute__((unused)) static CURLcode nabla_curl_set_progress(
    const nabla_curl *curl, CURL *handle,
    int (*progress)(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t), void *context) {
  CURLcode code = curl->easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
  if (!code) code = curl->easy_setopt(handle, CURLOPT_XFERINFODATA, context);
  return code ? code : curl->easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
}

__attribute__((unused)) static long nabla_curl_status(const nabla_curl *curl, CURL *handle) {
  long status = 0;
  curl->easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return status;
}
