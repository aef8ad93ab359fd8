import Foundation
import Model
import Testing

/// Files whose pairs are elsewhere than in the first two columns: recognised, and read once somebody says where.
@Suite("Corpora of other formats")
struct CorpusFormatTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  private func corpus(
    _ text: String, _ separator: CorpusFormat.Separator? = nil, columns: String? = nil
  ) throws -> Corpus {
    let columns = try columns.map { try #require(CorpusFormat.Columns($0)) }
    return try Corpus(
      contentsOf: scratch.file("corpus.txt", text), format: CorpusFormat(separator: separator, columns: columns))
  }

  private static let pairs = [
    SentencePair(english: "Go.", french: "Va !"),
    SentencePair(english: "He said \"no\".", french: "Il dit « non » ; puis, oui."),
  ]

  @Test(
    "what would be read wrong is refused with the options that read it, and these do",
    arguments: [
      (
        "7\tGo.\t9\tVa !\n8\tHe said \"no\".\t3\tIl dit « non » ; puis, oui.\n", "numbers in columns 1 and 3",
        "--columns 2,4"
      ),
      (
        "7\teng\tGo.\t9\tfra\tVa !\n8\teng\tHe said \"no\".\t3\tfra\tIl dit « non » ; puis, oui.\n",
        "numbers in columns 1 and 4, language codes in columns 2 and 5", "--columns 3,6"
      ),
      (
        "Go.;Va !\n\"He said \"\"no\"\".\";\"Il dit « non » ; puis, oui.\"\n", "separated by semicolons",
        "--separator ';'"
      ),
      (
        "Go.,Va !\n\"He said \"\"no\"\".\",\"Il dit « non » ; puis, oui.\"\n", "separated by commas",
        "--separator ,"
      ),
      (
        "7;\"Go.\"; \"Va !\" \n9;He said \"no\".;\"Il dit « non » ; puis, oui.\"\n",
        "separated by semicolons, numbers in column 1", "--separator ';' --columns 2,3"
      ),
      (
        "\"Go.\"\t\"Va !\"\n\"He said \"\"no\"\".\"\t\"Il dit « non » ; puis, oui.\"\n", "in quotes as in CSV",
        "--separator quoted-tab"
      ),
      (
        "Go.\tVa !\n\"He said \"\"no\"\".\"\tIl dit « non » ; puis, oui.\n", "with the quotes inside them doubled",
        "--separator quoted-tab"
      ),
    ])
  func recognised(_ text: String, _ found: String, _ options: String) throws {
    let error = #expect(throws: CorpusError.self) { try self.corpus(text) }
    let description = try #require(error?.description)
    #expect(description.contains(found) && description.contains(". \(options) reads the pairs"), "\(description)")
    var words = options.split(separator: " ").map { $0.trimmingCharacters(in: ["'"]) }[...]
    var format = CorpusFormat()
    while let name = words.popFirst(), let value = words.popFirst() {
      if name == "--columns" { format.columns = CorpusFormat.Columns(value) }
      if name == "--separator" { format.separator = CorpusFormat.Separator(rawValue: value) }
    }
    let read = try Corpus(contentsOf: scratch.file("corpus.txt", text), format: format)
    #expect(read.pairs == Self.pairs && read.rejected.isEmpty)
  }

  @Test("what looks strange, but is a pair, is read as before")
  func pairsAsTheyStand() throws {
    #expect(try corpus("1\tun\n21\tvingt et un\n").pairs.count == 2)
    #expect(try corpus("a\tun\nan\tune\nno\tnon\n").pairs.count == 3)
    #expect(try corpus("Yes; no, maybe.\tOui ; non.\n\"Go,\" he said.\t« Va », dit-il.\n").pairs.count == 2)
    #expect(try corpus("\"Go.\"\t« Va. »\n\"Run.\"\t« Cours. »\n").pairs[0].english == "\"Go.\"")
    let quoted = "\"Go.\"\t\"Va.\"\n\"Run.\"\t\"Cours.\"\n"
    #expect(try corpus(quoted, .tab).pairs[0].french == "\"Va.\"")
    #expect(try corpus("7\tGo.\tVa !\n", columns: "1,2").pairs == [SentencePair(english: "7", french: "Go.")])
    #expect(try corpus("Va !\tx\tGo.\n", columns: "3,1").pairs == [SentencePair(english: "Go.", french: "Va !")])
  }

  @Test("a list of sentences in one language is no corpus")
  func oneLanguage() throws {
    let error = #expect(throws: CorpusError.self) {
      try self.corpus("7\teng\tGo.\n8\tfra\tVa !\n9\teng\tRun!\n5\teng\tHi.\n")
    }
    #expect(error?.description.contains("numbers in column 1, language codes in column 2; ") == true)
    #expect(error?.description.contains("one column of sentences") == true)
  }

  @Test("quotes that do not end with their column leave their lines out, and no others")
  func badQuotes() throws {
    let corpus = try self.corpus("a;b\n\"c\nd\";e\nf;\"g\nh;i\n\"j\"k;l\nm;n \"o\"\n\"p;q", .semicolon)
    #expect(corpus.pairs.map(\.english) == ["a", "h", "m"])
    #expect(corpus.pairs.last?.french == "n \"o\"")
    #expect(
      corpus.rejected.map(\.description) == [
        "5 lines with quotes that do not end with their column (lines 2, 3, 4, 6, 8)"
      ])
  }

  @Test("the names of the columns in the first line are no pair")
  func headings() throws {
    let corpus = try self.corpus("id,English,\"French\"\n7,Go.,Va !\n8,en,fr\n", .comma, columns: "2,3")
    #expect(corpus.pairs.map(\.english) == ["Go.", "en"])
    #expect(corpus.rejected.map(\.description) == ["1 line with the names of the columns (line 1)"])
    #expect(try self.corpus("English\tAnglais\n").pairs.count == 1)
  }

  @Test("a column that is missing is named")
  func missingColumns() throws {
    let error = #expect(throws: CorpusError.self) { try self.corpus("a\tb\n", columns: "1,4") }
    #expect(error?.description.contains("1 line without column 4 (line 1)") == true)
    #expect(try corpus("a;;b;c\n;d;e\n", .semicolon, columns: "1,3").rejected.map(\.reason) == [.emptySide])
  }

  @Test(
    "columns are two different numbers",
    arguments: ["", "1", "1,1", "0,1", "1,2,3", "1,1001", "a,b", "1, 2", ",2"])
  func noColumns(_ text: String) {
    #expect(CorpusFormat.Columns(text) == nil)
  }

  @Test("other encodings are named")
  func encodings() throws {
    func found(_ text: String, _ encoding: String.Encoding) throws -> String? {
      let path = try scratch.file("corpus.txt", [UInt8](try #require(text.data(using: encoding))))
      return #expect(throws: CorpusError.self) { try Corpus(contentsOf: path) }?.description
    }
    let text = "Go.\tVa là !\nHow many?\tÇa dépend…\nRun!\tCours !\n"
    #expect(try found(text, .windowsCP1252)?.contains("Latin-1 or Windows-1252") == true)
    #expect(try found(text.replacing("…", with: ""), .isoLatin1)?.contains("Latin-1 or Windows-1252") == true)
    #expect(try found(text, .utf16LittleEndian)?.contains("so this is UTF-16") == true)
    #expect(try found(text, .utf16BigEndian)?.contains("so this is UTF-16") == true)
    #expect(try corpus(text).pairs.count == 3)
  }
}
