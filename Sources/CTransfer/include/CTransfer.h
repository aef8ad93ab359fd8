// One file from the web by libcurl, which is loaded when it is first asked for: a program linked with it would start a
// third slower every time, and not at all where it is missing.
#ifndef CTRANSFER_H
#define CTRANSFER_H

#include <stdbool.h>
#include <stddef.h>

// How a transfer ended.
typedef enum {
  TRANSFER_DONE,
  TRANSFER_STOPPED,      // as a callback wanted
  TRANSFER_NO_HOST,      // the name is not known
  TRANSFER_NO_ANSWER,    // nobody listens there
  TRANSFER_CUT,          // the answer ended early
  TRANSFER_FAILED,       // anything else: see the message
} transfer_result;

typedef struct {
  const char *url;         // http or https
  const char *user_agent;
  const char *range;       // "100-" or NULL
  const char *if_range;    // a whole header line, or NULL
} transfer_request;

typedef struct {
  void *context;
  // A line of the head of an answer, of which there are several where it leads elsewhere.
  void (*header)(void *context, const char *line, size_t length);
  // A piece of the last answer; false to stop.
  bool (*body)(void *context, const char *bytes, size_t length);
  // Asked ten times a second; true to stop.
  bool (*is_stopped)(void *context);
} transfer_listener;

// Loads libcurl; false if it is not installed. To be called once, before anything else.
bool transfer_load(void);

// Transfers on the calling thread. message gets the words of an error.
transfer_result transfer_run(const transfer_request *request, const transfer_listener *listener, char message[256]);

#endif
