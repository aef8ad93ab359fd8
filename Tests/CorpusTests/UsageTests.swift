import CorpusComposer
import Testing

/// What grammar allows and usage does not, in everything the composer writes.
struct UsageTests {
  private let composer: Composer
  private let pairs: [Pair]

  init() throws {
    composer = try Composer()
    pairs = composer.pairs
  }

  private func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && $0 != "-" }.map(String.init)
  }

  @Test func addressesOneSentenceToTuOrVous() {
    let familiar: Set<String> = ["tu", "te", "t", "toi", "ton", "ta", "tes"]
    let formal: Set<String> = ["vous", "votre", "vos"]
    for pair in pairs {
      let words = Set(pair.french.lowercased().split { !$0.isLetter }.map(String.init))
      // The t of « a-t-il » is no pronoun.
      let addressed = pair.french.contains("-t-") ? words.subtracting(["t"]) : words
      #expect(addressed.isDisjoint(with: familiar) || addressed.isDisjoint(with: formal), "\(pair)")
    }
  }

  @Test func choosesBetweenAAndAn() {
    for pair in pairs {
      let words = words(pair.english)
      for (article, noun) in zip(words, words.dropFirst()) where ["a", "an"].contains(article) {
        let isVocalic = ["hour", "honor"].contains(noun) || "aeiou".contains(noun.first ?? " ")
        #expect((article == "an") == isVocalic, "\(pair)")
      }
    }
  }

  @Test func callsPeopleHeOrShe() {
    let people: Set<String> = ["boy", "girl", "woman", "king", "queen", "hero"]
    let frames = ["It's a", "It was a", "Is it a", "It isn't a", "It's not a"]
    for pair in pairs where frames.contains(where: pair.english.hasPrefix) {
      // A birth is announced with it.
      if ["It's a boy!", "It's a girl!"].contains(pair.english) { continue }
      #expect(people.isDisjoint(with: words(pair.english)), "\(pair)")
    }
  }

  @Test func asksWhetherOneMayRatherThanKnowsHow() {
    for pair in pairs where pair.english.hasPrefix("Can I ") || pair.english.hasPrefix("Can we ") {
      #expect(Set(words(pair.french)).isDisjoint(with: ["sais", "sait", "savons", "savons-nous"]), "\(pair)")
    }
  }

  @Test func putsTallAndOtherShortAdjectivesFirst() {
    for noun in ["garçon", "fille", "arbre", "homme", "femme"] {
      #expect(!pairs.contains { $0.french.contains("\(noun) grand") }, "\(noun)")
    }
  }

  /// « Aide ! » asks for nothing one can do: aider wants someone to help.
  @Test func namesWhoIsToBeHelped() {
    for pair in pairs {
      for order in ["Aide", "Aidez", "Aidons"] {
        #expect(!["\(order)\u{202F}", "\(order),"].contains(where: pair.french.hasPrefix), "\(pair)")
      }
    }
  }

  /// « Ce n'est pas terrible » is no comfort, and who lacks an idea has none of it.
  @Test func avoidsFalseFriends() {
    for pair in pairs {
      #expect(pair.english.contains("good") || !pair.french.lowercased().contains("pas terrible"), "\(pair)")
      #expect(!pair.french.contains("pas d'idée.") && !pair.french.contains("pas de choix."), "\(pair)")
      #expect(!pair.english.contains(" in the bus") && !pair.english.contains(" in the train"), "\(pair)")
    }
  }

  @Test func tellsClothesWornInTheImperfect() {
    #expect(!pairs.contains { words($0.french).contains("porté") })
  }

  @Test func doesNotGoToGo() {
    #expect(!pairs.contains { $0.french.contains("allons aller") || $0.french.contains("vais aller") })
  }

  @Test func likesCakesInGeneral() {
    let tastes = ["like cake.", "likes cake.", "loves cake.", "hate cake.", "hates cake."]
    for pair in pairs where tastes.contains(where: pair.english.hasSuffix) {
      #expect(pair.french.hasSuffix("les gâteaux."), "\(pair)")
    }
  }

  @Test func composesNothingThatOnlyDiffersInItsMark() {
    func calm(_ text: String) -> String { text.hasSuffix("!") ? text.dropLast() + "." : text }
    let written = Set(composer.written.map(\.english))
    let said = Set(written.map(calm))
    var marks: [String: String] = [:]
    for pair in pairs where !written.contains(pair.english) {
      #expect(!said.contains(calm(pair.english)), "\(pair)")
      #expect(marks.updateValue(pair.english, forKey: calm(pair.english)) ?? pair.english == pair.english, "\(pair)")
    }
  }
}
