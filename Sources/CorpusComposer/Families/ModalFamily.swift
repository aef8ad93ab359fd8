/// Can, must, want and like: a French verb with an infinitive, or with none between (`Je sais nager`).
enum ModalFamily {
  /// Ability, permission, duty and wish.
  static func modals(_ phrases: [VerbPhrase], _ lexicon: Lexicon) throws(ComposerError) -> [Pair] {
    let savoir = try lexicon.verb("savoir")
    let pouvoir = try lexicon.verb("pouvoir")
    let devoir = try lexicon.verb("devoir")
    let vouloir = try lexicon.verb("vouloir")
    return phrases.flatMap { phrase -> [Pair] in
      guard phrase.allows("m") || phrase.allows("k") else { return [] }
      return Subject.all.filter(phrase.fits).flatMap { subject -> [Pair] in
        let frame = Frame(subject: subject, phrase: phrase)
        let s = subject.isThird ? "s" : ""
        let able = phrase.allows("k") ? savoir : pouvoir
        // One asks whether one may, not whether one knows how.
        var pairs = frame.pairs(able, asking: subject.isAskedAbout ? able : pouvoir, "can", "can't", "can")
        guard phrase.isWelcome, phrase.allows("m") else { return pairs }
        pairs += frame.pairs(devoir, "must", nil, "must")
        pairs += frame.pairs(vouloir, "want\(s) to", nil, subject.isThird ? "does" : "do", "want to")
        let have = subject.isThird ? "has" : "have"
        pairs.append(Pair("\(subject.english) \(have) to \(phrase.english).", frame.text(devoir)))
        if subject.isThird || subject.english == "I", !phrase.allows("k") {
          pairs.append(Pair("\(subject.english) could \(phrase.english).", frame.text(pouvoir, .conditional)))
          pairs.append(Pair("\(subject.english) should \(phrase.english).", frame.text(devoir, .conditional)))
        }
        if subject.english == "I" {
          pairs.append(Pair("I'd like to \(phrase.english).", frame.text(vouloir, .conditional)))
          pairs.append(Pair("May I \(phrase.english)?", "puis-je \(phrase.french.infinitive(subject))"))
          pairs.append(Pair("May I \(phrase.english)?", frame.text(pouvoir)))
          pairs.append(Pair("Let me \(phrase.english).", "laisse-moi \(frame.bareInfinitive)"))
          pairs.append(Pair("Let me \(phrase.english).", "laissez-moi \(frame.bareInfinitive)"))
        }
        return pairs
      }
    }
  }

  /// What one likes, loves or hates to do.
  static func likes(_ phrases: [VerbPhrase], _ lexicon: Lexicon) throws(ComposerError) -> [Pair] {
    let aimer = try lexicon.verb("aimer")
    let adorer = try lexicon.verb("adorer")
    let détester = try lexicon.verb("détester")
    return phrases.filter { $0.allows("h") || $0.allows("e") }.flatMap { phrase in
      let gerund = lexicon.english.gerund(phrase.english)
      return Subject.all.filter(phrase.fits).flatMap { subject -> [Pair] in
        let frame = Frame(subject: subject, phrase: phrase)
        let s = subject.isThird ? "s" : ""
        let does = subject.isThird ? "does" : "do"
        let liking = frame.predicate(aimer)
        var pairs = [
          Pair("\(subject.english) like\(s) to \(phrase.english).", frame.text(aimer)),
          Pair("\(subject.english) like\(s) \(gerund).", frame.text(aimer)),
          Pair("\(subject.english) love\(s) \(gerund).", frame.text(adorer)),
        ]
        if phrase.allows("h") {
          let denial = liking.statement(subject, .present, negation: "pas")
          pairs.append(Pair("\(subject.english) hate\(s) \(gerund).", frame.text(détester)))
          pairs.append(Pair("\(subject.english) \(does)n't like \(gerund).", denial))
        }
        return pairs
          + VerbPhrase.questions(subject, liking, .present).map {
            Pair("\(does) \(subject.inner) like \(gerund)?", $0)
          }
      }
    }
  }

  /// One subject with one phrase as an infinitive.
  private struct Frame {
    let subject: Subject
    let phrase: VerbPhrase

    /// The infinitive for je, whose pronoun leaves nothing to elide: `me reposer`.
    var bareInfinitive: String { phrase.french.infinitive(subject) }

    func predicate(_ verb: Verb, negated: Bool = false) -> Predicate {
      Predicate(
        verb: verb, auxiliary: verb, isReflexive: false, adverb: "",
        complement: phrase.french.infinitive(subject, negated: negated))
    }

    func text(_ verb: Verb, _ tense: Verb.Tense = .present) -> String { predicate(verb).statement(subject, tense) }

    func pairs(
      _ verb: Verb, asking: Verb? = nil, _ yes: String, _ no: String?, _ ask: String, _ asked: String = ""
    ) -> [Pair] {
      let verbal = predicate(verb)
      var pairs = [Pair("\(subject.english) \(yes) \(phrase.english).", verbal.statement(subject, .present))]
      if let no {
        let french = predicate(verb, negated: true).statement(subject, .present, negation: "pas")
        pairs.append(Pair("\(subject.english) \(no) \(phrase.english).", french))
      }
      let words = [ask, subject.inner, asked, phrase.english].filter { !$0.isEmpty }.joined(separator: " ")
      return pairs
        + VerbPhrase.questions(subject, predicate(asking ?? verb), .present, ofOneself: ask != "do").map {
          Pair(words + "?", $0)
        }
    }
  }
}
