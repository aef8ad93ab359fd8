// The screen: one curses screen, opened at most once at a time and used from one thread.
#include "internal.h"

#include <curses.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

static SCREEN *screen;
static bool has_left;       // between screen_leave and screen_enter
static bool marks_pastes;   // whether the terminal speaks ANSI, so that it may be asked to mark pasted text
static int color_count;
static int shown_cursor;

static char *capability(const char *name) {
  char *value = tigetstr(name);
  return value == (char *)-1 ? NULL : value;
}

// What takes the full screen away: leaving the alternate screen where there is one, else clearing.
static const char *restoring_capability(void) { return capability("rmcup") ? "rmcup" : "clear"; }

// What a crash sends, collected from the terminal's description.
static char reset[256];
static size_t reset_count;

static int collect(int byte) {
  if (reset_count < sizeof reset) reset[reset_count++] = (char)byte;
  return byte;
}

static void prepare_reset(void) {
  reset_count = 0;
  if (marks_pastes) tputs(PASTE_OFF, 1, collect);
  const char *const names[] = {"rmkx", "sgr0", restoring_capability(), "cnorm"};
  for (int i = 0; i < 4; i++) {
    const char *value = capability(names[i]);
    if (value) tputs(value, 1, collect);
  }
  crash_set_reset(reset, reset_count);
}

const char *screen_type(void) {
  const char *name = getenv("TERM");
  return name ? name : "";
}

// Looks at the terminal's description, and prepares for a crash by it, before anything is sent.
static int inspect(void) {
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return SCREEN_NOT_A_TERMINAL;
  const char *name = screen_type();
  int status = 0;
  if (!*name || setupterm(name, STDOUT_FILENO, &status) != OK) return SCREEN_TYPE_UNKNOWN;
  const char *move = capability("cup");
  bool is_capable = move != NULL && strcmp(name, "dumb") != 0;
  marks_pastes = is_capable && strncmp(move, "\033[", 2) == 0;
  if (is_capable) prepare_reset();
  del_curterm(cur_term);
  return is_capable ? SCREEN_OPENED : SCREEN_TYPE_INCAPABLE;
}

static void start_colors(void) {
  const char *refusal = getenv("NO_COLOR");
  color_count = 0;
  if ((refusal && *refusal) || !has_colors() || start_color() != OK) return;
  use_default_colors();
  color_count = COLORS >= 8 ? COLORS : 0;
}

int screen_open(void) {
  int status = inspect();
  if (status != SCREEN_OPENED) return status;
  crash_arm();
  crash_hold_errors();
  // Curses would believe these rather than the terminal. (use_env(FALSE) would keep it from asking the terminal, too.)
  unsetenv("LINES");
  unsetenv("COLUMNS");
  screen = newterm(NULL, stdout, stdin);
  if (!screen) {
    crash_disarm();
    return SCREEN_TYPE_UNKNOWN;
  }
  set_term(screen);
  set_escdelay(25);
  raw();  // ^C ^Z ^S ^Q ^\ are keys
  noecho();
  nonl();
  typeahead(-1);
  idcok(stdscr, FALSE);
  start_colors();
  input_open();
  shown_cursor = curs_set(0) == ERR ? -1 : 0;
  static bool is_registered;
  if (!is_registered) atexit(screen_close);
  is_registered = true;
  has_left = true;
  screen_enter();
  return SCREEN_OPENED;
}

void screen_enter(void) {
  if (!screen || !has_left) return;
  has_left = false;
  crash_arm();
  crash_hold_errors();
  clearok(curscr, TRUE);
  wrefresh(stdscr);
  if (marks_pastes) (void)!write(STDOUT_FILENO, PASTE_ON, sizeof PASTE_ON - 1);
}

void screen_leave(void) {
  if (!screen || has_left) return;
  has_left = true;
  if (marks_pastes) (void)!write(STDOUT_FILENO, PASTE_OFF, sizeof PASTE_OFF - 1);
  endwin();
  if (!capability("rmcup") && capability("clear")) {
    tputs(capability("clear"), 1, putchar);
    fflush(stdout);
  }
  crash_disarm();
}

void screen_close(void) {
  if (!screen) return;
  screen_leave();
  input_close();
  delscreen(screen);
  screen = NULL;
}

int screen_columns(void) { return screen ? getmaxx(stdscr) : 0; }

int screen_rows(void) { return screen ? getmaxy(stdscr) : 0; }

bool screen_resize(void) {
  struct winsize size;
  if (!screen || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_row || !size.ws_col) return false;
  if (size.ws_row == screen_rows() && size.ws_col == screen_columns()) return false;
  resizeterm(size.ws_row, size.ws_col);
  werase(stdscr);
  clearok(curscr, TRUE);
  return true;
}

int screen_colors(void) { return color_count; }

bool screen_define_pair(int pair, int foreground, int background) {
  return pair < COLOR_PAIRS && pair <= INT16_MAX && init_pair((short)pair, (short)foreground, (short)background) == OK;
}

void screen_put(int row, int column, const uint32_t *scalars, int count, unsigned attributes, int pair) {
  if (!screen) return;
  wchar_t text[CCHARW_MAX + 1] = {0};
  for (int i = 0; i < count && i < CCHARW_MAX; i++) text[i] = (wchar_t)scalars[i];
  attr_t bits = (attributes & SCREEN_BOLD ? A_BOLD : 0) | (attributes & SCREEN_DIM ? A_DIM : 0)
      | (attributes & SCREEN_UNDERLINE ? A_UNDERLINE : 0) | (attributes & SCREEN_REVERSE ? A_REVERSE : 0);
  cchar_t cell;
  if (setcchar(&cell, text, bits, (short)pair, NULL) != OK) return;
  mvwadd_wchnstr(stdscr, row, column, &cell, 1);
}

// Sends the changed rows one at a time. Where several rows look like others moved up or down, curses would scroll a part of
// the screen (CSI S and T), which not every emulator knows; of a single row it never thinks so.
static void refresh_by_rows(void) {
  int rows = getmaxy(stdscr);
  bool has_changed[rows > 0 ? rows : 1];
  for (int row = 0; row < rows; row++) has_changed[row] = is_linetouched(stdscr, row);
  untouchwin(stdscr);
  for (int row = 0; row < rows; row++) {
    if (!has_changed[row]) continue;
    wtouchln(stdscr, row, 1, TRUE);
    wrefresh(stdscr);
  }
  wrefresh(stdscr);
}

void screen_show(int row, int column) {
  if (!screen) return;
  int wanted = row >= 0;
  if (wanted) wmove(stdscr, row, column);
  refresh_by_rows();
  if (shown_cursor >= 0 && wanted != shown_cursor) {
    curs_set(wanted);
    shown_cursor = wanted;
  }
}

bool screen_send(const uint8_t *bytes, size_t count) {
  if (!screen || has_left || !marks_pastes) return false;
  fflush(stdout);
  while (count > 0) {
    ssize_t sent = write(STDOUT_FILENO, bytes, count);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes += sent;
    count -= (size_t)sent;
  }
  return true;
}
