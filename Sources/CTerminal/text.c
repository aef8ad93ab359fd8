// The locale and the width of characters.
#define _GNU_SOURCE

#include "CTerminal.h"

#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <wchar.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

// Locales that are UTF-8 wherever they exist: the first is Linux's, the others are macOS's.
static const char *const unicode_locales[] = {"C.UTF-8", "en_US.UTF-8", "UTF-8"};
static const int unicode_locale_count = sizeof unicode_locales / sizeof *unicode_locales;

// The name the environment gives the character set, in the order POSIX looks, or NULL.
static const char *requested_locale(void) {
  const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (int i = 0; i < 3; i++) {
    const char *value = getenv(variables[i]);
    if (value && *value) return value;
  }
  return NULL;
}

void text_use_locale(void) {
  const char *name = requested_locale();
  if (name && setlocale(LC_CTYPE, "")) return;
  // Nobody chose a locale (a bare container), or a UTF-8 one was chosen that is not installed: UTF-8 is what is meant.
  // LANG=C is a choice and is kept; only the character set is taken over, never the decimal comma.
  if (name && !strcasestr(name, "utf-8") && !strcasestr(name, "utf8")) return;
  for (int i = 0; i < unicode_locale_count; i++) {
    if (setlocale(LC_CTYPE, unicode_locales[i])) return;
  }
}

bool text_is_unicode(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

bool text_can_encode(uint32_t scalar) {
  char bytes[64];  // at least MB_LEN_MAX
  mbstate_t state = {0};
  return wcrtomb(bytes, (wchar_t)scalar, &state) != (size_t)-1;
}

static locale_t width_locale;
static pthread_once_t width_locale_once = PTHREAD_ONCE_INIT;

static void make_width_locale(void) {
  for (int i = 0; i < unicode_locale_count && !width_locale; i++) {
    width_locale = newlocale(LC_CTYPE_MASK, unicode_locales[i], (locale_t)0);
  }
}

int text_width(uint32_t scalar) {
  pthread_once(&width_locale_once, make_width_locale);
  locale_t previous = width_locale ? uselocale(width_locale) : (locale_t)0;
  int width = wcwidth((wchar_t)scalar);
  if (previous) uselocale(previous);
  return width;
}
