/// How people are.
///
/// `She's sad.`, `Are you tired?`, `Be patient!`; what `it` is: `It's easy.`
struct AdjectiveFamily {
  private let rows: [(adjective: Adjective, uses: String)]
  private let être: Verb

  init(_ lexicon: Lexicon) throws(ComposerError) {
    être = lexicon.être
    rows = try Table.rows("adjectives", columns: 4...4).map {
      (Adjective(english: $0[0], masculine: $0[1], feminine: $0[2]), $0[3])
    }
  }

  private func being(_ complement: String) -> Predicate {
    Predicate(verb: être, auxiliary: être, isReflexive: false, adverb: "", complement: complement)
  }

  /// The frames of people.
  var people: [Pair] {
    rows.flatMap { row -> [Pair] in
      guard row.uses.contains(where: "pf3".contains) else { return [] }
      return Subject.all.flatMap { subject -> [Pair] in
        if row.uses.contains("d"), ["Mom", "Dad"].contains(subject.english) { return [] }
        if row.uses.contains("f"), subject.agreement != .feminine || subject.english == "Mom" { return [] }
        if row.uses.contains("3"), ![2, 5].contains(subject.person) || ["We", "Mom", "Dad"].contains(subject.english) {
          return []
        }
        return frames(subject, row.adjective, row.uses)
      }
    }
  }

  private func frames(_ subject: Subject, _ adjective: Adjective, _ uses: String) -> [Pair] {
    let form = adjective.form(subject.agreement)
    let english = adjective.english
    let predicate = being(form)
    let denial = subject.english == "I" ? "I'm not" : "\(subject.english) \(subject.be)n't"
    var pairs = [
      Pair("\(subject.contractedBe) \(english).", predicate.statement(subject, .present)),
      Pair("\(denial) \(english).", predicate.statement(subject, .present, negation: "pas")),
      Pair("\(subject.english) \(subject.be) \(english).", predicate.statement(subject, .present)),
    ]
    let isGraded = !uses.contains("m")
    // One hardly ceases to be French.
    if english == english.lowercased() {
      pairs.append(Pair("\(subject.english) \(subject.was) \(english).", predicate.statement(subject, .imperfect)))
    }
    if subject.agreement != .femininePlural, subject.french != "vous" || subject.agreement == .masculine {
      pairs += VerbPhrase.questions(subject, predicate, .present, ofOneself: isGraded).map {
        Pair("\(subject.be) \(subject.inner) \(english)?", $0)
      }
    }
    guard isGraded else { return pairs }
    let degrees = [("so", "si"), ("very", "très")] + (uses.contains("t") ? [("too", "trop")] : [])
    pairs += degrees.map {
      Pair("\(subject.contractedBe) \($0.0) \(english).", being("\($0.1) \(form)").statement(subject, .present))
    }
    return pairs
  }

  /// What it is.
  ///
  /// `Be brave!`
  var commands: [Pair] {
    rows.filter { $0.uses.contains("v") }.flatMap { row -> [Pair] in
      let forms: [(order: String, Agreement)] = [
        ("sois", .masculine), ("sois", .feminine), ("soyez", .masculine), ("soyez", .masculinePlural),
      ]
      return forms.flatMap { order, agreement in
        let form = row.adjective.form(agreement)
        let please = order == "sois" ? "s'il te plaît" : "s'il vous plaît"
        let isAsked = ["careful", "patient", "polite", "honest", "discreet", "fair", "kind", "serious", "ready"]
          .contains(row.adjective.english)
        return [
          Pair("Be \(row.adjective.english)!", "\(order) \(form)"),
          Pair("Be \(row.adjective.english), Tom!", "sois \(row.adjective.form(.masculine)), Tom"),
          Pair("Be \(row.adjective.english), Emma!", "sois \(row.adjective.form(.feminine)), Emma"),
          Pair("Let's be \(row.adjective.english).", "soyons \(row.adjective.form(.masculinePlural))"),
        ] + (isAsked ? [Pair("Please be \(row.adjective.english).", "\(order) \(form), \(please)")] : [])
      }
    }
  }

  /// `It's easy.`, `Is it true?`: c'est with the masculine.
  var neutral: [Pair] {
    rows.filter { $0.uses.contains("i") }.flatMap { row -> [Pair] in
      let english = row.adjective.english
      let french = row.adjective.masculine
      var pairs = [
        Pair("It's \(english).", "c'est \(french)"),
        Pair("That's \(english).", "c'est \(french)"),
        Pair("Is it \(english)?", "est-ce \(french)"),
        Pair("Is it \(english)?", "c'est \(french)"),
        Pair("It was \(english).", "c'était \(french)"),
        Pair("Was it \(english)?", "c'était \(french)"),
      ]
      if !row.uses.contains("a") {
        pairs += ["It isn't", "It's not"].map { Pair("\($0) \(english).", "ce n'est pas \(french)") }
      }
      if !row.uses.contains("m") {
        let too = row.uses.contains("t") ? [("too", "trop")] : []
        pairs += ([("very", "très"), ("so", "si"), ("quite", "assez")] + too).flatMap {
          [
            Pair("It's \($0.0) \(english).", "c'est \($0.1) \(french)"),
            Pair("It was \($0.0) \(english).", "c'était \($0.1) \(french)"),
          ]
        }
      }
      return pairs
    }
  }
}
