// What the C files of this target share with each other.
#ifndef CTERMINAL_INTERNAL_H
#define CTERMINAL_INTERNAL_H

// Wide characters, before any file includes curses.
#define NCURSES_WIDECHAR 1
#define _GNU_SOURCE
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif

#include "CTerminal.h"

#include <stddef.h>

// crash.c: until crash_disarm, what is written to standard error is held back for the normal screen, where it can be read.
void crash_hold_errors(void);

// screen.c: tells input.c that the window for input has been made or is about to go.
void input_open(void);
void input_close(void);

#endif
