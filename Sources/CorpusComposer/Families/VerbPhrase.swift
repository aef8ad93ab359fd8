/// A row of `predicates.tsv`: an English verb phrase, its French, and the frames it is natural in.
struct VerbPhrase {
  /// `eat meat`.
  let english: String
  /// `manger de la viande`.
  let french: Predicate
  private let uses: String

  init(english: String, french: Predicate, uses: String) {
    self.english = english
    self.french = french
    self.uses = uses
  }

  /// Whether the table allows the frames of this letter.
  func allows(_ use: Character) -> Bool { uses.contains(use) }

  /// Whether one asks for it rather than forbids it.
  var isWelcome: Bool { !allows("n") || allows("i") }

  /// Whether one is so rather than does so: no `never`.
  var isState: Bool { ["aimer", "connaître", "avoir", "habiter", "croire"].contains(french.verb.infinitive) }

  /// Whether it says how much: no `never` but `not … a lot`.
  var isMeasured: Bool { english.hasSuffix(" a lot") }

  /// Whether it is too strong to be denied or asked: no `We don't love dogs`.
  var isExtreme: Bool { ["adorer", "détester"].contains(french.verb.infinitive) }

  /// Whether the subject is not in the phrase itself: no `Tom helps Tom`.
  func fits(_ subject: Subject) -> Bool { !subject.isName || !english.hasSuffix(subject.english) }

  /// All rows.
  static func all(_ lexicon: Lexicon) throws(ComposerError) -> [VerbPhrase] {
    var phrases: [VerbPhrase] = []
    for row in try Table.rows("predicates", columns: 3...3) {
      let french = try lexicon.predicate(row[1], takesAvoir: row[2].contains("a"))
      phrases.append(VerbPhrase(english: row[0], french: french, uses: row[2]))
    }
    return phrases
  }

  /// A question's renderings: inverted, and for tu also as spoken; for names also with est-ce que.
  ///
  /// About oneself only where `ofOneself` says that it is natural (`Can I swim?`).
  static func questions(
    _ subject: Subject, _ predicate: Predicate, _ tense: Verb.Tense, ofOneself: Bool = false
  ) -> [String] {
    guard subject.isAskedAbout || ofOneself else { return [] }
    let statement = predicate.statement(subject, tense)
    let spoken = "est-ce que " + statement
    if subject.english == "I" { return [spoken] }
    if subject.french == "on" { return [statement] }
    let inverted = predicate.inversion(subject, tense)
    if subject.french == "tu" { return [inverted, statement] }
    return subject.isName ? [inverted, spoken] : [inverted]
  }
}
