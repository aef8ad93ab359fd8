/// What people eat and drink, like and hate.
enum FoodFamily {
  static func pairs(_ lexicon: Lexicon) throws(ComposerError) -> [Pair] {
    let manger = try lexicon.verb("manger")
    let boire = try lexicon.verb("boire")
    let vouloir = try lexicon.verb("vouloir")
    var pairs: [Pair] = []
    for row in try Table.rows("foods", columns: 4...4) {
      let agreement = Agreement(gender: row[2] == "f" ? .feminine : .masculine, isPlural: row[2] == "p")
      let food = Noun(english: row[0], french: row[1], agreement: agreement)
      let isDrink = row[3].contains("d")
      let consuming = predicate(isDrink ? boire : manger, food.partitive, lexicon)
      let wanting = predicate(vouloir, food.partitive, lexicon)
      for subject in Subject.all {
        let s = subject.isThird ? "s" : ""
        let does = subject.isThird ? "does" : "do"
        if row[3].contains("e") || isDrink {
          let verb = isDrink ? "drink" : "eat"
          pairs += [
            Pair("\(subject.english) \(verb)\(s) \(food.english).", consuming.statement(subject, .present)),
            Pair(
              "\(subject.english) \(does)n't \(verb) \(food.english).",
              consuming.statement(subject, .present, negation: "pas")),
            Pair(
              "\(subject.english) \(isDrink ? "drank" : "ate") \(food.english).", consuming.statement(subject, .past)),
          ]
          pairs += VerbPhrase.questions(subject, consuming, .present).map {
            Pair("\(does) \(subject.inner) \(verb) \(food.english)?", $0)
          }
        }
        pairs.append(Pair("\(subject.english) want\(s) \(food.english).", wanting.statement(subject, .present)))
        pairs += VerbPhrase.questions(subject, wanting, .present).map {
          Pair("\(does) \(subject.inner) want \(food.english)?", $0)
        }
      }
      pairs += offers(food)
    }
    return pairs
  }

  private static func predicate(_ verb: Verb, _ complement: String, _ lexicon: Lexicon) -> Predicate {
    Predicate(verb: verb, auxiliary: lexicon.avoir, isReflexive: false, adverb: "", complement: complement)
  }

  private static func offers(_ food: Noun) -> [Pair] {
    let are = food.agreement.isPlural ? "are" : "is"
    return [
      Pair("Some \(food.english)?", food.partitive), Pair("More \(food.english)?", "encore \(food.partitive)"),
      Pair("More \(food.english), please.", "encore \(food.partitive), s'il vous plaît"),
      Pair("No \(food.english) for me.", "pas \(food.negated) pour moi"),
      Pair("I'd like \(food.english).", "je voudrais \(food.partitive)"),
      Pair("There \(are) no \(food.english).", "il n'y a pas \(food.negated)"),
      Pair("\(food.english), please.", "\(food.partitive), s'il vous plaît"),
    ]
  }

  /// What people like and hate.
  ///
  /// `I like music.`, `He hates noise.`, `Do you like cats?`
  static func tastes(_ lexicon: Lexicon) throws(ComposerError) -> [Pair] {
    let aimer = try lexicon.verb("aimer")
    let adorer = try lexicon.verb("adorer")
    let détester = try lexicon.verb("détester")
    var things = try Table.rows("likes", columns: 3...3).map { (english: $0[0], french: $0[1], uses: $0[2]) }
    things += try Table.rows("foods", columns: 4...4).filter { $0[3].contains("l") }.map { row in
      let agreement = Agreement(gender: row[2] == "f" ? .feminine : .masculine, isPlural: row[2] == "p")
      return (row[0], Noun(english: row[0], french: row[1], agreement: agreement).definite, "lh")
    }
    return things.flatMap { thing in
      Subject.all.flatMap { subject -> [Pair] in
        let s = subject.isThird ? "s" : ""
        let does = subject.isThird ? "does" : "do"
        func saying(_ english: String, _ verb: Verb, negation: String? = nil) -> Pair {
          let french = predicate(verb, thing.french, lexicon).statement(subject, .present, negation: negation)
          return Pair("\(subject.english) \(english) \(thing.english).", french)
        }
        var pairs = VerbPhrase.questions(subject, predicate(aimer, thing.french, lexicon), .present).map {
          Pair("\(does) \(subject.inner) like \(thing.english)?", $0)
        }
        if thing.uses.contains("l") { pairs += [saying("like\(s)", aimer), saying("love\(s)", adorer)] }
        if thing.uses.contains("h") {
          pairs += [saying("hate\(s)", détester), saying("\(does)n't like", aimer, negation: "pas")]
        }
        return pairs
      }
    }
  }
}
