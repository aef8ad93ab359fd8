import CorpusComposer
import Foundation
import Model
import Testing

/// The committed corpus, line by line.
struct CorpusFileTests {
  private let text: String
  private let pairs: [(english: String, french: String)]

  init() throws {
    text = try String(contentsOfFile: #require(EmbeddedCorpus.path), encoding: .utf8)
    pairs = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return (columns[0], columns.count == 2 ? columns[1] : "")
    }
  }

  @Test func hasTwoColumnsALine() {
    #expect(text.hasSuffix("\n"))
    #expect(!text.contains("\r"))
    #expect(!pairs.contains { $0.english.isEmpty || $0.french.isEmpty })
  }

  @Test func isReadAsACorpus() throws {
    let corpus = try Corpus(contentsOf: #require(EmbeddedCorpus.path))
    #expect(corpus.rejected.isEmpty)
    #expect(corpus.pairs.count == pairs.count)
  }

  @Test func isOrderedLikeTheAnkiFilesWithoutRepetition() {
    for (left, right) in zip(pairs, pairs.dropFirst()) {
      let lengths = (left.english.unicodeScalars.count, right.english.unicodeScalars.count)
      let isSame = left.english == right.english
      let precedes = left.english.unicodeScalars.lexicographicallyPrecedes(right.english.unicodeScalars)
      let follows = left.french.unicodeScalars.lexicographicallyPrecedes(right.french.unicodeScalars)
      #expect(lengths.0 < lengths.1 || (lengths.0 == lengths.1 && (isSame ? follows : precedes)), "\(left) \(right)")
    }
  }

  @Test func isLargeAndShort() {
    #expect(pairs.count >= 10_000)
    #expect(pairs.prefix(10_000).allSatisfy { $0.english.unicodeScalars.count <= 16 })
    #expect(pairs.allSatisfy { $0.english.unicodeScalars.count <= 22 })
    #expect(pairs.allSatisfy { $0.french.unicodeScalars.count <= 60 })
  }

  @Test func isInNormalFormC() {
    #expect(Array(text.unicodeScalars) == Array(text.precomposedStringWithCanonicalMapping.unicodeScalars))
  }

  @Test func usesOnlyTheseCharacters() {
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    let english = Set((letters + " .,!?'-").unicodeScalars)
    let french = Set((letters + "àâçèéêëîïôùûœÀÇÉÊŒÔÂÎ .,!?'-\u{202F}").unicodeScalars)
    for pair in pairs {
      #expect(english.isSuperset(of: pair.english.unicodeScalars), "\(pair)")
      #expect(french.isSuperset(of: pair.french.unicodeScalars), "\(pair)")
    }
  }

  @Test func isSetAsInFrenchPrint() {
    let wrong = [" !", " ?", " .", " ,", "  ", "\u{202F} ", " \u{202F}", "' ", " '", "--", " -"]
    for pair in pairs {
      #expect(!wrong.contains { pair.french.contains($0) || pair.english.contains($0) }, "\(pair)")
      for (mark, before) in zip(pair.french.dropFirst(), pair.french) where "!?".contains(mark) {
        #expect(before == "\u{202F}", "\(pair)")
      }
      #expect(pair.french.last == pair.english.last && ".!?".contains(pair.french.last ?? " "), "\(pair)")
      #expect(pair.english.first?.isUppercase == true && pair.french.first?.isUppercase == true, "\(pair)")
      #expect(pair.french.trimmingCharacters(in: .whitespaces) == pair.french)
    }
  }

  @Test func elidesAndContracts() {
    let never = [
      " je a", " je e", " je é", " ne a", " ne e", " ne é", " de a", " de e", " de é", " de i", " de o", " de u",
      " le a",
      " la e", " se a", " me a", " te a", " que e", " que i", " à les ", " de les ", " si il",
      "'h\u{e9}ros", "d'haricots", "l'haricot", "l'hibou", "l'homard", "ma amie", "ta amie", "sa amie",
    ]
    for pair in pairs {
      let sentence = " " + pair.french.lowercased()
      #expect(!never.contains { sentence.contains($0) }, "\(pair)")
    }
  }

  @Test func isWhatTheComposerWrites() throws {
    let composer = try Composer()
    #expect(Set(composer.written).count >= 2_500)
    #expect(composer.text == text)
  }
}
