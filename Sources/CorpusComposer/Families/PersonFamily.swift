/// One person and another.
///
/// `I know him.`, `She called us.`, `Follow me!`, `Can you help them?`
struct PersonFamily {
  private struct Someone {
    let english: String
    let direct: String
    let indirect: String
    let agreement: Agreement
  }

  private static let people = [
    Someone(english: "me", direct: "me", indirect: "me", agreement: .masculine),
    Someone(english: "me", direct: "me", indirect: "me", agreement: .feminine),
    Someone(english: "you", direct: "te", indirect: "te", agreement: .masculine),
    Someone(english: "you", direct: "te", indirect: "te", agreement: .feminine),
    Someone(english: "you", direct: "vous", indirect: "vous", agreement: .masculinePlural),
    Someone(english: "him", direct: "le", indirect: "lui", agreement: .masculine),
    Someone(english: "her", direct: "la", indirect: "lui", agreement: .feminine),
    Someone(english: "us", direct: "nous", indirect: "nous", agreement: .masculinePlural),
    Someone(english: "them", direct: "les", indirect: "leur", agreement: .masculinePlural),
  ]

  private let rows: [(english: String, french: Predicate, isDirect: Bool, uses: String)]
  private let lexicon: Lexicon

  init(_ lexicon: Lexicon) throws(ComposerError) {
    self.lexicon = lexicon
    var rows: [(english: String, french: Predicate, isDirect: Bool, uses: String)] = []
    for row in try Table.rows("transitive", columns: 4...4) {
      rows.append((row[0], try lexicon.predicate(row[1]), row[2] == "d", row[3]))
    }
    self.rows = rows
  }

  /// Every sensible pair of persons in the frames of each verb.
  func pairs() throws(ComposerError) -> [Pair] {
    let pouvoir = try lexicon.verb("pouvoir")
    let devoir = try lexicon.verb("devoir")
    return rows.flatMap { row in
      Self.people.flatMap { someone -> [Pair] in
        var predicate = row.french
        predicate.clitic = row.isDirect ? someone.direct : someone.indirect
        let phrase = "\(row.english) \(someone.english)"
        return orders(phrase, predicate, row.uses, someone)
          + Subject.all.filter { Self.fits($0, someone) }.flatMap { subject in
            sentences(subject, phrase, predicate, row.uses, participle(row, someone), [pouvoir, devoir])
          }
      }
    }
  }

  /// The participle that agrees with a direct object before it, which the clitic alone does not tell.
  private func participle(
    _ row: (english: String, french: Predicate, isDirect: Bool, uses: String), _ someone: Someone
  ) -> String {
    row.isDirect ? someone.agreement.participle(row.french.verb.participle) : row.french.verb.participle
  }

  /// Not `I … me`, `you … you`, `we … us`; nor tu with vous.
  private static func fits(_ subject: Subject, _ someone: Someone) -> Bool {
    switch someone.english {
    case "me": !["je", "nous", "on"].contains(subject.french)
    case "you": !["tu", "vous"].contains(subject.french)
    case "us": !["je", "nous", "on"].contains(subject.french)
    default: true
    }
  }

  private func orders(_ phrase: String, _ predicate: Predicate, _ uses: String, _ someone: Someone) -> [Pair] {
    guard someone.english != "you" else { return [] }
    var pairs: [Pair] = []
    for person in [0, 2] {
      let please = person == 0 ? "s'il te plaît" : "s'il vous plaît"
      if uses.contains("i") {
        pairs.append(Pair("\(phrase)!", predicate.imperative(person)))
        pairs.append(Pair("Please \(phrase).", predicate.imperative(person) + ", " + please))
      }
      if uses.contains("n") { pairs.append(Pair("Don't \(phrase)!", predicate.negativeImperative(person))) }
    }
    return pairs
  }

  private func sentences(
    _ subject: Subject, _ phrase: String, _ predicate: Predicate, _ uses: String, _ participle: String, _ modals: [Verb]
  ) -> [Pair] {
    var pairs: [Pair] = []
    let does = subject.isThird ? "does" : "do"
    if uses.contains("p") {
      let verb = subject.isThird ? lexicon.english.third(phrase) : phrase
      pairs.append(Pair("\(subject.english) \(verb).", predicate.statement(subject, .present)))
      let negated = predicate.statement(subject, .present, negation: "pas")
      pairs.append(Pair("\(subject.english) \(does)n't \(phrase).", negated))
      pairs += VerbPhrase.questions(subject, predicate, .present).map {
        Pair("\(does) \(subject.inner) \(phrase)?", $0)
      }
    }
    if uses.contains("d") {
      let past = lexicon.english.past(phrase)
      let finite = lexicon.avoir.present[subject.person]
      let end = [participle, predicate.complement].filter { !$0.isEmpty }.joined(separator: " ")
      let clitic = predicate.clitic
      pairs.append(Pair("\(subject.english) \(past).", "\(subject.french) \(clitic) \(finite) \(end)"))
      pairs.append(
        Pair("\(subject.english) didn't \(phrase).", "\(subject.french) ne \(clitic) \(finite) pas \(end)"))
    }
    if uses.contains("f"), !subject.isName {
      pairs.append(Pair("\(subject.english)'ll \(phrase).", predicate.statement(subject, .future)))
    }
    if uses.contains("m") {
      let infinitive = predicate.infinitive(subject)
      for (modal, english) in zip(modals, ["can", "must"]) {
        let verbal = Predicate(
          verb: modal, auxiliary: lexicon.avoir, isReflexive: false, adverb: "", complement: infinitive)
        pairs.append(Pair("\(subject.english) \(english) \(phrase).", verbal.statement(subject, .present)))
        if english == "can" {
          pairs += VerbPhrase.questions(subject, verbal, .present, ofOneself: true).map {
            Pair("can \(subject.inner) \(phrase)?", $0)
          }
          let negated = verbal.statement(subject, .present, negation: "pas")
          pairs.append(Pair("\(subject.english) can't \(phrase).", negated))
        }
      }
    }
    return pairs
  }
}
