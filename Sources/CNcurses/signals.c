// Signals and wake-ups. A handler may do almost nothing: it sets a bit, and writes a byte to a pipe that the event loop
// waits for. Handlers and other threads write it only when no bit was set, so the pipe cannot fill up.
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

static const int watched[] = {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH};
enum { watched_count = sizeof watched / sizeof *watched };

static struct sigaction previous[watched_count];
static bool is_watching;
static bool cannot_stop;
static atomic_uint pending;
static int ends[2] = {-1, -1};
static pthread_once_t ends_once = PTHREAD_ONCE_INIT;

static void make_pipe(void) {
  if (pipe(ends) != 0) return;
  for (int i = 0; i < 2; i++) {
    fcntl(ends[i], F_SETFL, O_NONBLOCK);
    fcntl(ends[i], F_SETFD, FD_CLOEXEC);
  }
}

int signals_descriptor(void) {
  pthread_once(&ends_once, make_pipe);
  return ends[0];
}

static void note(int bit) {
  int saved = errno;
  if (atomic_fetch_or(&pending, 1u << bit) == 0) (void)!write(ends[1], "", 1);
  errno = saved;
}

void signals_wake(void) {
  signals_descriptor();
  note(0);
}

uint32_t signals_take(void) {
  char bytes[16];
  while (read(signals_descriptor(), bytes, sizeof bytes) > 0) continue;
  return atomic_exchange(&pending, 0);
}

static struct sigaction noting(void) {
  struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  return action;
}

void signals_watch(void) {
  if (is_watching) return;
  signals_descriptor();
  struct sigaction action = noting();
  for (int i = 0; i < watched_count; i++) {
    sigaction(watched[i], &action, &previous[i]);
    bool was_ignored = previous[i].sa_handler == SIG_IGN;
    if (watched[i] == SIGTSTP) cannot_stop = was_ignored;
    if (was_ignored && watched[i] != SIGCONT && watched[i] != SIGWINCH) sigaction(watched[i], &previous[i], NULL);
  }
  is_watching = true;
}

void signals_unwatch(void) {
  if (!is_watching) return;
  for (int i = 0; i < watched_count; i++) sigaction(watched[i], &previous[i], NULL);
  is_watching = false;
}

void signals_stop(void) {
  if (cannot_stop) return;
  // The rest of the job first, then this process by itself: raise does not return before it was stopped and continued,
  // while a signal from kill may be taken by another thread a little later, when the screen is already back.
  signal(SIGTSTP, SIG_IGN);
  kill(0, SIGTSTP);
  signal(SIGTSTP, SIG_DFL);
  raise(SIGTSTP);
  struct sigaction action = noting();
  sigaction(SIGTSTP, &action, NULL);
  atomic_fetch_and(&pending, ~(1u << SIGCONT | 1u << SIGTSTP));
}

_Noreturn void signals_reraise(int number) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  signal(number, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  raise(number);
  exit(128 + number);
}
