#include "CTransfer.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

// What is used of libcurl's binary interface, which has been the same since 7.19 (2008); names as in curl.h.
enum {
  CURL_GLOBAL_ALL = 3,
  CURLOPT_WRITEDATA = 10001, CURLOPT_URL = 10002, CURLOPT_RANGE = 10007, CURLOPT_ERRORBUFFER = 10010,
  CURLOPT_USERAGENT = 10018, CURLOPT_HTTPHEADER = 10023, CURLOPT_HEADERDATA = 10029,
  CURLOPT_WRITEFUNCTION = 20011, CURLOPT_HEADERFUNCTION = 20079,
  CURLOPT_FOLLOWLOCATION = 52, CURLOPT_MAXREDIRS = 68, CURLOPT_NOSIGNAL = 99, CURLOPT_PROTOCOLS = 181, CURLOPT_REDIR_PROTOCOLS = 182,
  CURLPROTO_HTTP = 1, CURLPROTO_HTTPS = 2,
  CURLE_OK = 0, CURLE_COULDNT_RESOLVE_HOST = 6, CURLE_COULDNT_CONNECT = 7, CURLE_PARTIAL_FILE = 18,
  CURLE_WRITE_ERROR = 23, CURLE_GOT_NOTHING = 52, CURLE_RECV_ERROR = 56,
  CURLMSG_DONE = 1,
};

typedef struct {
  int message;
  void *handle;
  union {
    void *whatever;
    int result;
  } data;
} curl_message;

static struct {
  int (*global_init)(long flags);
  void *(*easy_init)(void);
  int (*easy_setopt)(void *handle, int option, ...);
  void (*easy_cleanup)(void *handle);
  const char *(*easy_strerror)(int code);
  void *(*multi_init)(void);
  int (*multi_add_handle)(void *multi, void *handle);
  int (*multi_remove_handle)(void *multi, void *handle);
  int (*multi_perform)(void *multi, int *running);
  int (*multi_wait)(void *multi, void *files, unsigned count, int milliseconds, int *ready);
  curl_message *(*multi_info_read)(void *multi, int *left);
  int (*multi_cleanup)(void *multi);
  void *(*slist_append)(void *list, const char *line);
  void (*slist_free_all)(void *list);
} curl;

bool transfer_load(void) {
  static const char *const names[] = {
    "libcurl.so.4", "libcurl-gnutls.so.4", "libcurl-nss.so.4", "/usr/lib/libcurl.4.dylib",
  };
  void *library = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names && !library; i++) library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (!library) return false;
  const struct {
    void *pointer;
    const char *name;
  } functions[] = {
    {&curl.global_init, "curl_global_init"},
    {&curl.easy_init, "curl_easy_init"},
    {&curl.easy_setopt, "curl_easy_setopt"},
    {&curl.easy_cleanup, "curl_easy_cleanup"},
    {&curl.easy_strerror, "curl_easy_strerror"},
    {&curl.multi_init, "curl_multi_init"},
    {&curl.multi_add_handle, "curl_multi_add_handle"},
    {&curl.multi_remove_handle, "curl_multi_remove_handle"},
    {&curl.multi_perform, "curl_multi_perform"},
    {&curl.multi_wait, "curl_multi_wait"},
    {&curl.multi_info_read, "curl_multi_info_read"},
    {&curl.multi_cleanup, "curl_multi_cleanup"},
    {&curl.slist_append, "curl_slist_append"},
    {&curl.slist_free_all, "curl_slist_free_all"},
  };
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    void *function = dlsym(library, functions[i].name);
    if (!function) return false;
    memcpy(functions[i].pointer, &function, sizeof function);
  }
  return curl.global_init(CURL_GLOBAL_ALL) == CURLE_OK;
}

static size_t take_header(const char *line, size_t size, size_t count, const transfer_listener *listener) {
  listener->header(listener->context, line, size * count);
  return size * count;
}

static size_t take_body(const char *bytes, size_t size, size_t count, const transfer_listener *listener) {
  return listener->body(listener->context, bytes, size * count) ? size * count : 0;
}

static void *make_headers(const transfer_request *request) {
  // Packed anew on its way, a file would have no ranges.
  void *headers = curl.slist_append(NULL, "Accept-Encoding: identity");
  return request->if_range ? curl.slist_append(headers, request->if_range) : headers;
}

static void set_up(void *easy, const transfer_request *request, const transfer_listener *listener, void *headers, char *message) {
  curl.easy_setopt(easy, CURLOPT_URL, request->url);
  curl.easy_setopt(easy, CURLOPT_USERAGENT, request->user_agent);
  curl.easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
  if (request->range) curl.easy_setopt(easy, CURLOPT_RANGE, request->range);
  curl.easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl.easy_setopt(easy, CURLOPT_ERRORBUFFER, message);
  // Elsewhere on the web, but never to a file of this machine, nor from a safe line to an open one.
  bool is_safe = strncmp(request->url, "https:", 6) == 0;
  curl.easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
  curl.easy_setopt(easy, CURLOPT_MAXREDIRS, 5L);
  curl.easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
  curl.easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS, (long)(is_safe ? CURLPROTO_HTTPS : CURLPROTO_HTTP | CURLPROTO_HTTPS));
  curl.easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
  curl.easy_setopt(easy, CURLOPT_HEADERDATA, listener);
  curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
  curl.easy_setopt(easy, CURLOPT_WRITEDATA, listener);
}

static transfer_result meaning(int code) {
  switch (code) {
    case CURLE_OK: return TRANSFER_DONE;
    case CURLE_WRITE_ERROR: return TRANSFER_STOPPED;
    case CURLE_COULDNT_RESOLVE_HOST: return TRANSFER_NO_HOST;
    case CURLE_COULDNT_CONNECT: return TRANSFER_NO_ANSWER;
    case CURLE_PARTIAL_FILE: case CURLE_GOT_NOTHING: case CURLE_RECV_ERROR: return TRANSFER_CUT;
    default: return TRANSFER_FAILED;
  }
}

transfer_result transfer_run(const transfer_request *request, const transfer_listener *listener, char message[256]) {
  void *easy = curl.easy_init();
  void *multi = curl.multi_init();
  void *headers = make_headers(request);
  transfer_result result = TRANSFER_FAILED;
  message[0] = 0;
  if (easy && multi && headers) {
    set_up(easy, request, listener, headers, message);
    curl.multi_add_handle(multi, easy);
    int running = 1, left;
    bool is_stopped = false;
    while (!is_stopped && curl.multi_perform(multi, &running) == CURLE_OK && running) {
      curl.multi_wait(multi, NULL, 0, 100, NULL);
      is_stopped = listener->is_stopped(listener->context);
    }
    curl_message *end = curl.multi_info_read(multi, &left);
    if (end && end->message == CURLMSG_DONE) {
      result = meaning(end->data.result);
      if (!message[0]) snprintf(message, 256, "%s", curl.easy_strerror(end->data.result));
    } else if (is_stopped) {
      result = TRANSFER_STOPPED;
    }
    curl.multi_remove_handle(multi, easy);
  }
  if (easy) curl.easy_cleanup(easy);
  if (multi) curl.multi_cleanup(multi);
  if (headers) curl.slist_free_all(headers);
  return result;
}
