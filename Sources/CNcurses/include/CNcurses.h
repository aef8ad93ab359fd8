// What Swift sees of the C library and of curses: our own functions and nothing else. curses.h itself stays in the C
// files, because its variables (stdscr, LINES) are concurrency errors in Swift 6 and its macros are not imported.
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
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

#endif
