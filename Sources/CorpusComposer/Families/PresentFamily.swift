/// Habits and what goes on now.
///
/// `She eats meat.`, `Do you swim?`, `I'm reading.`
enum PresentFamily {
  /// The simple present, affirmed, denied and asked.
  static func habits(_ phrases: [VerbPhrase], _ verbs: EnglishVerbs) -> [Pair] {
    phrases.filter { $0.allows("p") }.flatMap { phrase in
      let third = verbs.third(phrase.english)
      let pairs = Subject.all.filter(phrase.fits).flatMap { subject -> [Pair] in
        let verb = subject.isThird ? third : phrase.english
        let does = subject.isThird ? "does" : "do"
        let affirmed = Pair("\(subject.english) \(verb).", phrase.french.statement(subject, .present))
        if phrase.isExtreme { return [affirmed] }
        let never = Pair(
          "\(subject.english) never \(verb).", phrase.french.statement(subject, .present, negation: "jamais"))
        let denied = Pair(
          "\(subject.english) \(does)n't \(phrase.english).",
          phrase.french.statement(subject, .present, negation: "pas"))
        return [affirmed, denied] + (phrase.isState || phrase.isMeasured ? [] : [never])
          + VerbPhrase.questions(subject, phrase.french, .present).map {
            Pair("\(does) \(subject.inner) \(phrase.english)?", $0)
          }
      }
      return pairs + [
        Pair("Who \(third)?", phrase.french.statement(.who, .present)),
        Pair("Everyone \(third).", phrase.french.statement(.everyone, .present)),
        Pair("Nobody \(third).", phrase.french.statement(.nobody, .present)),
      ]
    }
  }

  /// The progressive, which French says in the present.
  static func progressive(_ phrases: [VerbPhrase], _ verbs: EnglishVerbs) -> [Pair] {
    phrases.filter { $0.allows("c") }.flatMap { phrase in
      let gerund = verbs.gerund(phrase.english)
      let pairs = Subject.all.filter(phrase.fits).flatMap { subject in
        [
          Pair("\(subject.contractedBe) \(gerund).", phrase.french.statement(subject, .present)),
          Pair(
            (subject.english == "I" ? "I'm not" : "\(subject.english) \(subject.be)n't") + " \(gerund).",
            phrase.french.statement(subject, .present, negation: "pas")),
          Pair("\(subject.english) \(subject.was) \(gerund).", phrase.french.statement(subject, .imperfect)),
        ]
          + VerbPhrase.questions(subject, phrase.french, .present).map {
            Pair("\(subject.be) \(subject.inner) \(gerund)?", $0)
          }
      }
      return pairs + [
        Pair("Who's \(gerund)?", phrase.french.statement(.who, .present)),
        Pair("Who was \(gerund)?", phrase.french.statement(.who, .imperfect)),
        Pair("Everyone's \(gerund).", phrase.french.statement(.everyone, .present)),
        Pair("Nobody's \(gerund).", phrase.french.statement(.nobody, .present)),
      ]
    }
  }
}
