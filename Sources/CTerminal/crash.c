// Giving the terminal back when the program crashes. A handler here writes a string prepared beforehand, sets the
// terminal's modes, and copies the held back error messages. It calls only what POSIX lists as async-signal-safe (dup2,
// ftruncate, lseek, pause, poll, pthread_kill, pthread_self, raise, read, sigaction, tcsetattr, write), and
// pthread_equal, which compares two numbers; what it shares with other threads is atomic and without a lock.
#include "internal.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

// SIGQUIT is no crash, but its default action ends the program as abruptly; from the keyboard it comes as a key.
static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT};
enum { fatal_count = sizeof fatal / sizeof *fatal };

_Static_assert(ATOMIC_BOOL_LOCK_FREE == 2, "a signal handler needs an atomic bool without a lock");

static struct sigaction previous[fatal_count];
static atomic_bool is_armed;
static struct termios modes;
static char reset[256];
static size_t reset_count;
static char stack[64 * 1024];
static int errors = -1;    // the real standard error
static int held = -1;      // a nameless file that stands in for it
static pthread_t drawing;  // the thread of the screen
static atomic_bool is_parked;

void crash_set_reset(const char *bytes, size_t count) {
  reset_count = count < sizeof reset ? count : sizeof reset;
  memcpy(reset, bytes, reset_count);
}

void crash_hold_errors(void) {
  if (!isatty(STDERR_FILENO)) return;
  if (held < 0) {
    FILE *file = tmpfile();
    if (!file) return;
    held = fileno(file);
    errors = dup(STDERR_FILENO);
  }
  if (errors >= 0) dup2(held, STDERR_FILENO);
}

static void release_errors(void) {
  if (held < 0 || errors < 0) return;
  dup2(errors, STDERR_FILENO);
  char bytes[1024];
  ssize_t count;
  lseek(held, 0, SEEK_SET);
  while ((count = read(held, bytes, sizeof bytes)) > 0 && write(STDERR_FILENO, bytes, (size_t)count) == count) continue;
  (void)!ftruncate(held, 0);
  lseek(held, 0, SEEK_SET);
}

static void park(int number) {
  (void)number;
  is_parked = true;
  for (;;) pause();
}

// Another thread may be drawing just now; it must not go on behind the reset.
static void park_drawing_thread(void) {
  if (pthread_equal(pthread_self(), drawing)) return;
  struct sigaction action = {.sa_handler = park};
  sigemptyset(&action.sa_mask);
  sigaction(SIGUSR1, &action, NULL);
  if (pthread_kill(drawing, SIGUSR1) != 0) return;
  for (int i = 0; i < 100 && !is_parked; i++) poll(NULL, 0, 1);
}

static void give_back_and_die(int number) {
  static atomic_flag is_dying = ATOMIC_FLAG_INIT;
  // A second thread that crashes meanwhile waits for the end that the first one makes.
  if (is_armed && atomic_flag_test_and_set(&is_dying)) park(number);
  if (is_armed) {
    park_drawing_thread();
    (void)!write(STDOUT_FILENO, reset, reset_count);
    tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    release_errors();
    is_armed = false;
  }
  // Whoever was there before, Swift's backtracer or the default action, sees the signal when this handler returns.
  for (int i = 0; i < fatal_count; i++) {
    if (fatal[i] == number) sigaction(number, &previous[i], NULL);
  }
  raise(number);
}

// A stack of its own, so that the handler runs even when the main thread has used up its stack.
static void make_stack(void) {
  stack_t present;
  if (sigaltstack(NULL, &present) != 0 || !(present.ss_flags & SS_DISABLE)) return;
  stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&own, NULL);
}

void crash_arm(void) {
  if (is_armed) return;
  drawing = pthread_self();
  if (tcgetattr(STDIN_FILENO, &modes) != 0) return;
  make_stack();
  // All other signals wait: among them SIGTTOU, which would stop a background process at tcsetattr.
  struct sigaction action = {.sa_handler = give_back_and_die, .sa_flags = SA_ONSTACK};
  sigfillset(&action.sa_mask);
  for (int i = 0; i < fatal_count; i++) sigaction(fatal[i], &action, &previous[i]);
  is_armed = true;
}

void crash_disarm(void) {
  if (!is_armed) return;
  is_armed = false;
  for (int i = 0; i < fatal_count; i++) sigaction(fatal[i], &previous[i], NULL);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
  release_errors();
}
