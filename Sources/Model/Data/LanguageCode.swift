/// The three letters by which manythings.org names a language, such as `fra`; they follow ISO 639-3.
package struct LanguageCode: Hashable, Sendable {
  /// French.
  package static let french = LanguageCode(letters: "fra")

  /// Three letters from a to z.
  package let letters: String

  /// The code that a text is, in either case; nil for anything but three ASCII letters.
  package init?(_ text: String) {
    let letters = text.lowercased()
    guard letters.utf8.count == 3, letters.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
    else { return nil }
    self.init(letters: letters)
  }

  private init(letters: String) { self.letters = letters }

  /// The name of the archive that pairs English with this language.
  package var archiveName: String { letters + "-eng.zip" }
}
