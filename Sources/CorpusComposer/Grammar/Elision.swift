/// Elision: `je aime` is written `j'aime`, but `la honte` keeps its a.
package enum Elision {
  /// Words whose h is "aspiré": no elision and no liaison before them.
  private static let aspirated: Set<String> = [
    "hache", "hachette", "haie", "haine", "haïr", "hamac", "hamburger", "hamster", "hamsters", "hanche", "hareng",
    "haricot", "haricots", "harpe", "hasard", "hâte", "haut", "haute", "hauteur", "hérisson", "hérissons", "héros",
    "hibou", "hiboux", "hockey", "Hollande", "hollandais", "hollandaise", "homard", "homards", "Hongrie", "hongrois",
    "hongroise", "honte", "hors", "housse", "huit", "hurler",
  ]
  private static let elided: Set<String> = ["je", "me", "te", "se", "le", "la", "ne", "de", "que"]
  private static let vowels: Set<Character> = [
    "a", "à", "â", "e", "é", "è", "ê", "ë", "i", "î", "ï", "o", "ô", "œ", "u", "ù", "û",
  ]

  /// Whether `je` becomes `j'` before this word or phrase.
  package static func isNeeded(before text: some StringProtocol) -> Bool {
    let word = text.prefix { $0 != " " && $0 != "-" && $0 != "," }
    guard let first = word.lowercased().first else { return false }
    if first == "h" { return !aspirated.contains(String(word)) }
    if first == "y" { return word == "y" }
    return vowels.contains(first) && !["onze", "oui", "ouistiti"].contains(word.lowercased())
  }

  /// Elides every word of a sentence that needs it.
  package static func apply(to sentence: String) -> String {
    let words = sentence.split(separator: " ")
    var result = ""
    for (index, word) in words.enumerated() {
      let next = index + 1 < words.count ? words[index + 1] : ""
      if elided.contains(word.lowercased()), isNeeded(before: next) {
        result += word.dropLast() + "'"
      } else {
        result += next.isEmpty ? String(word) : word + " "
      }
    }
    return result
  }
}
