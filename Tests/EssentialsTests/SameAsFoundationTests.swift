import Essentials
import Foundation
import Testing

/// What stands here in the place of something of Foundation's does the same.
struct SameAsFoundationTests {
  private static let formats = [
    "%.0f", "%.1f", "%.2f", "%.3f", "%.4f", "%.6f", "%.2g", "%.4g", "%.0e", "%.1e", "%.2e", "%.3e", "%+.0e", "%+.1e",
    "%+.0f", "%+.2f", "%+.3f", "%+.4f", "%4.1f", "%10.0f ", "%10.2f ",
  ]

  @Test("Numbers are printed as by String(format:), halves and widths included", arguments: formats)
  func numbers(_ format: String) {
    var values: [Double] = [
      0, -0.0, 0.5, 1.5, 2.5, -2.5, 0.125, 0.375, 0.00005, 0.00015, 0.005, 0.015, 0.995, 9.99995, 99.95, 999.5,
      1e5, 123456.5, 1e-7, .leastNonzeroMagnitude, 1e15, 1e22, .pi, 1 / 3, .greatestFiniteMagnitude, .infinity,
      -.infinity, .nan,
    ]
    var generator = SplitMix(state: 1)
    values += (0..<2000).map { _ in
      Double.random(in: -1...1, using: &generator) * pow(10, .random(in: -8...8, using: &generator))
    }
    for value in values {
      #expect(String(printf: format, value) == String(format: format, value), "\(format) of \(value)")
    }
  }

  @Test("Times are printed as by String(format:)")
  func times() {
    for seconds in [0, 9, 59, 60, 3599, 3600, 9_999_999] {
      let parts = (seconds / 3600, seconds / 60 % 60, seconds % 60)
      #expect(
        String(printf: "%d:%02d:%02d", parts.0, parts.1, parts.2)
          == String(format: "%d:%02d:%02d", parts.0, parts.1, parts.2))
    }
  }

  @Test("Normal forms of every scalar that Foundation knows")
  func scalars() {
    let scalars = (UInt32(0)...0x10FFFF).compactMap { Unicode.Scalar($0) }
      .filter { scalar in scalar.properties.age.map { $0.major < 16 } ?? false }
    let differing = scalars.filter { !Self.isSame(String($0)) }
    #expect(scalars.count > 140_000 && differing.isEmpty, "\(differing.prefix(20))")
  }

  /// Foundation composes the second with the accent to U+00C1, since it looks at the lower 16 bits alone, and does not compose
  /// the third, whose second letter combines below the accent.
  @Test("Accents behind other letters than Latin ones")
  func foreignLetters() {
    #expect("e\u{301}x".normalizedC.unicodeScalars.elementsEqual("\u{E9}x".unicodeScalars))
    #expect("\u{10041}\u{301}".normalizedC.unicodeScalars.elementsEqual("\u{10041}\u{301}".unicodeScalars))
    #expect("e\u{F73}\u{301}".normalizedC.unicodeScalars.elementsEqual("\u{E9}\u{F71}\u{F72}".unicodeScalars))
  }

  @Test("Normal forms of accents in any order")
  func accents() {
    let scalars =
      (0x300...0x34F).compactMap { Unicode.Scalar($0) }
      + ["a", "e", "o", "ç", "ộ", "\u{1100}", "\u{1161}", "각"]
    var generator = SplitMix(state: 2)
    for _ in 0..<20_000 {
      let text = String(String.UnicodeScalarView((0..<6).compactMap { _ in scalars.randomElement(using: &generator) }))
      #expect(Self.isSame(text), "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
    }
  }

  private static func isSame(_ text: String) -> Bool {
    let composed = text.precomposedStringWithCanonicalMapping
    let decomposed = text.decomposedStringWithCanonicalMapping
    // By scalars: strings are equal in any form.
    return text.normalizedC.unicodeScalars.elementsEqual(composed.unicodeScalars)
      && text.normalizedD.unicodeScalars.elementsEqual(decomposed.unicodeScalars)
  }

  @Test("The name in a path and ~", arguments: ["a", "a/b", "/a/b.c", "/", "a/b/", "~", "~/a", "~root/a", "b~", "é/ü"])
  func paths(_ path: String) {
    #expect(path.nameInPath == NSString(string: path).lastPathComponent)
    #expect(path.tildeExpanded == NSString(string: path).expandingTildeInPath)
  }

  @Test("Nobody's home stays a name")
  func nobodysHome() {
    #expect("~no such user/a".tildeExpanded == "~no such user/a")
  }

  @Test("The folder in a path", arguments: [("a", "."), ("a/b", "a"), ("/a", "/"), ("/a/b", "/a")])
  func folders(_ path: String, _ folder: String) {
    #expect(path.folderInPath == folder)
  }

  @Test("White space at both ends", arguments: ["", " ", " a", "a \t\n", "\u{A0}a b\u{3000}", "\r\na\r\n"])
  func trimmed(_ text: String) {
    #expect(text.trimmed == text.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}

/// Random numbers from a seed (Steele, Lea and Flood, 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
