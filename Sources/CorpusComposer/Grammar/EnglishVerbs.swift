/// The forms of English verbs; a phrase such as `eat meat` is inflected at its first word.
package struct EnglishVerbs: Sendable {
  private var pasts: [String: String] = [:]
  private static let vowels: Set<Character> = ["a", "e", "i", "o", "u"]

  init() throws(ComposerError) {
    for row in try Table.rows("english-verbs", columns: 3...3) { pasts[row[0]] = row[1] }
  }

  /// He `eats meat`.
  package func third(_ phrase: String) -> String {
    Self.inflect(phrase) { verb in
      switch verb {
      case "have": return "has"
      case "do", "go": return verb + "es"
      default: break
      }
      if Self.endsInConsonantAndY(verb) { return verb.dropLast() + "ies" }
      let hisses = ["s", "sh", "ch", "x", "z"].contains { verb.hasSuffix($0) }
      return verb + (hisses ? "es" : "s")
    }
  }

  /// I `ate meat`.
  package func past(_ phrase: String) -> String {
    Self.inflect(phrase) { verb in
      if let past = pasts[verb] { return past }
      if verb.hasSuffix("e") { return verb + "d" }
      if Self.endsInConsonantAndY(verb) { return verb.dropLast() + "ied" }
      return Self.doubled(verb) + "ed"
    }
  }

  /// I'm `eating meat`.
  package func gerund(_ phrase: String) -> String {
    Self.inflect(phrase) { verb in
      if verb == "lie" { return "lying" }
      if verb == "panic" { return "panicking" }
      if verb.hasSuffix("e"), !verb.hasSuffix("ee") { return verb.dropLast() + "ing" }
      return Self.doubled(verb) + "ing"
    }
  }

  private static func inflect(_ phrase: String, _ change: (String) -> String) -> String {
    let verb = phrase.prefix { $0 != " " }
    return change(String(verb)) + phrase.dropFirst(verb.count)
  }

  private static func endsInConsonantAndY(_ verb: String) -> Bool {
    verb.hasSuffix("y") && verb.dropLast().last.map { !vowels.contains($0) } ?? false
  }

  /// The verb with its last consonant doubled where English doubles it.
  ///
  /// `swim` becomes `swimm`: one syllable, one vowel, one consonant. `begin` and `forget` are stressed at the end.
  private static func doubled(_ verb: String) -> String {
    let letters = Array(verb)
    guard letters.count >= 3, let last = letters.last, !vowels.contains(last), !["w", "x", "y"].contains(last),
      vowels.contains(letters[letters.count - 2]), !vowels.contains(letters[letters.count - 3])
    else { return verb }
    let isShort = letters.dropLast(2).allSatisfy { !vowels.contains($0) }
    return isShort || ["begin", "forget"].contains(verb) ? verb + String(last) : verb
  }
}
