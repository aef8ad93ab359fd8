import Dispatch
import Model
import Synchronization

/// Finds the nearest training sentences, on a queue of its own, and keeps them encoded from one sentence to the next.
final class NearestWorker: Sendable {
  /// Which sentences are encoded, by which network, and what gives that up.
  private struct Encoding {
    let request: NearestRequest
    let translator: Translator
    let interruption = Interruption()

    /// Whether the neighbours of another sentence can be found in it.
    func serves(_ other: NearestRequest, by wanted: Translator) -> Bool {
      guard (request.data, request.pairCount) == (other.data, other.pairCount) else { return false }
      return translator === wanted || other.toleratesEarlierWeights && request.round == other.round
    }
  }

  private let queue = DispatchQueue(label: "seq2seq.nearest", qos: .utility)
  private let mailbox: Mailbox
  /// What was asked for last, and the encoding that serves it.
  private let wanted = Mutex<(request: NearestRequest, encoding: Encoding)?>(nil)
  private let encoded = Mutex<(sentences: EncodedSentences, encoding: Encoding)?>(nil)

  /// A worker that posts to a mailbox.
  init(mailbox: Mailbox) {
    self.mailbox = mailbox
  }

  /// Finds the nearest sentences; what was asked for before is given up, but not an encoding that serves this, too.
  func find(_ request: NearestRequest, among pairs: ArraySlice<SentencePair>, by translator: Translator) {
    let encoding = wanted.withLock { wanted in
      var encoding = Encoding(request: request, translator: translator)
      if let last = wanted?.encoding, last.serves(request, by: translator) {
        encoding = last
      } else {
        wanted?.encoding.interruption.raise()
      }
      wanted = (request, encoding)
      return encoding
    }
    queue.async { self.run(request, pairs, translator, encoding) }
  }

  private func run(
    _ request: NearestRequest, _ pairs: ArraySlice<SentencePair>, _ translator: Translator, _ encoding: Encoding
  ) {
    guard wanted.withLock({ $0?.request == request }) else { return }
    let kept = encoded.withLock {
      $0.flatMap { $0.encoding.interruption === encoding.interruption ? $0.sentences : nil }
    }
    guard let sentences = kept ?? encode(pairs, encoding) else { return }
    encoded.withLock { $0 = (sentences, encoding) }
    let neighbors = sentences.nearest(to: request.sentence, count: NearestSentences.capacity)
    let answer = NearestSentences(
      neighbors, among: sentences.sentences.count, isStale: encoding.translator !== translator)
    mailbox.post(.event(.nearestFound(request, answer)))
  }

  /// Encodes the distinct sentences, telling every hundredth of the way.
  private func encode(_ pairs: ArraySlice<SentencePair>, _ encoding: Encoding) -> EncodedSentences? {
    var seen: Set<String> = []
    let texts = pairs.map(\.english).filter { seen.insert($0).inserted }
    var told = 0
    return EncodedSentences(texts, by: encoding.translator, interruption: encoding.interruption) { [mailbox] done in
      guard done * 100 / texts.count > told else { return }
      told = done * 100 / texts.count
      mailbox.post(.event(.sentencesEncoded(done, of: texts.count)))
    }
  }
}
