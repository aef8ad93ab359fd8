/// What was and what will be.
///
/// `He came back.`, `Did Tom win?`, `We'll wait.`
enum PastAndFutureFamily {
  /// The past, in French with avoir or être.
  static func past(_ phrases: [VerbPhrase], _ verbs: EnglishVerbs) -> [Pair] {
    phrases.filter { $0.allows("d") }.flatMap { phrase in
      let past = verbs.past(phrase.english)
      let pairs = Subject.all.filter(phrase.fits).flatMap { subject in
        [
          Pair("\(subject.english) \(past).", phrase.french.statement(subject, .past)),
          Pair(
            "\(subject.english) didn't \(phrase.english).", phrase.french.statement(subject, .past, negation: "pas")),
        ]
          + VerbPhrase.questions(subject, phrase.french, .past).map {
            Pair("did \(subject.inner) \(phrase.english)?", $0)
          }
      }
      return pairs + [
        Pair("Everyone \(past).", phrase.french.statement(.everyone, .past)),
        Pair("Nobody \(past).", phrase.french.statement(.nobody, .past)),
      ] + (phrase.allows("w") ? [Pair("Who \(past)?", phrase.french.statement(.who, .past))] : [])
    }
  }

  /// The future; of je and nous also with aller, but for aller itself.
  static func future(_ phrases: [VerbPhrase], going: Verb) -> [Pair] {
    phrases.filter { $0.allows("f") }.flatMap { phrase in
      Subject.all.filter(phrase.fits).flatMap { subject in
        let will = subject.isName ? "\(subject.english) will" : "\(subject.english)'ll"
        let near = "\(subject.french) \(going.present[subject.person]) \(phrase.french.infinitive(subject))"
        // « Nous allons aller » is avoided.
        let isGoing = phrase.french.verb.infinitive == going.infinitive
        let isNear = ["je", "nous"].contains(subject.french) && !isGoing
        return [
          Pair("\(will) \(phrase.english).", phrase.french.statement(subject, .future)),
          Pair(
            "\(subject.english) won't \(phrase.english).",
            phrase.french.statement(subject, .future, negation: "pas")),
        ]
          + (isNear ? [Pair("\(will) \(phrase.english).", near)] : [])
          + VerbPhrase.questions(subject, phrase.french, .future).map {
            Pair("will \(subject.inner) \(phrase.english)?", $0)
          }
      } + [Pair("Who will \(phrase.english)?", phrase.french.statement(.who, .future))]
    }
  }
}
