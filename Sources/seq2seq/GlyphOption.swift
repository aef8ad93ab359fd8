import ArgumentParser
import Interface

/// `--ascii`: which marks a command draws with.
struct GlyphOption: ParsableArguments {
  @Flag(help: "Draw charts and marks in ASCII; letters stay. TERM=linux and a locale without UTF-8 do so by themselves.")
  var ascii = false

  /// The marks for standard output.
  var glyphs: Glyphs { .output(isASCII: ascii) }
}
