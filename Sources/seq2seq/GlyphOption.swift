import ArgumentParser
import Interface

/// `--ascii`: which marks a command draws with.
struct GlyphOption: ParsableArguments {
  @Flag(help: "Draw charts and marks in ASCII, as TERM=linux and a locale without UTF-8 have it; letters stay.")
  var ascii = false

  /// The marks for standard output.
  var glyphs: Glyphs { .output(isASCII: ascii) }
}
