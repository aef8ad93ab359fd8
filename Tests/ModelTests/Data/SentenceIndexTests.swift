import Foundation
import Model
import Testing

/// Looking sentences up in the data, and completing them.
@Suite("Sentence index") struct SentenceIndexTests {
  private static let pairs = [
    ("Go.", "Va !"), ("Go on.", "Continue."), ("go", "aller"), ("Go.", "Marche."), ("Run!", "Cours !"),
    ("Go.", "Va !"), ("GO!", "VA !"), ("Gone?", "Parti ?"), ("Über all.", "Partout."), ("über", "sur"),
    ("Run!", "Courez !"),
  ].map { SentencePair(english: $0.0, french: $0.1) }
  private let index = SentenceIndex(pairs)

  @Test func references() {
    #expect(index.references(for: "Go.") == ["Va !", "Marche."], "distinct, in the data's order")
    #expect(index.references(for: "Run!") == ["Cours !", "Courez !"])
    #expect(index.references(for: "U\u{308}ber all.") == ["Partout."], "composed")
    for text in ["go.", "Go", "Go. ", ""] { #expect(index.references(for: text).isEmpty) }
    #expect(index.sentences == ["Go.", "Go on.", "go", "Run!", "GO!", "Gone?", "Über all.", "über"])
  }

  @Test func completions() {
    #expect(index.completions(of: "Go", limit: 9) == ["Go on.", "Go.", "Gone?", "go", "GO!"])
    #expect(index.completions(of: "go", limit: 9) == ["go", "Go on.", "GO!", "Go.", "Gone?"])
    #expect(index.completions(of: "Go", limit: 2) == ["Go on.", "Go."])
    #expect(index.completions(of: "Go", limit: 4) == ["Go on.", "Go.", "Gone?", "go"])
    #expect(index.completions(of: "u\u{308}B", limit: 5) == ["über", "Über all."])
    #expect(index.completions(of: "Run!", limit: 5) == ["Run!"])
    for text in ["", "Runs", "zz", "\u{0}", "Go.."] { #expect(index.completions(of: text, limit: 5).isEmpty) }
    #expect(index.completions(of: "Go", limit: 0).isEmpty)
    #expect(SentenceIndex([]).completions(of: "G", limit: 3).isEmpty && SentenceIndex([]).references(for: "G").isEmpty)
  }

  /// Every beginning of some of a thousand sentences, beside a plain search.
  @Test func completionsAgreeWithASearch() throws {
    let words = ["go", "Go", "GO", "on", "On", "é", "É", "I", "i'm", "late", "Là", "."]
    var generator = RandomGenerator(state: 95)
    let pairs = (0..<1_000).map { index in
      let english = (0...index % 4).map { _ in words[generator.integer(below: words.count)] }.joined(separator: " ")
      return SentencePair(english: english, french: "x")
    }
    let index = SentenceIndex(pairs)
    #expect(Set(index.sentences) == Set(pairs.map(\.english)) && index.sentences.count == Set(index.sentences).count)
    for sentence in index.sentences.enumerated().filter({ $0.offset.isMultiple(of: 40) }).map(\.element) {
      for length in 1...sentence.count {
        let text = String(sentence.prefix(length))
        let same = index.sentences.filter { $0.hasPrefix(text) }
        let all = index.sentences.filter { $0.lowercased().hasPrefix(text.lowercased()) }
        let found = index.completions(of: text, limit: .max)
        #expect(Set(found.prefix(same.count)) == Set(same) && Set(found) == Set(all) && found.count == all.count)
      }
    }
  }

  @Test func theClosestReference() {
    func closest(_ output: String, _ references: String...) -> Reference? {
      Reference.closest(to: output, among: references)
    }
    #expect(closest("Va !", "Marche.", "Va !", "Va ! Vite") == Reference("Va !", beside: "Va !"))
    #expect(closest("Va !", "Va ! Vite", "Va !")?.firstDifference == nil)
    #expect(closest("Vas", "Vite", "Va !")?.text == "Va !")
    #expect(closest("Vas", "Vite", "Va !")?.firstDifference == 2)
    #expect(closest("V", "Vaincre.", "Va !")?.text == "Va !", "as long in common, and less to add")
    #expect(closest("Xa !", "Bon.", "Va !")?.text == "Va !" && closest("X", "A", "B")?.text == "A")
    #expect(closest("", "Va")?.firstDifference == 0 && closest("Va") == nil)
    #expect(Reference("Va !", beside: "Va").firstDifference == 2)
    #expect(Reference("Va", beside: "Va !").firstDifference == 2)
    #expect(Reference("e\u{301}", beside: "e\u{301}x").firstDifference == 2, "scalars")
  }
}
