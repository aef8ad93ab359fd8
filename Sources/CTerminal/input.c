// Bytes and keys. Curses knows the keys of terminfo; everything else reaches Swift as bytes, also UTF-8, which is put
// together there: it may arrive in parts, and in a locale that is not UTF-8.
#include "internal.h"

#include <curses.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

// A pad, because reading from a window would refresh it.
static WINDOW *pad;

void input_open(void) {
  pad = newpad(1, 1);
  keypad(pad, TRUE);
  nodelay(pad, TRUE);
  // The mouse is off. Should a report come all the same, it must arrive in one piece to be dropped in one piece.
  define_key(NULL, KEY_MOUSE);
}

void input_close(void) {
  delwin(pad);
  pad = NULL;
}

int input_read(void) {
  if (!pad) return INPUT_NONE;
  int code = wgetch(pad);
  if (code == ERR) return INPUT_NONE;
  if (code < 256) return code;
  if (code >= KEY_F(1) && code <= KEY_F(63)) return INPUT_FUNCTION + (code - KEY_F(0));
  switch (code) {
    case KEY_ENTER: return INPUT_ENTER;
    case KEY_BTAB: return INPUT_BACK_TAB;
    case KEY_BACKSPACE: return INPUT_BACKSPACE;
    case KEY_DC: return INPUT_DELETE;
    case KEY_IC: return INPUT_INSERT;
    case KEY_UP: return INPUT_UP;
    case KEY_DOWN: return INPUT_DOWN;
    case KEY_LEFT: return INPUT_LEFT;
    case KEY_RIGHT: return INPUT_RIGHT;
    case KEY_SLEFT: return INPUT_SHIFT_LEFT;
    case KEY_SRIGHT: return INPUT_SHIFT_RIGHT;
    case KEY_HOME: return INPUT_HOME;
    case KEY_END: return INPUT_END;
    case KEY_PPAGE: return INPUT_PAGE_UP;
    case KEY_NPAGE: return INPUT_PAGE_DOWN;
    default: return INPUT_UNKNOWN;
  }
}

void input_wait(int milliseconds) {
  struct pollfd sources[] = {
    {.fd = STDIN_FILENO, .events = POLLIN},
    {.fd = signals_descriptor(), .events = POLLIN},
  };
  poll(sources, 2, milliseconds);
}

bool input_is_over(void) {
  struct pollfd source = {.fd = STDIN_FILENO, .events = POLLIN};
  if (poll(&source, 1, 0) <= 0) return false;
  int waiting = 0;
  return (source.revents & (POLLHUP | POLLERR | POLLNVAL)) || ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0
      || waiting == 0;
}
