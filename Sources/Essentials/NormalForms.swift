#if canImport(FoundationEssentials)
  // Only the whole of Foundation has the two normal forms by a public name. The standard library compares strings by them,
  // and this is the name by which it lends them to Swift's other libraries; a test compares both with Foundation's.
  @_spi(_Unicode) import Swift

  extension String {
    /// Unicode's normalization form C: what can be composed with its accents is.
    package var normalizedC: String { String(String.UnicodeScalarView(_nfc)) }

    /// Unicode's normalization form D: what can be taken apart into a letter and its accents is.
    package var normalizedD: String { String(String.UnicodeScalarView(_nfd)) }
  }
#else
  import Foundation

  extension String {
    /// Unicode's normalization form C: what can be composed with its accents is.
    package var normalizedC: String { precomposedStringWithCanonicalMapping }

    /// Unicode's normalization form D: what can be taken apart into a letter and its accents is.
    package var normalizedD: String { decomposedStringWithCanonicalMapping }
  }
#endif

extension String {
  /// The text without the white space at both ends.
  package var trimmed: String {
    let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    let scalars = unicodeScalars.drop { isSpace($0) }
    guard let end = scalars.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(scalars[...end])
  }
}
