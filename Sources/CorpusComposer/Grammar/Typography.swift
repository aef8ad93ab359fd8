/// The spaces and capitals of French print.
package enum Typography {
  /// U+202F, before `!`, `?` and `;`.
  package static let narrowNoBreakSpace = "\u{202F}"
  /// U+00A0, before `:`.
  package static let noBreakSpace = "\u{A0}"

  /// Puts the no-break spaces where the tables have plain ones.
  package static func set(_ text: String) -> String {
    var result = ""
    var pending = ""
    for character in text {
      if character == " " {
        pending += " "
        continue
      }
      if pending.count == 1 {
        switch character {
        case "!", "?", ";": pending = narrowNoBreakSpace
        case ":": pending = noBreakSpace
        default: break
        }
      }
      result += pending + String(character)
      pending = ""
    }
    return result + pending
  }

  /// The text with a capital first letter, its accent kept.
  package static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
