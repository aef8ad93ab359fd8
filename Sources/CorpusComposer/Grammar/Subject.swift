/// A subject in both languages: the English one word, the French with its person, gender and number.
package struct Subject: Hashable, Sendable {
  /// The English subject.
  ///
  /// `I`, `You`, `Tom`, …
  package let english: String
  /// The French subject.
  ///
  /// `je`, `tu`, `Tom`, …
  package let french: String
  /// 0 to 5: je, tu, il, nous, vous, ils.
  package let person: Int
  /// What adjectives and participles agree with.
  package let agreement: Agreement

  /// Whether the English verb takes an s.
  package var isThird: Bool { person == 2 && english != "We" }
  /// `am`, `is` or `are`.
  package var be: String { english == "I" ? "am" : isThird ? "is" : "are" }
  /// `was` or `were`.
  package var was: String { english == "I" || isThird ? "was" : "were" }
  /// `I'm`, `You're`, `He's`; names keep `is` apart.
  package var contractedBe: String {
    switch be {
    case "am": "I'm"
    case "are": english + "'re"
    default: isName ? english + " is" : english + "'s"
    }
  }
  /// Whether it is a name rather than a pronoun.
  package var isName: Bool { isThird && !["He", "She"].contains(english) }
  /// Whether one asks about them: rarely about oneself (`Do I eat meat?`).
  package var isAskedAbout: Bool { !["I", "We"].contains(english) }
  /// The English subject inside a sentence.
  package var inner: String { english == "I" || (isName && english != "Everyone") ? english : english.lowercased() }
  /// The pronoun of an inverted question: `vient-il`.
  package var inverted: String {
    isName ? (agreement.gender == .feminine ? "elle" : "il") : french
  }
  /// The reflexive pronoun.
  package var reflexive: String { ["me", "te", "se", "nous", "vous", "se"][person] }

  private init(_ english: String, _ french: String, _ person: Int, _ agreement: Agreement) {
    self.english = english
    self.french = french
    self.person = person
    self.agreement = agreement
  }

  /// Every pronoun in every gender and number it may stand for, and four names.
  package static let all: [Subject] = [
    Subject("I", "je", 0, .masculine), Subject("I", "je", 0, .feminine),
    Subject("You", "tu", 1, .masculine), Subject("You", "tu", 1, .feminine),
    Subject("You", "vous", 4, .masculine), Subject("You", "vous", 4, .feminine),
    Subject("You", "vous", 4, .masculinePlural),
    Subject("He", "il", 2, .masculine), Subject("She", "elle", 2, .feminine),
    Subject("We", "nous", 3, .masculinePlural), Subject("We", "nous", 3, .femininePlural),
    Subject("We", "on", 2, .masculinePlural),
    Subject("They", "ils", 5, .masculinePlural), Subject("They", "elles", 5, .femininePlural),
    Subject("Tom", "Tom", 2, .masculine), Subject("Emma", "Emma", 2, .feminine),
    Subject("Mom", "maman", 2, .feminine), Subject("Dad", "papa", 2, .masculine),
  ]
  /// `Everyone`, with a singular verb in both languages.
  package static let everyone = Subject("Everyone", "tout le monde", 2, .masculine)
  /// `Nobody`, whose French verb takes ne.
  package static let nobody = Subject("Nobody", "personne ne", 2, .masculine)
  /// `Who`.
  package static let who = Subject("Who", "qui", 2, .masculine)
}
