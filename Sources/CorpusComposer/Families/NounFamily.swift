/// Things one has, wants, loses or looks for, and whose they are.
struct NounFamily {
  private let rows: [(singular: Noun, plural: Noun, uses: String)]
  private let lexicon: Lexicon
  private static let people: Set<String> = [
    "brother", "sister", "son", "daughter", "uncle", "aunt", "cousin", "friend", "boss", "neighbor", "teacher", "hero",
  ]

  init(_ lexicon: Lexicon) throws(ComposerError) {
    self.lexicon = lexicon
    rows = try Table.rows("nouns", columns: 6...6).map { row in
      let gender: Gender = row[3] == "f" ? .feminine : .masculine
      return (
        Noun(english: row[0], french: row[2], agreement: Agreement(gender: gender, isPlural: false)),
        Noun(english: row[1], french: row[4], agreement: Agreement(gender: gender, isPlural: true)), row[5]
      )
    }
  }

  private func of(_ use: Character) -> [(singular: Noun, plural: Noun)] {
    rows.filter { $0.uses.contains(use) }.map { ($0.singular, $0.plural) }
  }

  /// `a dog`, `an owl`.
  private static func one(_ noun: Noun) -> String {
    (["a", "e", "i", "o", "u"].contains { noun.english.hasPrefix($0) } ? "an " : "a ") + noun.english
  }

  private func statements(
    _ subject: Subject, _ verb: Verb, _ english: String, _ objects: [(english: String, french: String)],
    tense: Verb.Tense = .present
  ) -> [Pair] {
    objects.map { object in
      let predicate = Predicate(
        verb: verb, auxiliary: lexicon.avoir, isReflexive: false, adverb: "", complement: object.french)
      return Pair("\(subject.english) \(english) \(object.english).", predicate.statement(subject, tense))
    }
  }

  /// Things one has or has not.
  ///
  /// `I have a dog.`, `Do you have a pen?`, `He has no key.`, `I had a car.`
  var possession: [Pair] {
    of("h").flatMap { singular, plural -> [Pair] in
      let one = Self.one(singular)
      let having = Predicate(
        verb: lexicon.avoir, auxiliary: lexicon.avoir, isReflexive: false, adverb: "", complement: singular.indefinite)
      return Subject.all.flatMap { subject -> [Pair] in
        let have = subject.isThird ? "has" : "have"
        let does = subject.isThird ? "does" : "do"
        var objects = [(one, singular.indefinite)]
        if plural.english != "-" {
          objects += [("two", "deux"), ("three", "trois"), ("many", "beaucoup de")].map {
            ("\($0.0) \(plural.english)", Elision.apply(to: "\($0.1) \(plural.french)"))
          }
        }
        let none = having.statement(subject, .present, negation: "pas")
        var pairs = statements(subject, lexicon.avoir, have, objects)
        pairs.append(Pair("\(subject.english) \(have) no \(singular.english).", none))
        if !Self.people.contains(singular.english) {
          pairs.append(Pair("\(subject.english) had \(one).", having.statement(subject, .imperfect)))
        }
        return pairs
          + VerbPhrase.questions(subject, having, .present).map { Pair("\(does) \(subject.inner) have \(one)?", $0) }
      }
    }
  }

  /// Things needed, lost, found, seen, bought and wanted.
  ///
  /// `I need a pen.`, `I lost my key.`, `We saw a fox.`, `He bought a hat.`, `I want a dog.`
  func actions() throws(ComposerError) -> [Pair] {
    let perdre = try lexicon.verb("perdre")
    let trouver = try lexicon.verb("trouver")
    let voir = try lexicon.verb("voir")
    let acheter = try lexicon.verb("acheter")
    let vouloir = try lexicon.verb("vouloir")
    return Subject.all.flatMap { subject -> [Pair] in
      let s = subject.isThird ? "s" : ""
      var pairs = of("n").flatMap { singular, _ in
        statements(
          subject, lexicon.avoir, "need\(s)",
          [(Self.one(singular), Elision.apply(to: "besoin de " + singular.indefinite))])
      }
      pairs += of("s").flatMap { singular, plural -> [Pair] in
        let many = plural.english == "-" ? [] : [("two \(plural.english)", "deux \(plural.french)")]
        return statements(subject, voir, "saw", [(Self.one(singular), singular.indefinite)] + many, tense: .past)
          + statements(subject, voir, "see\(s)", [(Self.one(singular), singular.indefinite)])
      }
      for (singular, _) in of("b") {
        let thing = [(Self.one(singular), singular.indefinite)]
        pairs += statements(subject, acheter, "bought", thing, tense: .past)
        pairs += statements(subject, vouloir, "want\(s)", thing)
      }
      for owner in owners(of: subject) {
        for (singular, _) in of("l") {
          let thing = [("\(owner.english) \(singular.english)", singular.possessed(by: owner))]
          pairs += statements(subject, perdre, "lost", thing, tense: .past)
          pairs += statements(subject, trouver, "found", thing, tense: .past)
        }
      }
      return pairs
    }
  }

