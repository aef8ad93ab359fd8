// Signals and wake-ups. A handler may do almost nothing: it sets a bit, and writes a byte to a pipe that somebody waits
// for. Handlers and other threads write it only when no bit was set, so the pipe cannot fill up.
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

// A handler may use atomics only where they are no locks.
_Static_assert(ATOMIC_INT_LOCK_FREE == 2, "a signal handler needs an atomic int without a lock");

enum { limit = 32 };  // signals are bits of 32; the ones watched are below 32 everywhere

// What nohup or a shell without job control has set to be ignored, and means so.
static const uint32_t kept_ignored = 1u << SIGHUP | 1u << SIGTSTP;
// What ends the process unless it is told otherwise, the most urgent first.
static const int ending[] = {SIGTERM, SIGHUP, SIGINT};

static struct sigaction previous[limit];
static uint32_t watched;
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

// The handler: nothing but a lock-free atomic and write, which POSIX lists as async-signal-safe.
static void note(int bit) {
  int saved = errno;
  if (atomic_fetch_or(&pending, 1u << bit) == 0) (void)!write(ends[1], "", 1);
  errno = saved;
}

void signals_wake(void) {
  signals_descriptor();
  note(SIGNALS_WOKEN);
}

void signals_wait(void) {
  struct pollfd source = {.fd = signals_descriptor(), .events = POLLIN};
  poll(&source, 1, -1);
}

uint32_t signals_take(void) {
  char bytes[16];
  while (read(signals_descriptor(), bytes, sizeof bytes) > 0) continue;
  return atomic_exchange(&pending, 0);
}

static bool is_ignored(int number) {
  struct sigaction present;
  return sigaction(number, NULL, &present) == 0 && !(present.sa_flags & SA_SIGINFO) && present.sa_handler == SIG_IGN;
}

void signals_watch(uint32_t numbers) {
  if (signals_descriptor() < 0) return;  // without a pipe nobody would hear of them
  struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigset_t unblocked;
  sigemptyset(&unblocked);
  for (int number = 1; number < limit; number++) {
    uint32_t bit = 1u << number;
    if (!(numbers & bit) || watched & bit || (kept_ignored & bit && is_ignored(number))) continue;
    if (sigaction(number, &action, &previous[number]) != 0) continue;
    watched |= bit;
    sigaddset(&unblocked, number);
  }
  // A program is born with the signals blocked that were blocked where it was started.
  pthread_sigmask(SIG_UNBLOCK, &unblocked, NULL);
}

void signals_unwatch(uint32_t unanswered) {
  for (int number = 1; number < limit; number++) {
    if (watched & 1u << number) sigaction(number, &previous[number], NULL);
  }
  unanswered = (unanswered | signals_take()) & watched;
  watched = 0;
  for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
    if (unanswered & 1u << ending[i]) raise(ending[i]);
  }
}

void signals_stop(void) {
  if (is_ignored(SIGTSTP)) return;
  // The rest of the job first, then this process by itself: raise does not return before it was stopped and continued,
  // while a signal from kill may be taken by another thread a little later, when the screen is already back.
  struct sigaction ignoring = {.sa_handler = SIG_IGN}, obeying = {.sa_handler = SIG_DFL}, present;
  sigaction(SIGTSTP, &ignoring, &present);
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &obeying, NULL);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &present, NULL);
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
