/// How deep the arrays and objects of a JSON text lie in each other.
package enum JSONNesting {
  /// Deeper than anything written here; Foundation's parser recurses, and must not be led to the stack's end.
  package static let limit = 32

  /// Whether no bracket of `text` lies more than `limit` deep; it need not be valid JSON.
  package static func isShallow(_ text: String) -> Bool {
    var depth = 0
    var isInString = false
    var isEscaped = false
    for byte in text.utf8 {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
      if depth > limit { return false }
    }
    return true
  }
}
