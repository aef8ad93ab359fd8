/// Ages, hours, days and months.
enum TimeFamily {
  static func pairs(_ lexicon: Lexicon) throws(ComposerError) -> [Pair] {
    let numbers = try Table.rows("numbers", columns: 2...2)
    let days = try Table.rows("calendar", columns: 3...3)
    return ages(numbers, lexicon) + hours(Array(numbers.prefix(12))) + calendar(days)
  }

  /// `She's thirty.`: one has one's age in French.
  private static func ages(_ numbers: [[String]], _ lexicon: Lexicon) -> [Pair] {
    numbers.dropFirst(2).flatMap { number in
      Subject.all.filter { !["Mom", "Dad"].contains($0.english) || number[0].hasSuffix("ty") }.flatMap { subject in
        let having = Predicate(
          verb: lexicon.avoir, auxiliary: lexicon.avoir, isReflexive: false, adverb: "", complement: number[1] + " ans")
        return [
          Pair("\(subject.contractedBe) \(number[0]).", having.statement(subject, .present)),
          Pair("\(subject.english) \(subject.was) \(number[0]).", having.statement(subject, .imperfect)),
        ]
          + VerbPhrase.questions(subject, having, .present).map {
            Pair("\(subject.be) \(subject.inner) \(number[0])?", $0)
          }
      }
    }
  }

  /// `une heure`, `deux heures`.
  private static func hours(_ numbers: [[String]]) -> [Pair] {
    numbers.filter { $0[0] != "twelve" }.flatMap { number -> [Pair] in
      let hour = number[0] == "one" ? "une heure" : "\(number[1]) heures"
      let english = number[0]
      return [
        Pair("It's \(english) o'clock.", "il est \(hour)"), Pair("It's already \(english).", "il est déjà \(hour)"),
        Pair("It's almost \(english).", "il est presque \(hour)"),
        Pair("It's half past \(english).", "il est \(hour) et demie"),
        Pair("It's ten past \(english).", "il est \(hour) dix"),
        Pair("It's ten to \(english).", "il est \(hour) moins dix"),
        Pair("See you at \(english)!", "à \(hour)"), Pair("Come at \(english).", "viens à \(hour)"),
        Pair("Come at \(english).", "venez à \(hour)"), Pair("Call me at \(english).", "appelle-moi à \(hour)"),
        Pair("Call me at \(english).", "appelez-moi à \(hour)"),
        Pair("I get up at \(english).", "je me lève à \(hour)"),
        Pair("We eat at \(english).", "nous mangeons à \(hour)"), Pair("We eat at \(english).", "on mange à \(hour)"),
        Pair("He left at \(english).", "il est parti à \(hour)"),
        Pair("She left at \(english).", "elle est partie à \(hour)"),
        Pair("I'll come at \(english).", "je viendrai à \(hour)"), Pair("Is it \(english) yet?", "est-il déjà \(hour)"),
        Pair("Until \(english).", "jusqu'à \(hour)"), Pair("Before \(english).", "avant \(hour)"),
        Pair("After \(english).", "après \(hour)"),
      ]
    }
  }

  private static func calendar(_ rows: [[String]]) -> [Pair] {
    rows.flatMap { row -> [Pair] in
      let (english, french) = (row[0], row[1])
      if row[2] == "d" {
        return [
          Pair("It's \(english).", "c'est \(french)"), Pair("It's \(english).", "on est \(french)"),
          Pair("It was \(english).", "c'était \(french)"), Pair("Is it \(english)?", "c'est \(french)"),
          Pair("Is it \(english)?", "on est \(french)"), Pair("It isn't \(english).", "on n'est pas \(french)"),
          Pair("See you \(english)!", "à \(french)"), Pair("On \(english).", "\(french)"),
          Pair("Come on \(english).", "viens \(french)"), Pair("Come on \(english).", "venez \(french)"),
          Pair("Not on \(english).", "pas \(french)"), Pair("Until \(english)!", "à \(french)"),
          Pair("Last \(english).", "\(french) dernier"), Pair("Next \(english).", "\(french) prochain"),
          Pair("Every \(english).", "tous les \(french)s"), Pair("I love \(english)s.", "j'adore les \(french)s"),
          Pair("I hate \(english)s.", "je déteste les \(french)s"),
          Pair("I left \(english).", "je suis parti \(french)"),
          Pair("I left \(english).", "je suis partie \(french)"),
          Pair("\(english) is fine.", "\(french), ça me va"),
          Pair("Today is \(english).", "aujourd'hui, c'est \(french)"),
        ]
      }
      return [
        Pair("It's \(english).", "on est en \(french)"), Pair("In \(english).", "en \(french)"),
        Pair("It was in \(english).", "c'était en \(french)"), Pair("Come in \(english).", "viens en \(french)"),
        Pair("Come in \(english).", "venez en \(french)"), Pair("See you in \(english)!", "on se voit en \(french)"),
        Pair("I was born in \(english).", "je suis né en \(french)"),
        Pair("I was born in \(english).", "je suis née en \(french)"),
        Pair("I leave in \(english).", "je pars en \(french)"),
        Pair("We left in \(english).", "nous sommes partis en \(french)"),
        Pair("He came in \(english).", "il est venu en \(french)"),
        Pair("She came in \(english).", "elle est venue en \(french)"),
        Pair("Next \(english).", "en \(french) prochain"), Pair("I love \(english).", "j'adore le mois de \(french)"),
        Pair("Until \(english).", "jusqu'en \(french)"),
      ]
    }
  }
}
