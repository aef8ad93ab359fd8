import Dispatch
import Model
import Synchronization

/// The networks at hand, and which of them answers what.
///
/// One thread uses it; what it hands over may arrive on any.
package final class Networks {
  /// The checkpoint whose network translates while no session has one.
  package private(set) var checkpoint: Checkpoint?
  /// The session whose network translates.
  package var session: TrainingSession?
  private var translator: Translator?
  private var second: Translator?
  private let threads: Int
  fileprivate let shelf: CorpusShelf
  private let translators = SentenceTranslators()
  private let packing = DispatchQueue(label: "seq2seq.packing", qos: .userInteractive)

  /// The networks that a program is started with.
  ///
  /// - Parameters:
  ///   - checkpoint: The one that translates.
  ///   - translator: The same ready to decode, where there is one already.
  ///   - second: The one that is compared with it.
  ///   - threads: How many threads an evaluation may take.
  ///   - shelf: The data that was read last.
  package init(
    _ checkpoint: Checkpoint?, translator: Translator? = nil, second: Translator? = nil, threads: Int,
    shelf: CorpusShelf = CorpusShelf()
  ) {
    self.checkpoint = checkpoint
    self.translator = translator
    self.second = second
    self.threads = threads
    self.shelf = shelf
  }

  /// Translates with a checkpoint's network from now on.
  package func use(_ checkpoint: Checkpoint) {
    self.checkpoint = checkpoint
    translator = nil
    session = nil
  }

  /// Compares with another network from now on, or with none.
  package func compare(with checkpoint: Checkpoint?) { second = checkpoint.map { Translator($0.network) } }

  /// Hands over the network that a sentence was first decoded with, or the one that decodes now.
  package func first(for translation: Int, _ receive: @escaping @Sendable (Translator) -> Void) {
    if let used = translators[translation] { return receive(used) }
    let remembering = { @Sendable [translators] (translator: Translator) in
      translators[translation] = translator
      receive(translator)
    }
    if let session {
      session.requestNetwork { [packing, translators] network in
        packing.async { remembering(translators.translator(of: network)) }
      }
    } else if let translator = translator ?? checkpoint.map({ Translator($0.network) }) {
      self.translator = translator
      remembering(translator)
    }
  }

  fileprivate func compared(_ receive: (Translator) -> Void) {
    if let second { receive(second) }
  }

  fileprivate func snapshot(_ receive: @escaping @Sendable (NetworkSnapshot) -> Void) {
    if let session {
      let threads = session.progress.phase == .running ? 1 : threads
      session.requestSnapshot { receive(NetworkSnapshot(checkpoint: $0, threads: threads)) }
    } else if let checkpoint {
      receive(NetworkSnapshot(checkpoint: checkpoint, threads: threads))
    }
  }
}

/// Which of the networks at hand answers a request.
package struct NetworkChoice<Network: Sendable> {
  /// Hands it over, on any thread; never where there is none.
  package let find: (Networks, _ receive: @escaping @Sendable (Network) -> Void) -> Void
}

extension NetworkChoice<Translator> {
  /// The one that a sentence was first decoded with: what stands beside a decode comes from the same weights.
  package static func first(for translation: Int) -> NetworkChoice {
    NetworkChoice { $0.first(for: translation, $1) }
  }

  /// The second network.
  package static var second: NetworkChoice { NetworkChoice { $0.compared($1) } }
}

extension NetworkChoice<NetworkSnapshot> {
  /// The one that translates, as it is now; where it is being trained, as it is after the batch under way.
  package static var snapshot: NetworkChoice { NetworkChoice { $0.snapshot($1) } }
}

extension NetworkChoice<CorpusShelf> {
  /// None: the data that was read last.
  package static var shelf: NetworkChoice { NetworkChoice { $1($0.shelf) } }
}

/// A network with what training recorded of it.
package struct NetworkSnapshot: Sendable {
  /// The network.
  package let checkpoint: Checkpoint
  /// How many threads may work with it: one while it is being trained.
  package let threads: Int
}

/// The networks that the last sentences were decoded with.
///
/// While a network trains, a branch or a beam search of a sentence must not come from later weights than its decode.
private final class SentenceTranslators: Sendable {
  /// At most this many are kept: each may hold weights of its own.
  private static let capacity = 4

  private let kept = Mutex<[(translation: Int, translator: Translator)]>([])
  private let packed = Mutex<(network: Network, translator: Translator)?>(nil)

  /// The network that a translation was decoded with, if it is among the last.
  subscript(translation: Int) -> Translator? {
    get { kept.withLock { $0.first { $0.translation == translation }?.translator } }
    set {
      kept.withLock { kept in
        kept.removeAll { $0.translation == translation }
        if let newValue { kept.append((translation, newValue)) }
        kept.removeFirst(max(0, kept.count - Self.capacity))
      }
    }
  }

  /// A translator with these weights: the one made last, if it has them.
  func translator(of network: Network) -> Translator {
    if let last = packed.withLock({ $0 }), last.network == network { return last.translator }
    let translator = Translator(network)
    packed.withLock { $0 = (network, translator) }
    return translator
  }
}
