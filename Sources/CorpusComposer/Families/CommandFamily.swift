/// What one tells others to do.
///
/// `Wait!`, `Don't run!`, `Let's eat!`, `Stop crying!`
enum CommandFamily {
  /// The frames of the imperative.
  static func pairs(_ phrases: [VerbPhrase], _ verbs: EnglishVerbs) -> [Pair] {
    phrases.flatMap { phrase in
      let english = phrase.english
      let predicate = phrase.french
      var pairs: [Pair] = []
      for person in [0, 2] {
        let subject = person == 0 ? Subject.all[2] : Subject.all[4]
        let please = person == 0 ? "s'il te plaît" : "s'il vous plaît"
        let orders = [("\(english)!", ""), ("Please \(english).", ", " + please)]
        if phrase.allows("i") {
          pairs += orders.map { Pair($0.0, predicate.imperative(person) + $0.1) }
          pairs += ["Tom", "Emma"].filter { person == 0 && !english.hasSuffix($0) }.map {
            Pair("\(english), \($0)!", predicate.imperative(person) + ", " + $0)
          }
        }
        if phrase.allows("n") {
          pairs.append(Pair("Please don't \(english).", predicate.negativeImperative(person) + ", " + please))
          pairs.append(Pair("Don't \(english)!", predicate.negativeImperative(person)))
        }
        if phrase.allows("s") {
          let stop = person == 0 ? "arrête de" : "arrêtez de"
          pairs.append(Pair("Stop \(verbs.gerund(english))!", "\(stop) \(predicate.infinitive(subject))"))
        }
      }
      if phrase.allows("l") {
        pairs.append(Pair("Let's \(english).", predicate.imperative(1)))
        pairs.append(Pair("Shall we \(english)?", predicate.statement(Subject.all[11], .present)))
        pairs.append(Pair("Shall we \(english)?", predicate.statement(Subject.all[9], .present)))
        if phrase.allows("n") { pairs.append(Pair("Let's not \(english).", predicate.negativeImperative(1))) }
      }
      return pairs
    }
  }
}
