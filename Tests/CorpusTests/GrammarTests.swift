import CorpusComposer
import Testing

/// Elision, determiners, agreement and print.
struct GrammarTests {
  private func noun(_ french: String, _ gender: Gender, isPlural: Bool = false) -> Noun {
    Noun(english: "thing", french: french, agreement: Agreement(gender: gender, isPlural: isPlural))
  }

  @Test(arguments: [
    ("je aime", "j'aime"), ("je habite ici", "j'habite ici"), ("je hésite", "j'hésite"),
    ("je ne ai pas", "je n'ai pas"),
    ("le homme", "l'homme"), ("le héros", "le héros"), ("la honte", "la honte"), ("le hibou", "le hibou"),
    ("de haricots", "de haricots"), ("le homard", "le homard"), ("de Hongrie", "de Hongrie"), ("de Italie", "d'Italie"),
    ("de œufs", "d'œufs"), ("la école", "l'école"), ("le onze", "le onze"), ("de yoga", "de yoga"),
    ("est-ce que Emma", "est-ce qu'Emma"), ("je me habille", "je m'habille"), ("il te ignore", "il t'ignore"),
    ("de huit", "de huit"), ("je y vais", "j'y vais"), ("puis-je aller", "puis-je aller"),
  ])
  func elides(before: String, after: String) { #expect(Elision.apply(to: before) == after) }

  @Test func determinesNouns() {
    #expect(noun("école", .feminine).definite == "l'école")
    #expect(noun("hibou", .masculine).definite == "le hibou")
    #expect(noun("clés", .feminine, isPlural: true).definite == "les clés")
    #expect(noun("clé", .feminine).indefinite == "une clé")
    #expect(noun("arbres", .masculine, isPlural: true).indefinite == "des arbres")
    #expect(noun("eau", .feminine).partitive == "de l'eau")
    #expect(noun("viande", .feminine).partitive == "de la viande")
    #expect(noun("pain", .masculine).partitive == "du pain")
    #expect(noun("homard", .masculine).partitive == "du homard")
    #expect(noun("œufs", .masculine, isPlural: true).negated == "d'œufs")
    #expect(noun("haricots", .masculine, isPlural: true).negated == "de haricots")
    #expect(noun("arbre", .masculine).demonstrative == "cet arbre")
    #expect(noun("héros", .masculine).demonstrative == "ce héros")
    #expect(noun("voiture", .feminine).demonstrative == "cette voiture")
    #expect(noun("dame", .feminine).exclaimed == "quelle dame")
    #expect(noun("œufs", .masculine, isPlural: true).exclaimed == "quels œufs")
    #expect(noun("fleurs", .feminine, isPlural: true).exclaimed == "quelles fleurs")
  }

  @Test func possesses() {
    #expect(noun("écharpe", .feminine).possessed(by: .me) == "mon écharpe")
    #expect(noun("amie", .feminine).possessed(by: .you) == "ton amie")
    #expect(noun("hache", .feminine).possessed(by: .me) == "ma hache")
    #expect(noun("voiture", .feminine).possessed(by: .him) == "sa voiture")
    #expect(noun("idées", .feminine, isPlural: true).possessed(by: .her) == "ses idées")
    #expect(noun("chien", .masculine).possessed(by: .us) == "notre chien")
    #expect(noun("chiens", .masculine, isPlural: true).possessed(by: .youFormal) == "vos chiens")
    #expect(noun("maison", .feminine).possessed(by: .them) == "leur maison")
    #expect(noun("clés", .feminine, isPlural: true).possessed(by: .them) == "leurs clés")
  }

  @Test(arguments: [
    ("heureux", "heureuse", "heureux", "heureuses"), ("beau", "belle", "beaux", "belles"),
    ("loyal", "loyale", "loyaux", "loyales"), ("gris", "grise", "gris", "grises"),
    ("nouveau", "nouvelle", "nouveaux", "nouvelles"), ("fou", "folle", "fous", "folles"),
    ("en colère", "en colère", "en colère", "en colère"), ("petit", "petite", "petits", "petites"),
  ])
  func agrees(masculine: String, feminine: String, masculinePlural: String, femininePlural: String) {
    let adjective = Adjective(english: "so", masculine: masculine, feminine: feminine)
    #expect(adjective.form(.masculine) == masculine)
    #expect(adjective.form(.feminine) == feminine)
    #expect(adjective.form(.masculinePlural) == masculinePlural)
    #expect(adjective.form(.femininePlural) == femininePlural)
  }

  @Test func changesAdjectivesBeforeVowels() {
    let old = Adjective(english: "old", masculine: "vieux", feminine: "vieille")
    #expect(old.form(.masculine, before: "arbre") == "vieil")
    #expect(old.form(.masculine, before: "homme") == "vieil")
    #expect(old.form(.masculine, before: "héros") == "vieux")
    #expect(old.form(.feminine, before: "amie") == "vieille")
    let new = Adjective(english: "new", masculine: "nouveau", feminine: "nouvelle")
    #expect(new.form(.masculine, before: "ordinateur") == "nouvel")
  }

  @Test func setsSpacesAndCapitals() {
    #expect(Typography.set("Ça va ?") == "Ça va\u{202F}?")
    #expect(Typography.set("Viens ici, Tom !") == "Viens ici, Tom\u{202F}!")
    #expect(Typography.set("Voici : lis.") == "Voici\u{A0}: lis.")
    #expect(Typography.capitalized("être ou ne pas être") == "Être ou ne pas être")
    #expect(Typography.capitalized("à demain") == "À demain")
  }
}
