import Foundation
import Model
import Synchronization

/// Evaluates networks, on a thread of its own that gives way to all others.
final class EvaluationWorker: Sendable {
  private let mailbox: Mailbox
  private let latest = Mutex(Interruption())

  /// A worker that posts to a mailbox.
  init(mailbox: Mailbox) {
    self.mailbox = mailbox
  }

  /// An evaluation that is about to begin; the one before is given up.
  func next() -> Interruption {
    let interruption = Interruption()
    latest.withLock { latest in
      latest.raise()
      latest = interruption
    }
    return interruption
  }

  /// Gives up the evaluation that is being made.
  func cancel() { latest.withLock { $0.raise() } }

  /// Evaluates a checkpoint's network on as many of some pairs as it was trained with, split as they were then.
  func evaluate(
    _ request: EvaluationRequest, _ checkpoint: Checkpoint, pairs: [SentencePair], threads: Int,
    interruption: Interruption
  ) {
    guard !interruption.isRaised else { return }
    let thread = Thread { [mailbox] in
      Self.giveWay()
      var told = 0
      let sample = Array(checkpoint.hyperparameters.sample(of: pairs))
      let evaluation = Evaluation(checkpoint, pairs: sample, threads: threads) { share in
        if Int(share * 100) > told {
          told = Int(share * 100)
          mailbox.post(.event(.evaluationAdvanced(request, share)))
        }
        return !interruption.isRaised
      }
      guard let evaluation, !interruption.isRaised else { return }
      mailbox.post(.event(.evaluated(NetworkEvaluation(evaluation, of: checkpoint, for: request))))
    }
    thread.name = "seq2seq.evaluating"
    thread.qualityOfService = .utility
    thread.start()
  }

  /// Lowers the priority of the calling thread for good; elsewhere than on Linux its quality of service has done that.
  private static func giveWay() {
    #if os(Linux)
      _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
    #endif
  }
}
