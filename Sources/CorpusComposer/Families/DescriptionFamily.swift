/// How things are.
///
/// `The soup is hot.`, `Is the bus full?`, `My car is red.`, `What a big dog!`
struct DescriptionFamily {
  private struct Description {
    let thing: Noun
    let isPlural: Bool
    let adjectives: [Adjective]
    /// The English noun without its article.
    var bare: String { String(thing.english.dropFirst("the ".count)) }
  }

  /// Adjectives that stand before their noun.
  private static let leading: Set<String> = [
    "big", "small", "tall", "old", "new", "pretty", "beautiful", "good", "long", "kind",
  ]
  /// A thing is neuve, but une nouvelle voiture.
  private static let newcomer = Adjective(english: "new", masculine: "nouveau", feminine: "nouvelle")
  /// Adjectives that tell how a thing is, not which it is.
  private static let passing: Set<String> = [
    "ready", "late", "full", "empty", "lost", "tired", "sick", "busy", "absent", "dead", "closed", "open", "hot",
    "cold",
    "wet", "free", "wrong", "happy", "calm", "rich",
  ]
  /// Things of which there is one, or no number.
  private static let uncounted: Set<String> = [
    "the sky", "the sun", "the sea", "the snow", "the milk", "the grass", "the water", "the floor", "the tea",
    "the boss",
    "the child", "the man", "the bread", "the soup", "the coffee", "the bath",
  ]
  /// People, who are he or she rather than it.
  private static let people: Set<String> = [
    "the boy", "the girl", "the woman", "the king", "the queen", "the hero",
  ]
  /// Adjectives that a thing can have too much of.
  private static let excessive: Set<String> = [
    "hot", "cold", "big", "small", "old", "long", "heavy", "dirty", "expensive", "slow", "salty",
  ]
  /// Things people have.
  private static let ownable: Set<String> = [
    "car", "bag", "dog", "cat", "house", "room", "bed", "coat", "hat", "shirt", "dress", "phone", "watch", "soup",
    "coffee", "tea", "book", "shoes", "glass", "cup", "horse", "boss", "boat",
  ]

  private let descriptions: [Description]
  private let être: Verb

  init(_ lexicon: Lexicon) throws(ComposerError) {
    être = lexicon.être
    var adjectives: [String: Adjective] = [:]
    for table in ["adjectives", "colors"] {
      for row in try Table.rows(table, columns: 3...4) {
        adjectives[row[0]] = Adjective(english: row[0], masculine: row[1], feminine: row[2])
      }
    }
    var descriptions: [Description] = []
    for row in try Table.rows("descriptions", columns: 4...4) {
      let agreement = Agreement(row[2])
      var fitting: [Adjective] = []
      for name in row[3].split(separator: ", ").map(String.init) {
        guard let adjective = adjectives[name] else { throw .unknownAdjective(name) }
        fitting.append(adjective)
      }
      let thing = Noun(english: row[0], french: row[1], agreement: agreement)
      descriptions.append(Description(thing: thing, isPlural: agreement.isPlural, adjectives: fitting))
    }
    self.descriptions = descriptions
  }

  /// Statements and questions about one thing.
  var statements: [Pair] {
    descriptions.flatMap { description in
      description.adjectives.flatMap { adjective -> [Pair] in
        let thing = description.thing
        let form = adjective.form(thing.agreement)
        let (be, was) = description.isPlural ? ("are", "were") : ("is", "was")
        let person = description.isPlural ? 5 : 2
        let (est, était) = (être.form(.present, person), être.form(.imperfect, person))
        let pronoun = (thing.agreement.gender == .feminine ? "elle" : "il") + (description.isPlural ? "s" : "")
        let (the, le, english) = (thing.english, thing.definite, adjective.english)
        var pairs = [
          Pair("\(the) \(be) \(english).", "\(le) \(est) \(form)"),
          Pair("\(the) \(be)n't \(english).", "\(le) ne \(est) pas \(form)"),
          Pair("\(the) \(was) \(english).", "\(le) \(était) \(form)"),
          Pair("\(be) \(the) \(english)?", "\(le) \(est)-\(pronoun) \(form)"),
          Pair("\(be) \(the) \(english)?", "est-ce que \(le) \(est) \(form)"),
        ]
        if Self.excessive.contains(english) {
          pairs.append(Pair("\(the) \(be) too \(english).", "\(le) \(est) trop \(form)"))
        }
        return pairs
      }
    }
  }

  /// The same of what belongs to someone.
  var owned: [Pair] {
    descriptions.filter { Self.ownable.contains($0.bare) }.flatMap { description in
      description.adjectives.flatMap { adjective in
        Owner.allCases.flatMap { owner -> [Pair] in
          let english = "\(owner.english) \(description.bare)"
          let french = description.thing.possessed(by: owner)
          let form = adjective.form(description.thing.agreement)
          let be = description.isPlural ? ("are", "sont") : ("is", "est")
          return [Pair("\(english) \(be.0) \(adjective.english).", "\(french) \(be.1) \(form)")]
        }
      }
    }
  }

  /// `What a big dog!`, `It's an old house.`: the adjective in its place, and de instead of des before it.
  var phrases: [Pair] {
    descriptions.flatMap { description -> [Pair] in
      description.adjectives.flatMap { adjective -> [Pair] in
        let noun = description.thing
        guard !Self.passing.contains(adjective.english), !Self.uncounted.contains(noun.english) else { return [] }
        let isLeading = Self.leading.contains(adjective.english)
        let agreement = noun.agreement
        let leading = adjective.english == "new" ? Self.newcomer : adjective
        let form = isLeading ? leading.form(agreement, before: noun.french) : adjective.form(agreement)
        let french = isLeading ? "\(form) \(noun.french)" : "\(noun.french) \(form)"
        let phrase = Noun(english: "\(adjective.english) \(description.bare)", french: french, agreement: agreement)
        if description.isPlural {
          let some = isLeading ? phrase.negated : phrase.indefinite
          return [
            Pair("They're \(phrase.english).", "ce sont \(some)")
          ] + (isLeading && adjective.english != "new" ? [Pair("What \(phrase.english)!", phrase.exclaimed)] : [])
        }
        let article = ["a", "e", "i", "o", "u"].contains { phrase.english.hasPrefix($0) } ? "an" : "a"
        let it = !Self.people.contains(noun.english) ? "it" : agreement.gender == .feminine ? "she" : "he"
        var pairs = [
          Pair("\(it)'s \(article) \(phrase.english).", "c'est \(phrase.indefinite)"),
          Pair("Is \(it) \(article) \(phrase.english)?", "c'est \(phrase.indefinite)"),
          Pair("\(it) was \(article) \(phrase.english).", "c'était \(phrase.indefinite)"),
        ]
        if isLeading ? adjective.english != "new" : ["cute", "funny", "boring", "sad"].contains(adjective.english) {
          pairs.append(Pair("What \(article) \(phrase.english)!", phrase.exclaimed))
        }
        return pairs
      }
    }
  }
}
