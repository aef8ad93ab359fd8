import Essentials

/// An address under which the corpora of all languages are served, as `XXX-eng.zip`.
package struct CorpusServer: Hashable, Sendable {
  /// The site that makes them from Tatoeba's sentences.
  package static let manythings = "http://www.manythings.org/anki/"
  /// The environment variable that names a mirror.
  package static let variable = "SEQ2SEQ_FETCH_URL"

  private let base: URL

  /// The server at an address; without one at that of the mirror in the environment, else manythings.org.
  ///
  /// - Throws: `FetchError.noAddress` unless it is an address of http or https.
  package init(
    _ given: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(FetchError) {
    let mirror = environment[Self.variable].flatMap { $0.isEmpty ? nil : $0 }
    let address = given ?? mirror ?? Self.manythings
    guard let url = URL(string: address.hasSuffix("/") ? address : address + "/"),
      ["http", "https"].contains(url.scheme?.lowercased()), url.host?.isEmpty == false,
      url.query == nil, url.fragment == nil
    else { throw .noAddress(address) }
    base = url
  }

  /// The address of a language's archive.
  package func address(of language: LanguageCode) -> String {
    base.appendingPathComponent(language.archiveName).absoluteString
  }
}

/// Downloads a language's corpus into the cache, where `CorpusLocation` finds it.
///
/// The archive is checked before it takes its place, at once, so that an earlier one stays until then. What is left of a
/// download that broke off is gone on from if the server still has the same file.
package struct CorpusFetch: Sendable {
  /// No archive is larger; those of manythings.org are below 20 MB.
  static let byteLimit = 256 << 20

  private let language: LanguageCode
  private let address: String
  private let folder: String
  private let replaces: Bool
  private let patience: Int

  /// A download that has not begun.
  ///
  /// One that `replaces` does not stop at the corpus that is there. It gives up after `patience` seconds in which next to nothing came.
  package init(
    _ language: LanguageCode, from server: CorpusServer, replaces: Bool = false, patience: Int = 30,
    cache: String = BaseDirectory.cache.path()
  ) {
    self.language = language
    address = server.address(of: language)
    folder = cache
    self.replaces = replaces
    self.patience = patience
  }

  /// Downloads and checks on the calling thread; a raised interruption calls it off within a moment.
  ///
  /// `report` is called ten times a second at most.
  ///
  /// - Returns: the corpus in the cache, which may have been there before.
  /// - Throws: why there is none, or none newer.
  package func run(
    interruption: Interruption, _ report: @escaping (FetchProgress) -> Void
  ) throws(FetchError) -> FetchedCorpus {
    let path = folder + "/" + language.archiveName
    if !replaces, FileManager.default.fileExists(atPath: path) { return try existing(path) }
    try makeFolder()
    let part = try PartialFile(path + ".part")
    do throws(FetchError) {
      try download(into: part, interruption, report)
      let corpus = try checked(part)
      try part.move(to: path)
      return corpus.moved(to: path)
    } catch {
      if !error.leavesSomething || part.count == 0 { part.remove() }
      throw error
    }
  }

  private func existing(_ path: String) throws(FetchError) -> FetchedCorpus {
    do {
      return try FetchedCorpus(checking: path)
    } catch {
      throw .damagedCache(error)
    }
  }

  private func makeFolder() throws(FetchError) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      let code = ((error as? CocoaError)?.underlying as? POSIXError)?.code.rawValue ?? EACCES
      throw .unwritable(path: folder, operation: "make", code: code)
    }
  }

  private func download(
    into part: PartialFile, _ interruption: Interruption, _ report: @escaping (FetchProgress) -> Void
  ) throws(FetchError) {
    func transfer(behind offset: Int, _ validator: String?) throws(FetchError) -> Transfer.End {
      try Transfer(
        of: language, from: address, into: part, behind: offset, patience: patience,
        interruption: interruption, report: report
      ).run(goingOn: validator)
    }
    if let validator = part.validator(for: address), try transfer(behind: part.count, validator) == .whole { return }
    guard try transfer(behind: 0, nil) == .whole else { throw .refused(address: address, status: 206) }
  }

  private func checked(_ part: PartialFile) throws(FetchError) -> FetchedCorpus {
    do {
      return try FetchedCorpus(checking: part.path)
    } catch {
      guard case .badArchive(_, let found, let expected) = error else {
        throw .unwritable(path: part.path, operation: "read", code: EIO)
      }
      throw .notACorpus(address: address, found: found, expected: expected)
    }
  }
}

extension FetchError {
  /// Whether the beginning of the download is worth keeping.
  fileprivate var leavesSomething: Bool {
    switch self {
    case .cut(_, _, _, let isKept), .cancelled(_, let isKept): isKept
    // Nothing was learned about what an earlier download has left.
    case .unreachable, .refused, .busy, .noLibrary, .noAddress: true
    case .noCorpus, .tooLarge, .notACorpus, .damagedCache, .unwritable: false
    }
  }
}
