/// All verbs: the irregular ones from a table, the others by rule.
package struct Lexicon: Sendable {
  private let irregular: [String: Verb]
  /// The English verbs.
  package let english: EnglishVerbs
  /// être, the auxiliary and copula.
  package let être: Verb
  /// avoir, the auxiliary.
  package let avoir: Verb

  /// Reads the tables of verbs.
  /// - Throws: `ComposerError` if a table is missing or malformed.
  package init() throws(ComposerError) {
    var irregular: [String: Verb] = [:]
    for row in try Table.rows("french-verbs", columns: 4...5) {
      let present = row[1].split(separator: " ").map(String.init)
      let imperative = row.count > 4 ? row[4].split(separator: " ").map(String.init) : []
      guard present.count == 6, imperative.isEmpty || imperative.count == 3 else {
        throw .malformedRow(table: "french-verbs", row: row.joined(separator: " = "))
      }
      irregular[row[0]] = Verb(
        infinitive: row[0], present: present, participle: row[2], futureStem: row[3], imperative: imperative)
    }
    guard let être = irregular["être"], let avoir = irregular["avoir"] else {
      throw .malformedRow(table: "french-verbs", row: "être and avoir are missing")
    }
    self.irregular = irregular
    self.être = être
    self.avoir = avoir
    english = try EnglishVerbs()
  }

  /// The verb with this infinitive.
  /// - Throws: `ComposerError.unknownVerb` if it is neither in the table nor regular.
  package func verb(_ infinitive: String) throws(ComposerError) -> Verb {
    guard let verb = irregular[infinitive] ?? Verb(regular: infinitive) else { throw .unknownVerb(infinitive) }
    return verb
  }

  /// The predicate a phrase such as `se lever tôt` or `bien manger` stands for.
  /// - Throws: `ComposerError.unknownVerb` if its verb cannot be conjugated.
  package func predicate(_ phrase: String, takesAvoir: Bool = false) throws(ComposerError) -> Predicate {
    var words = phrase.split(separator: " ").map(String.init)
    var isReflexive = false
    var adverb = ""
    if words.first == "bien" { adverb = words.removeFirst() }
    if words.first == "se" {
      isReflexive = true
      words.removeFirst()
    } else if let first = words.first, first.hasPrefix("s'") {
      isReflexive = true
      words[0] = String(first.dropFirst(2))
    }
    let verb = try verb(words.first ?? "")
    let takesÊtre = isReflexive || (verb.isMovement && !takesAvoir)
    return Predicate(
      verb: verb, auxiliary: takesÊtre ? être : avoir, isReflexive: isReflexive, adverb: adverb,
      complement: words.dropFirst().joined(separator: " "))
  }
}