  private func owners(of subject: Subject) -> [Owner] {
    switch subject.french {
    case "je": [.me]
    case "tu": [.you]
    case "vous": [.youFormal]
    case "nous": [.us]
    case "on": []
    case "ils", "elles": [.them]
    default: [subject.agreement.gender == .feminine ? .her : .him]
    }
  }

  /// Where things are.
  ///
  /// `Where's the cat?`, `Where is my key?`, `Here's your bag.`
  var places: [Pair] {
    of("w").flatMap { singular, _ -> [Pair] in
      let english = singular.english
      return [
        Pair("Where's the \(english)?", "où est \(singular.definite)"),
        Pair("Where is the \(english)?", "où est \(singular.definite)"),
        Pair("Here's the \(english).", "voici \(singular.definite)"),
        Pair("I see the \(english).", "je vois \(singular.definite)"),
      ]
    }
      + of("l").flatMap { singular, _ -> [Pair] in
        Owner.allCases.flatMap { owner -> [Pair] in
          let english = "\(owner.english) \(singular.english)"
          let french = singular.possessed(by: owner)
          return [
            Pair("Where's \(english)?", "où est \(french)"), Pair("Where is \(english)?", "où est \(french)"),
            Pair("Here's \(english).", "voici \(french)"),
          ]
        }
      }
  }

  /// What something is.
  ///
  /// `It's a dog.`, `Is it a fox?`, `It's not a lie.`, `They're birds.`, `Is that an owl?`
  var identities: [Pair] {
    let visible = Set(of("s").map(\.singular.english))
    return of("i").flatMap { singular, plural -> [Pair] in
      let one = Self.one(singular)
      let french = singular.indefinite
      var pairs = [
        Pair("It's \(one).", "c'est \(french)"), Pair("It isn't \(one).", "ce n'est pas \(french)"),
        Pair("It's not \(one).", "ce n'est pas \(french)"), Pair("Is it \(one)?", "est-ce \(french)"),
        Pair("Is it \(one)?", "c'est \(french)"), Pair("It was \(one).", "c'était \(french)"),
        Pair("That's \(one).", "c'est \(french)"), Pair("This is \(one).", "c'est \(french)"),
        Pair("Is that \(one)?", "c'est \(french)"), Pair("It's only \(one).", "ce n'est que \(french)"),
      ]
      if visible.contains(singular.english) {
        pairs += ["regarde", "regardez"].map { Pair("Look, \(one)!", "\($0), \(french)") }
      }
      if plural.english != "-" {
        pairs.append(Pair("They're \(plural.english).", "ce sont \(plural.indefinite)"))
      }
      return pairs
    }
  }

  /// Whose something is.
  ///
  /// `It's my car.`, `Is it your pen?`, `This is our dog.`
  var ownership: [Pair] {
    of("m").flatMap { singular, plural -> [Pair] in
      Owner.allCases.flatMap { owner -> [Pair] in
        let english = "\(owner.english) \(singular.english)"
        let french = singular.possessed(by: owner)
        var pairs = [
          Pair("That's \(english).", "c'est \(french)"),
          Pair("It's \(english).", "c'est \(french)"),
          Pair("Is that \(english)?", "c'est \(french)"),
        ]
        if !Self.people.contains(singular.english) {
          pairs += [
            Pair("It's not \(english).", "ce n'est pas \(french)"), Pair("Is it \(english)?", "est-ce \(french)"),
            Pair("It was \(english).", "c'était \(french)"),
          ]
        } else {
          let isFemale = singular.agreement.gender == .feminine
          pairs += [Pair("\(isFemale ? "She" : "He")'s \(english).", "c'est \(french)")]
        }
        if plural.english != "-" {
          pairs.append(
            Pair("They're \(owner.english) \(plural.english).", "ce sont \(plural.possessed(by: owner))"))
        }
        return pairs
      }
    }
  }
}
