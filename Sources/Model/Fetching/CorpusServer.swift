import Foundation

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
