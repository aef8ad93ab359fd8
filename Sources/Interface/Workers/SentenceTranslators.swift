import Model
import Synchronization

/// The networks that the last sentences were decoded with.
///
/// While a network trains, a branch or a beam search of a sentence must not come from later weights than its decode.
final class SentenceTranslators: Sendable {
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
