import Essentials

/// Which sentence pairs to use, as `--data` and the workbench say it.
package enum CorpusLocation: Hashable, Sendable {
  /// The everyday sentences that come with the program.
  case embedded
  /// A file; or, where there is none of that name, the corpus of a language that `fetch` has downloaded: `fra`.
  ///
  /// The format is how its lines hold the pairs, as far as somebody has said.
  case named(String, CorpusFormat = CorpusFormat())

  /// What was asked for, in a word or two.
  package var title: String {
    switch self {
    case .embedded: "everyday sentences"
    case .named(let name, _): name
    }
  }

  /// What a checkpoint calls it: `everyday`, or what was asked for without its folder.
  package var name: String {
    switch self {
    case .embedded: "everyday"
    case .named(let name, _): name.nameInPath
    }
  }

  /// What somebody types for it: `everyday`, a language's letters, or a path.
  package var typed: String {
    switch self {
    case .embedded: name
    case .named(let name, _): name
    }
  }

  /// What somebody means who types a text.
  package init(typed text: String) {
    self = text == Self.embedded.name ? .embedded : .named(text)
  }

  /// How its lines hold the pairs, as far as somebody has said.
  package var format: CorpusFormat {
    switch self {
    case .embedded: CorpusFormat()
    case .named(_, let format): format
    }
  }

  /// The file that holds the pairs; whether it can be read is for `Corpus` to find out.
  ///
  /// - Throws: `CorpusError` if the program's own sentences are missing, or the language's corpus was not fetched yet.
  package func path(cache: String = BaseDirectory.cache.path()) throws(CorpusError) -> String {
    switch self {
    case .embedded:
      guard let path = EmbeddedCorpus.path else { throw .noEmbeddedCorpus }
      return path
    case .named(let name, _):
      let path = name.tildeExpanded
      guard !Self.isFile(path), let language = LanguageCode(name) else { return path }
      let cached = cache + "/" + language.archiveName
      guard FileIdentity(cached) != nil, Self.isFile(cached) else { throw .notFetched(language) }
      return cached
    }
  }

  /// The languages whose corpora `fetch` has downloaded, in the order of their codes.
  package static func fetchedLanguages(cache: String = BaseDirectory.cache.path()) -> [LanguageCode] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: cache)) ?? []
    return names.sorted().compactMap { name in
      LanguageCode(String(name.prefix(3))).flatMap { $0.archiveName == name ? $0 : nil }
    }
  }

  /// Whether a path leads to anything but a directory; `fra` may also be the name of a folder.
  private static func isFile(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path) && !path.isFolderPath
  }
}

/// The corpus that comes with the program, so that a clone can train at once and offline.
///
/// `Resources/README.md` tells how it was written, checked and licensed.
package enum EmbeddedCorpus {
  /// The file of `English TAB French` lines, or nil where the program was copied without its resources.
  package static var path: String? { ProgramFiles.resource(name, in: "Sources/Model/Data") }

  /// Its name among the resources, and below the folder of what was installed.
  static let name = "Resources/everyday.tsv"
}

/// The three letters by which manythings.org names a language, such as `fra`; they follow ISO 639-3.
package struct LanguageCode: Hashable, Sendable {
  /// French.
  package static let french = LanguageCode(letters: "fra")

  /// Three letters from a to z.
  package let letters: String

  /// The code that a text is, in either case; nil for anything but three ASCII letters.
  package init?(_ text: String) {
    let letters = text.lowercased()
    guard letters.utf8.count == 3, letters.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
    else { return nil }
    self.init(letters: letters)
  }

  private init(letters: String) { self.letters = letters }

  /// The name of the archive that pairs English with this language.
  package var archiveName: String { letters + "-eng.zip" }
}
