// zlib's own interface; its headers come with the Swift toolchain's prerequisites.
#include <zlib.h>
