import Foundation

/// An address under which the corpora of all languages are served, as `XXX-eng.zip`.
package struct CorpusServer: Hashable, Sendable {
  /// The site that makes them from Tatoeba's sentences.
  package static let manythings = "http://www.manythings.org/anki/"
  /// The environment variable that names a mirror.
  package static let variable = "SEQ2SEQ_FETCH_URL"

  private let base: URL

  /// The server at an address; `nil` unless that is one of http or https.
  package init?(_ address: String) {
    guard let url = URL(string: address.hasSuffix("/") ? address : address + "/"),
      ["http", "https"].contains(url.scheme?.lowercased()), url.host?.isEmpty == false, url.query == nil, url.fragment == nil
    else { return nil }
    base = url
  }

  /// What to ask for when nothing else is said: the mirror in the environment, or manythings.org.
  package static func defaultAddress(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
    environment[variable].flatMap { $0.isEmpty ? nil : $0 } ?? manythings
  }

  /// The address of a language's archive.
  func address(of language: LanguageCode) -> String { base.appendingPathComponent(language.archiveName).absoluteString }
}
