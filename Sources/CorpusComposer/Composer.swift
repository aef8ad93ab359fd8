/// Puts the corpus together: the sentences written by hand and the composed families, in the order of the Anki files.
package struct Composer: Sendable {
  /// The pairs written by hand, in the corpus's order.
  package let written: [Pair]
  /// The composed families.
  package let families: [Family]

  /// Reads the tables and composes everything.
  /// - Throws: `ComposerError` if a table is missing, malformed, or asks for what the grammar does not have.
  package init() throws(ComposerError) {
    written = Set(try PhraseBook.pairs()).sorted()
    let lexicon = try Lexicon()
    let phrases = try VerbPhrase.all(lexicon)
    let adjectives = try AdjectiveFamily(lexicon)
    let nouns = try NounFamily(lexicon)
    let places = PlaceFamily(lexicon)
    let descriptions = try DescriptionFamily(lexicon)
    families = [
      Family("habits", share: 20, PresentFamily.habits(phrases, lexicon.english)),
      Family("progressive", share: 17, PresentFamily.progressive(phrases, lexicon.english)),
      Family("past", share: 15, PastAndFutureFamily.past(phrases, lexicon.english)),
      Family("future", share: 14, PastAndFutureFamily.future(phrases, going: try lexicon.verb("aller"))),
      Family("commands", share: 45, CommandFamily.pairs(phrases, lexicon.english)),
      Family("modals", share: 9, try ModalFamily.modals(phrases, lexicon)),
      Family("likes", share: 25, try ModalFamily.likes(phrases, lexicon)),
      Family("people", share: 13, adjectives.people),
      Family("be …!", share: 60, adjectives.commands),
      Family("it is …", share: 45, adjectives.neutral),
      Family("states", share: 50, try StateFamily.pairs(lexicon)),
      Family("possession", share: 12, nouns.possession),
      Family("actions", share: 14, try nouns.actions()),
      Family("where", share: 40, nouns.places),
      Family("identities", share: 25, nouns.identities),
      Family("ownership", share: 15, nouns.ownership),
      Family("food", share: 14, try FoodFamily.pairs(lexicon)),
      Family("tastes", share: 14, try FoodFamily.tastes(lexicon)),
      Family("places", share: 14, try places.places()),
      Family("jobs", share: 22, try places.jobs()),
      Family("descriptions", share: 55, descriptions.statements),
      Family("owned", share: 35, descriptions.owned),
      Family("noun phrases", share: 70, descriptions.phrases),
      Family("persons", share: 9, try PersonFamily(lexicon).pairs()),
      Family("time", share: 40, try TimeFamily.pairs(lexicon)),
    ]
  }

  /// Every pair once, in the corpus's order; what the hand wrote for an English sentence, called out or not, stands
  /// alone.
  package var pairs: [Pair] {
    let english = Set(written.map(\.calmEnglish))
    let composed = families.flatMap(\.pairs).filter { !english.contains($0.calmEnglish) }
    return Set(written + composed).sorted()
  }

  /// The corpus as text.
  package var text: String { pairs.map { "\($0.english)\t\($0.french)\n" }.joined() }
}
