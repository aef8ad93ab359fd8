import Essentials

/// Why a language's corpus was not downloaded.
///
/// The description says where, what was found, and what to do.
package enum FetchError: Error, Hashable, Sendable {
  /// This is no address of a server.
  case noAddress(String)
  /// What downloads is not installed.
  case noLibrary
  /// The server did not answer: no network, no such host, nobody there, or too slow.
  case unreachable(address: String, reason: String)
  /// The server answered with a status that is no file.
  case refused(address: String, status: Int)
  /// The server has no corpus of this language.
  case noCorpus(LanguageCode, address: String)
  /// The answer ended early; what came is kept if the rest can be asked for.
  case cut(address: String, FetchProgress, reason: String, isKept: Bool)
  /// The answer is larger than any corpus.
  case tooLarge(address: String, limit: Int)
  /// What came is no archive with sentence pairs.
  case notACorpus(address: String, found: String, expected: String)
  /// The corpus in the cache, from an earlier download, is damaged.
  case damagedCache(CorpusError)
  /// Another program is downloading the same.
  case busy(path: String)
  /// The system refused to make or write a file.
  case unwritable(path: String, operation: String, code: Int32)
  /// It was called off.
  case cancelled(FetchProgress, isKept: Bool)
}

extension FetchError: CustomStringConvertible {
  private static let without =
    "Without a network, training takes the everyday sentences that come with the program, or a file of yours."

  /// What happened, and what to do.
  package var description: String {
    switch self {
    case .noAddress(let text):
      return "\(text.quoted): no address to download from; expected one such as "
        + "\(CorpusServer.manythings). Correct it, also where \(CorpusServer.variable) names it."
    case .noLibrary:
      return "libcurl is not installed, which downloads; on Debian, `apt-get install libcurl4` does that. "
        + Self.without
    case .unreachable(let address, let reason):
      return "\(address.visible): \(reason). Check the network and try again. " + Self.without
    case .refused(let address, let status):
      return "\(address.visible): the server answers with status \(status); expected the file. Try again later. "
        + Self.without
    case .noCorpus(let language, let address):
      return "\(address.visible): the server has no corpus of \(language.letters). "
        + "\(CorpusServer.manythings) lists the languages it has."
    case .cut(let address, let progress, let reason, let isKept):
      return "\(address.visible): only \(progress.size) came (\(reason)). "
        + (isKept ? "Try again: it goes on from there. " : "Try again. ") + Self.without
    case .tooLarge(let address, let limit):
      return "\(address.visible): this is larger than \(limit >> 20) MiB; expected an archive of sentence pairs. "
        + "Check the address."
    case .notACorpus(let address, let found, let expected):
      return "\(address.visible): \(found); expected \(expected). Nothing was kept of it. Check the address in a "
        + "browser."
    case .damagedCache(let error):
      return "\(error) Downloading anew replaces what is there."
    case .busy(let path):
      return "\(path.visible): another seq2seq is downloading this. Wait for that one."
    case .unwritable(let path, let operation, let code):
      return "\(path.visible): cannot \(operation) it (\(String(cString: strerror(code)))); "
        + "expected to download there. Make room, or name another folder in XDG_CACHE_HOME."
    case .cancelled(let progress, let isKept):
      let end = "Download cancelled after \(progress.size)"
      return isKept ? end + "; the next one goes on from there" : end
    }
  }
}
