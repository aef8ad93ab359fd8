import Foundation
import Model
import Testing

@Suite("Where pairs come from")
struct CorpusLocationTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  @Test("language codes are three letters and nothing else")
  func codes() {
    #expect(LanguageCode("fra") == .french && LanguageCode("FRA") == .french)
    #expect(LanguageCode("deu")?.archiveName == "deu-eng.zip")
    for text in ["", "fr", "fran", "fr1", "../", "a/b", "fr\0", "fré", "ﬁa", " fr", "K\u{30A}l"] {
      #expect(LanguageCode(text) == nil, "\(text)")
    }
  }

  @Test("without data it is the sentences that come with the program")
  func embedded() throws {
    #expect(try CorpusLocation.embedded.path() == EmbeddedCorpus.path)
    #expect(try Corpus(.embedded, limit: 3).pairs.count == 3)
  }

  @Test("a bare code is the cached corpus, unless a file has that name")
  func named() throws {
    let cached = try scratch.file("fra-eng.zip", "Go.\tVa !\n")
    #expect(try CorpusLocation.named("fra").path(cache: scratch.path) == cached)
    #expect(throws: CorpusError.notFetched(try #require(LanguageCode("deu")))) {
      try CorpusLocation.named("deu").path(cache: scratch.path)
    }
    let file = try scratch.file("spa", "Go.\tVe.\n")
    #expect(try CorpusLocation.named(file).path(cache: scratch.path) == file)
    #expect(try CorpusLocation.named("fra.txt").path(cache: scratch.path) == "fra.txt")
    #expect(try CorpusLocation.named("~/x.txt").path() == NSHomeDirectory() + "/x.txt")
    #expect(CorpusError.notFetched(.french).description.contains("`seq2seq fetch fra`"))
  }

  @Test("base directories follow their variables where these are absolute")
  func directories() {
    #expect(BaseDirectory.cache.path(["XDG_CACHE_HOME": "/c", "HOME": "/h"]) == "/c/seq2seq")
    #expect(BaseDirectory.cache.path(["XDG_CACHE_HOME": "c", "HOME": "/h"]) == "/h/.cache/seq2seq")
    #expect(BaseDirectory.data.path(["HOME": "/h"]) == "/h/.local/share/seq2seq")
    #expect(BaseDirectory.data.path([:]) == NSHomeDirectory() + "/.local/share/seq2seq")
  }
}
