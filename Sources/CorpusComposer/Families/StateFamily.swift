/// Where English is and French has.
///
/// `I'm hungry.` — `J'ai faim.`
enum StateFamily {
  static func pairs(_ lexicon: Lexicon) throws(ComposerError) -> [Pair] {
    try Table.rows("states", columns: 2...2).flatMap { row -> [Pair] in
      let english = row[0]
      let having = Predicate(
        verb: lexicon.avoir, auxiliary: lexicon.avoir, isReflexive: false, adverb: "", complement: row[1])
      return Subject.all.flatMap { subject -> [Pair] in
        let denial = subject.english == "I" ? "I'm not" : "\(subject.english) \(subject.be)n't"
        var pairs = [
          Pair("\(subject.contractedBe) \(english).", having.statement(subject, .present)),
          Pair("\(subject.english) \(subject.be) \(english).", having.statement(subject, .present)),
          Pair("\(denial) \(english).", having.statement(subject, .present, negation: "pas")),
        ]
        // « J'avais de la chance » would be a habit.
        if english != "lucky" {
          pairs.append(Pair("\(subject.english) \(subject.was) \(english).", having.statement(subject, .imperfect)))
        }
        pairs += VerbPhrase.questions(subject, having, .present).map {
          Pair("\(subject.be) \(subject.inner) \(english)?", $0)
        }
        guard !["right", "wrong", "lucky", "ashamed"].contains(english) else { return pairs }
        return pairs
          + [("very", "très"), ("so", "tellement")].map { degree in
            let graded = Predicate(
              verb: lexicon.avoir, auxiliary: lexicon.avoir, isReflexive: false, adverb: "",
              complement: "\(degree.1) \(row[1])")
            return Pair("\(subject.contractedBe) \(degree.0) \(english).", graded.statement(subject, .present))
          }
      }
    }
  }
}
