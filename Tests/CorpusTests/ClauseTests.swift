import CorpusComposer
import Testing

/// Clauses: word order, negation, questions, the past, reflexive verbs and pronouns.
struct ClauseTests {
  private let lexicon: Lexicon

  init() throws { lexicon = try Lexicon() }

  private func subject(_ french: String, _ agreement: Agreement) throws -> Subject {
    try #require(Subject.all.first { $0.french == french && $0.agreement == agreement })
  }

  @Test func deniesWithPasAndDe() throws {
    let je = try subject("je", .masculine)
    #expect(
      try lexicon.predicate("manger du pain").statement(je, .present, negation: "pas") == "je ne mange pas de pain")
    #expect(try lexicon.predicate("boire de l'eau").statement(je, .present, negation: "pas") == "je ne bois pas d'eau")
    #expect(
      try lexicon.predicate("acheter un livre").statement(je, .past, negation: "pas") == "je n'ai pas acheté de livre")
    #expect(
      try lexicon.predicate("jouer de la guitare").statement(je, .present, negation: "jamais")
        == "je ne joue jamais de la guitare")
    #expect(
      try lexicon.predicate("fermer la porte").statement(je, .future, negation: "pas") == "je ne fermerai pas la porte")
  }

  @Test func deniesWithPersonne() throws {
    #expect(try lexicon.predicate("acheter du lait").statement(.nobody, .past) == "personne n'a acheté de lait")
    #expect(try lexicon.predicate("se lever").statement(.nobody, .present) == "personne ne se lève")
  }

  @Test func formsThePast() throws {
    let elle = try subject("elle", .feminine)
    let ils = try subject("ils", .masculinePlural)
    let elles = try subject("elles", .femininePlural)
    let on = try subject("on", .masculinePlural)
    #expect(try lexicon.predicate("partir").statement(elle, .past) == "elle est partie")
    #expect(try lexicon.predicate("venir").statement(elles, .past) == "elles sont venues")
    #expect(try lexicon.predicate("rentrer").statement(on, .past) == "on est rentrés")
    #expect(try lexicon.predicate("se lever").statement(ils, .past) == "ils se sont levés")
    #expect(try lexicon.predicate("s'asseoir").statement(elles, .past) == "elles se sont assises")
    #expect(try lexicon.predicate("se laver les mains").statement(elle, .past) == "elle s'est lavé les mains")
    #expect(try lexicon.predicate("manger").statement(elle, .past) == "elle a mangé")
    #expect(try lexicon.predicate("se lever").statement(elle, .past, negation: "pas") == "elle ne s'est pas levée")
  }

  @Test func agreesWithThePronounBefore() throws {
    var seeing = try lexicon.predicate("voir")
    seeing.clitic = "la"
    #expect(try seeing.statement(subject("je", .masculine), .past) == "je l'ai vue")
    seeing.clitic = "les"
    #expect(try seeing.statement(subject("tu", .masculine), .past) == "tu les as vus")
    #expect(try seeing.infinitive(subject("tu", .masculine)) == "les voir")
    var answering = try lexicon.predicate("répondre")
    answering.clitic = "leur"
    #expect(try answering.statement(subject("nous", .masculinePlural), .past) == "nous leur avons répondu")
  }

  @Test func asks() throws {
    let il = try subject("il", .masculine)
    let emma = try subject("Emma", .feminine)
    let vous = try subject("vous", .masculinePlural)
    #expect(try lexicon.predicate("manger").inversion(il, .present) == "mange-t-il")
    #expect(try lexicon.predicate("finir").inversion(il, .present) == "finit-il")
    #expect(try lexicon.predicate("perdre").inversion(il, .present) == "perd-il")
    #expect(try lexicon.predicate("partir").inversion(emma, .past) == "Emma est-elle partie")
    #expect(try lexicon.predicate("rire").inversion(emma, .past) == "Emma a-t-elle ri")
    #expect(try lexicon.predicate("se lever").inversion(vous, .past) == "vous êtes-vous levés")
    #expect(try lexicon.predicate("chanter").inversion(emma, .future) == "Emma chantera-t-elle")
  }

  @Test func orders() throws {
    let hurrying = try lexicon.predicate("se dépêcher")
    #expect(hurrying.imperative(0) == "dépêche-toi")
    #expect(hurrying.imperative(1) == "dépêchons-nous")
    #expect(hurrying.imperative(2) == "dépêchez-vous")
    #expect(hurrying.negativeImperative(0) == "ne te dépêche pas")
    #expect(try lexicon.predicate("s'habiller").negativeImperative(0) == "ne t'habille pas")
    #expect(try lexicon.predicate("faire du bruit").negativeImperative(2) == "ne faites pas de bruit")
    var helping = try lexicon.predicate("aider")
    helping.clitic = "me"
    #expect(helping.imperative(2) == "aidez-moi")
    #expect(helping.negativeImperative(0) == "ne m'aide pas")
    helping.clitic = "la"
    #expect(helping.imperative(0) == "aide-la")
    #expect(try lexicon.predicate("bien manger").imperative(0) == "mange bien")
  }

  @Test(arguments: [
    ("swim", "swims", "swam", "swimming"), ("stop", "stops", "stopped", "stopping"),
    ("try", "tries", "tried", "trying"),
    ("go home", "goes home", "went home", "going home"), ("lie", "lies", "lied", "lying"),
    ("watch TV", "watches TV", "watched TV", "watching TV"), ("wait", "waits", "waited", "waiting"),
    ("play", "plays", "played", "playing"), ("dance", "dances", "danced", "dancing"),
    ("agree", "agrees", "agreed", "agreeing"),
    ("panic", "panics", "panicked", "panicking"), ("begin", "begins", "began", "beginning"),
    ("have fun", "has fun", "had fun", "having fun"), ("listen", "listens", "listened", "listening"),
    ("ski", "skis", "skied", "skiing"), ("forgive", "forgives", "forgave", "forgiving"),
  ])
  func inflectsEnglish(base: String, third: String, past: String, gerund: String) {
    #expect(lexicon.english.third(base) == third)
    #expect(lexicon.english.past(base) == past)
    #expect(lexicon.english.gerund(base) == gerund)
  }
}
