/// A French verb with its complement, from which clauses are made.
package struct Predicate: Hashable, Sendable {
  /// The verb.
  package let verb: Verb
  /// être or avoir, for the past.
  package let auxiliary: Verb
  /// Whether a reflexive pronoun goes with it.
  package let isReflexive: Bool
  /// `bien`, which stands after a finite verb and before an infinitive or participle.
  package let adverb: String
  /// What follows the verb.
  package let complement: String
  /// An object pronoun.
  ///
  /// `le`, `lui`, `me`, …
  package var clitic = ""

  init(verb: Verb, auxiliary: Verb, isReflexive: Bool, adverb: String, complement: String) {
    self.verb = verb
    self.auxiliary = auxiliary
    self.isReflexive = isReflexive
    self.adverb = adverb
    self.complement = complement
  }

  /// The complement after ne … pas: `du pain` becomes `de pain`.
  package var negatedComplement: String {
    for article in ["du ", "de la ", "de l'", "des ", "un ", "une "] where complement.hasPrefix(article) {
      if ["jouer", "faire"].contains(verb.infinitive), isActivity { return complement }
      return "de " + complement.dropFirst(article.count)
    }
    return complement
  }

  /// Instruments (jouer du piano) keep their article: it is the preposition's.
  private var isActivity: Bool { verb.infinitive == "jouer" }

  /// `je mange`, `je ne mange pas`, `Tom a mangé`; `negation` is the second word, nil to affirm.
  package func statement(_ subject: Subject, _ tense: Verb.Tense, negation: String? = nil) -> String {
    Self.join([subject.french] + verbGroup(subject, tense, negation: negation, inverted: false))
  }

  /// `mange-t-il ?`, `Tom mange-t-il ?`; without the mark.
  package func inversion(_ subject: Subject, _ tense: Verb.Tense, negation: String? = nil) -> String {
    let name = subject.isName ? [subject.french] : []
    return Self.join(name + verbGroup(subject, tense, negation: negation, inverted: true))
  }

  /// `me lever tôt`: the infinitive as this subject uses it.
  package func infinitive(_ subject: Subject, negated: Bool = false) -> String {
    Self.join([pronoun(subject), adverb, verb.infinitive, negated ? negatedComplement : complement])
  }

  /// The imperative, `person` 0 for tu, 1 for nous, 2 for vous: `lève-toi`, `aide-le`.
  package func imperative(_ person: Int) -> String {
    let reflexive = isReflexive ? ["toi", "nous", "vous"][person] : ""
    let object = ["me": "moi", "te": "toi"][clitic] ?? clitic
    let pronoun = isReflexive ? reflexive : object
    return Self.join([verb.imperative[person] + (pronoun.isEmpty ? "" : "-" + pronoun), adverb, complement])
  }

  /// `ne te lève pas`, `ne l'aide pas`.
  package func negativeImperative(_ person: Int) -> String {
    let reflexive = isReflexive ? ["te", "nous", "vous"][person] : clitic
    return Self.join(["ne", reflexive, verb.imperative[person], "pas", adverb, negatedComplement])
  }

  private func pronoun(_ subject: Subject) -> String { isReflexive ? subject.reflexive : clitic }

  private func verbGroup(
    _ subject: Subject, _ tense: Verb.Tense, negation: String?, inverted: Bool
  ) -> [String] {
    let finite = (tense == .past ? auxiliary : verb).form(tense == .past ? .present : tense, subject.person)
    let form = inverted ? Self.invert(finite, subject.inverted) : finite
    let end = tense == .past ? [adverb, agreed(subject)] : [adverb]
    // Personne ne denies as ne … pas does: personne ne mange de viande.
    let isDenied = negation != nil || subject.french.hasSuffix(" ne")
    let object = isDenied ? negatedComplement : complement
    return [negation == nil ? "" : "ne", pronoun(subject), form, negation ?? ""] + end + [object]
  }

  /// The participle: with être it agrees with the subject unless an object follows (elle s'est lavé les mains);
  /// with avoir, with the pronoun before it.
  private func agreed(_ subject: Subject) -> String {
    if auxiliary.infinitive == "être" {
      let hasObject = isReflexive && ["le ", "la ", "les ", "l'"].contains { complement.hasPrefix($0) }
      return hasObject ? verb.participle : subject.agreement.participle(verb.participle)
    }
    switch clitic {
    case "la": return Agreement.feminine.participle(verb.participle)
    case "les": return Agreement.masculinePlural.participle(verb.participle)
    default: return verb.participle
    }
  }

  private static func invert(_ form: String, _ pronoun: String) -> String {
    let needsT = ["il", "elle", "on"].contains(pronoun) && (form.hasSuffix("a") || form.hasSuffix("e"))
    return form + (needsT ? "-t-" : "-") + pronoun
  }

  private static func join(_ words: [String]) -> String {
    Elision.apply(to: words.filter { !$0.isEmpty }.joined(separator: " "))
  }
}
