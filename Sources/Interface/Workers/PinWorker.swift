import Dispatch
import Model
import Synchronization

/// Translates the pinned sentences with the networks it is given, on a queue of its own.
///
/// Where epochs are shorter than that takes, the newest network that waits is taken and those before it are left out.
final class PinWorker: Sendable {
  private struct Work {
    var request = PinRequest(texts: [], run: 0, epoch: nil)
    var waiting: (epoch: Int, network: Network)?
    var isBusy = false
  }

  private let queue = DispatchQueue(label: "seq2seq.pins", qos: .utility)
  private let mailbox: Mailbox
  private let work = Mutex(Work())

  /// A worker that posts to a mailbox.
  init(mailbox: Mailbox) {
    self.mailbox = mailbox
  }

  /// Follows other sentences, or another run.
  func follow(_ request: PinRequest) {
    work.withLock { work in
      if request.run != work.request.run { work.waiting = nil }
      work.request = request
    }
  }

  /// Takes the network after an epoch; may be called on any thread and never waits.
  func take(_ network: Network, epoch: Int) {
    let isIdle = work.withLock { work in
      guard !work.request.texts.isEmpty else { return false }
      defer { work.isBusy = true }
      work.waiting = (epoch, network)
      return !work.isBusy
    }
    if isIdle { queue.async { self.run() } }
  }

  private func run() {
    while let (request, epoch, network) = next() {
      let translations = Translator(network).translate(request.texts)
      mailbox.post(.event(.pinsTranslated(PinUpdate(translations, epoch: epoch, run: request.run))))
    }
  }

  private func next() -> (PinRequest, epoch: Int, Network)? {
    work.withLock { work in
      defer { work.waiting = nil }
      work.isBusy = work.waiting != nil
      return work.waiting.map { (work.request, $0.epoch, $0.network) }
    }
  }
}
