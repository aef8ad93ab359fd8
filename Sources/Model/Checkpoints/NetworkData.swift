import Essentials

/// Where the pairs that a network was trained on can be had.
package enum NetworkData: Hashable, Sendable {
  /// Here.
  case here(CorpusLocation)
  /// In a language's corpus, which has not been downloaded.
  case fetchable(LanguageCode)
  /// In a file of this name, which is not in the working folder.
  case elsewhere(name: String)
  /// The network does not say.
  case unknown

  /// Looks for the data of a network.
  package init(of checkpoint: Checkpoint, cache: String = BaseDirectory.cache.path()) {
    guard let name = checkpoint.data?.name else {
      self = .unknown
      return
    }
    let language = LanguageCode(name)
    if name == CorpusLocation.embedded.name {
      self = .here(.embedded)
    } else if let language, CorpusLocation.fetchedLanguages(cache: cache).contains(language) {
      self = .here(.named(name))
    } else if let language {
      self = .fetchable(language)
    } else {
      self = FileManager.default.fileExists(atPath: name) ? .here(.named(name)) : .elsewhere(name: name)
    }
  }

  /// What is missing and what to do about it, in the words for downloading a corpus, such as `seq2seq fetch`, and for naming a
  /// file, such as `--data`; `nil` where it is here.
  package func absence(fetching: String, naming: String) -> String? {
    switch self {
    case .here: nil
    case .fetchable(let language):
      "trained on \(language.letters), which is not here: \(fetching) \(language.letters) gets it"
    case .elsewhere(let name): "trained on \(name), which is not here: \(naming) FILE names it"
    case .unknown: "does not say what it was trained on: \(naming) FILE names it"
    }
  }

  /// The same in a few words.
  package func briefAbsence(fetching: String, naming: String) -> String? {
    switch self {
    case .here: nil
    case .fetchable(let language): "\(language.letters) is not here, \(fetching) \(language.letters)"
    case .elsewhere(let name): "\(name) is not here, \(naming) FILE"
    case .unknown: "its data is unknown, \(naming) FILE"
    }
  }

  /// Where it is; `path` is the network's, for the error.
  ///
  /// - Throws: `CorpusError.ofNetwork` where it is not here.
  package func required(by path: String) throws(CorpusError) -> CorpusLocation {
    switch self {
    case .here(let location): return location
    default: throw .ofNetwork(path: path, absence: absence(fetching: "seq2seq fetch", naming: "--data") ?? "")
    }
  }

  /// What the data is called.
  package var title: String {
    switch self {
    case .here(let location): location.title
    case .fetchable(let language): language.letters
    case .elsewhere(let name): name
    case .unknown: "data unknown"
    }
  }

  /// Where it is; `nil` where it is not here.
  package var location: CorpusLocation? { if case .here(let location) = self { location } else { nil } }
}

extension Checkpoint {
  private static let dataKey = "data"

  /// The pairs it was trained on last; `nil` where the file does not say.
  package var data: TrainingData? {
    get { metadata[Self.dataKey].flatMap { TrainingData(json: $0) } }
    set { metadata[Self.dataKey] = newValue?.json }
  }
}
