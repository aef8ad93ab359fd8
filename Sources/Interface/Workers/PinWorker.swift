import Model
import Synchronization

/// Translates the pinned sentences with the networks it is given.
///
/// Where epochs are shorter than that takes, the newest network that waits is taken and those before it are left out.
final class PinWorker: Sendable {
  private let worker = Worker(label: "seq2seq.pins", quality: .utility)
  private let mailbox: Mailbox
  private let followed = Mutex(PinRequest(texts: [], run: 0, epoch: nil))

  /// A worker that posts to a mailbox.
  init(mailbox: Mailbox) {
    self.mailbox = mailbox
  }

  /// Follows other sentences, or another run.
  func follow(_ request: PinRequest) {
    let isOtherRun = followed.withLock { followed in
      defer { followed = request }
      return request.run != followed.run
    }
    if isOtherRun { worker.cancel() }
  }

  /// Takes the network after an epoch; may be called on any thread and never waits.
  func take(_ network: Network, epoch: Int) {
    guard !followed.withLock({ $0.texts.isEmpty }) else { return }
    // What is under way looks at no interruption: it comes to its end.
    worker.replace { _ in
      let request = self.followed.withLock { $0 }
      let translations = Translator(network).translate(request.texts)
      self.mailbox.post(.event(.pinsTranslated(PinUpdate(translations, epoch: epoch, run: request.run))))
    }
  }
}
