import Dispatch
import Model
import Synchronization

/// Decodes sentences on a queue of its own and posts every step as it is found.
final class DecodeWorker: Sendable {
  private let queue = DispatchQueue(label: "seq2seq.decoding", qos: .userInteractive)
  private let mailbox: Mailbox
  /// Decodes up to this number are not wanted any more.
  private let cancelled = Atomic<Int>(0)
  private let lastTicket = Atomic<Int>(0)

  /// A worker that posts to a mailbox.
  init(mailbox: Mailbox) {
    self.mailbox = mailbox
  }

  /// Decodes a sentence behind those that were asked for before.
  func decode(_ request: DecodeRequest, with translator: Translator) {
    let ticket = lastTicket.add(1, ordering: .relaxed).newValue
    queue.async { self.run(request, ticket, translator) }
  }

  /// Forgets every decode asked for so far.
  func cancel() {
    cancelled.store(lastTicket.load(ordering: .relaxed), ordering: .relaxed)
  }

  private func run(_ request: DecodeRequest, _ ticket: Int, _ translator: Translator) {
    Fault.raiseOnWorker()
    let sequence = request.sequence(by: translator)
    for step in sequence {
      guard cancelled.load(ordering: .relaxed) < ticket else { return }
      post(DecodeUpdate(for: request, of: sequence.sentence, steps: [step], isComplete: false))
    }
    post(DecodeUpdate(for: request, of: sequence.sentence, steps: [], isComplete: true))
  }

  private func post(_ update: DecodeUpdate) { mailbox.post(.event(.decoded(update))) }
}
