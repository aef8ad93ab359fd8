// What Swift sees of the C library and of curses: our own functions and nothing else. curses.h itself stays in the C
// files, because its variables (stdscr, LINES) are concurrency errors in Swift 6 and its macros are not imported.
#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// ---- text.c: the locale and the width of characters ----

/// Takes the character set from the environment. Call it once, before the screen is opened.
void text_use_locale(void);

/// Whether the locale in use encodes text as UTF-8.
bool text_is_unicode(void);

/// Whether the locale in use can show this Unicode scalar at all.
bool text_can_encode(uint32_t scalar);

/// The columns a Unicode scalar takes: 0 for a combining mark, 1, 2, or -1 for what cannot be printed.
/// The same table as curses uses in a UTF-8 locale, in every locale.
int text_width(uint32_t scalar);

// ---- signals.c: signals and wake-ups become bits that somebody takes; the only handlers but those for crashes ----

/// The bit that stands for `signals_wake`, which is no signal; the others have the signals' own numbers.
enum { SIGNALS_WOKEN = 0 };

/// Begins to note these signals (bit n for signal n) instead of obeying them. SIGHUP and SIGTSTP stay ignored where
/// they were when the program started, as nohup has it. Takes one thread at a time, like `signals_unwatch`.
void signals_watch(uint32_t numbers);

/// Puts back what the signals did before `signals_watch`. One that would have ended the process, and came without being
/// answered, does so now: those of `unanswered` and those not yet taken.
void signals_unwatch(uint32_t unanswered);

/// What happened since the last call: bit 0 for `signals_wake`, bit n for signal n.
uint32_t signals_take(void);

/// Waits until `signals_take` has something to tell.
void signals_wait(void);

/// What is readable while `signals_take` has something to tell; -1 where the system has no pipe left: nothing is noted.
int signals_descriptor(void);

/// Ends a wait in `input_wait`; from any thread, at any time.
void signals_wake(void);

/// Stops this process and the rest of its job, as ^Z does, and returns when it is continued.
void signals_stop(void);

/// Ends the process by the default action of a signal, so that a shell sees its number.
_Noreturn void signals_reraise(int signal);

// ---- crash.c: the terminal is given back when the program crashes ----

/// What a crash sends to the terminal, 255 bytes at most.
void crash_set_reset(const char *bytes, size_t count);

/// Remembers the modes of standard input's terminal; from now on a crash brings them back, having sent the reset. Call it
/// before the modes are changed, and from the thread that draws.
void crash_arm(void);

/// Brings the modes back that `crash_arm` found, and leaves crashes alone from now on.
void crash_disarm(void);

// ---- screen.c: the only place that draws ----

/// Why the screen could not be opened.
enum { SCREEN_OPENED, SCREEN_NOT_A_TERMINAL, SCREEN_TYPE_UNKNOWN, SCREEN_TYPE_INCAPABLE };

/// Attributes of a cell, which may be added up.
enum { SCREEN_BOLD = 1, SCREEN_DIM = 2, SCREEN_UNDERLINE = 4, SCREEN_REVERSE = 8 };

/// The terminal's type as TERM gives it, empty when it does not.
const char *screen_type(void);

/// Takes over the terminal of standard input and output; changes nothing unless it returns SCREEN_OPENED.
int screen_open(void);

/// Gives the terminal back as it was found. Does nothing when it is closed already.
void screen_close(void);

/// Gives the terminal back for a while; `screen_enter` takes it again.
void screen_leave(void);

/// Takes the terminal again and repaints it.
void screen_enter(void);

/// The width of the screen in cells.
int screen_columns(void);

/// The height of the screen in cells.
int screen_rows(void);

/// Reads the terminal's size again. When it has changed, empties the screen, repaints at the next `screen_show` and
/// returns true.
bool screen_resize(void);

/// The number of colours, 0 where they are fewer than eight and where NO_COLOR is set.
int screen_colors(void);

/// Defines a pair of colours, -1 being the terminal's own; false when there is no room for number `pair` (from 1).
bool screen_define_pair(int pair, int foreground, int background);

/// Puts one glyph into its cells: a spacing scalar and the marks upon it, `count` in all.
void screen_put(int row, int column, const uint32_t *scalars, int count, unsigned attributes, int pair);

/// Sends what has changed and shows the cursor in this cell; a negative row hides it.
void screen_show(int row, int column);

/// Sends bytes that change nothing on the screen; false where the terminal does not speak ANSI, or is not ours.
bool screen_send(const uint8_t *bytes, size_t count);

// ---- input.c: bytes and keys ----

/// What `input_read` returns besides the bytes 0...255.
enum {
  INPUT_NONE = -1,
  INPUT_UNKNOWN = 256,
  INPUT_ENTER,
  INPUT_BACK_TAB,
  INPUT_BACKSPACE,
  INPUT_DELETE,
  INPUT_INSERT,
  INPUT_UP,
  INPUT_DOWN,
  INPUT_LEFT,
  INPUT_RIGHT,
  INPUT_SHIFT_LEFT,
  INPUT_SHIFT_RIGHT,
  INPUT_HOME,
  INPUT_END,
  INPUT_PAGE_UP,
  INPUT_PAGE_DOWN,
  INPUT_FUNCTION = 512  // plus the number of the function key
};

/// The next byte or key, INPUT_NONE when there is none yet. Waits only to tell Esc from a key that starts with it.
int input_read(void);

/// Waits until there is input or a signal, at most so many milliseconds, for ever when negative.
void input_wait(int milliseconds);

/// Whether the terminal has gone away: asked when `input_read` found nothing.
bool input_is_over(void);

#endif
