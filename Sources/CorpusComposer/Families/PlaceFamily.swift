/// Where people are, live and come from, and what they do there.
struct PlaceFamily {
  private let lexicon: Lexicon

  init(_ lexicon: Lexicon) { self.lexicon = lexicon }

  private func predicate(_ verb: Verb, _ complement: String) -> Predicate {
    Predicate(verb: verb, auxiliary: lexicon.avoir, isReflexive: false, adverb: "", complement: complement)
  }

  /// Where people are, live and come from.
  ///
  /// `She's at school.`, `We live in Rome.`, `Is Tom here?`, `He's from Peru.`
  func places() throws(ComposerError) -> [Pair] {
    let habiter = try lexicon.verb("habiter")
    let venir = try lexicon.verb("venir")
    var pairs: [Pair] = []
    for row in try Table.rows("places", columns: 3...3) {
      for subject in Subject.all {
        pairs += being(subject, row[0], row[1])
        if row[2].contains("l") {
          let s = subject.isThird ? "s" : ""
          let living = predicate(habiter, row[1])
          pairs.append(Pair("\(subject.english) live\(s) \(row[0]).", living.statement(subject, .present)))
          pairs.append(Pair("\(subject.english) lived \(row[0]).", living.statement(subject, .imperfect)))
          pairs += VerbPhrase.questions(subject, living, .present).map {
            Pair("\(subject.isThird ? "does" : "do") \(subject.inner) live \(row[0])?", $0)
          }
        }
      }
    }
    for row in try Table.rows("origins", columns: 2...2) {
      for subject in Subject.all {
        let coming = predicate(venir, row[1])
        pairs.append(Pair("\(subject.contractedBe) from \(row[0]).", coming.statement(subject, .present)))
        pairs += VerbPhrase.questions(subject, coming, .present).map {
          Pair("\(subject.be) \(subject.inner) from \(row[0])?", $0)
        }
      }
    }
    return pairs
  }

  private func being(_ subject: Subject, _ english: String, _ french: String) -> [Pair] {
    let predicate = predicate(lexicon.être, french)
    let denial = subject.english == "I" ? "I'm not" : "\(subject.english) \(subject.be)n't"
    return [
      Pair("\(subject.contractedBe) \(english).", predicate.statement(subject, .present)),
      Pair("\(denial) \(english).", predicate.statement(subject, .present, negation: "pas")),
      Pair("\(subject.english) \(subject.was) \(english).", predicate.statement(subject, .imperfect)),
    ]
      + VerbPhrase.questions(subject, predicate, .present).map {
        Pair("\(subject.be) \(subject.inner) \(english)?", $0)
      }
  }

  /// `I'm a doctor.`, `Is she a nurse?`: no article in French.
  func jobs() throws(ComposerError) -> [Pair] {
    try Table.rows("jobs", columns: 3...3).flatMap { row -> [Pair] in
      Subject.all.filter { !$0.agreement.isPlural }.flatMap { subject -> [Pair] in
        let job = subject.agreement.gender == .feminine ? row[2] : row[1]
        let becoming = "\(subject.french) \(lexicon.être.form(.future, subject.person)) \(job)"
        return being(subject, row[0], job)
          + (subject.english == "I" ? [Pair("I'll be \(row[0]).", becoming)] : [])
      }
    }
  }
}
