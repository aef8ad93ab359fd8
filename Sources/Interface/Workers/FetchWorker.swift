import Dispatch
import Model
import Synchronization

/// Downloads corpora on a queue of its own.
final class FetchWorker: Sendable {
  private let queue = DispatchQueue(label: "seq2seq.fetching", qos: .utility)
  private let pending = DispatchGroup()
  private let latest = Mutex(Interruption())
  private let mailbox: Mailbox

  /// A worker that posts to a mailbox.
  init(mailbox: Mailbox) {
    self.mailbox = mailbox
  }

  /// Downloads a language's corpus, or finds it in the cache.
  func fetch(_ language: LanguageCode) {
    let interruption = Interruption()
    latest.withLock { $0 = interruption }
    queue.async(group: pending) { self.run(language, interruption) }
  }

  /// Calls the download off.
  func cancel() { latest.withLock { $0.raise() } }

  /// Calls it off and waits until it is, but not for long.
  func stop() {
    cancel()
    _ = pending.wait(timeout: .now() + 1)
  }

  private func run(_ language: LanguageCode, _ interruption: Interruption) {
    do throws(FetchError) {
      let fetch = CorpusFetch(language, from: try CorpusServer())
      let corpus = try fetch.run(interruption: interruption) { [mailbox] progress in
        mailbox.post(.event(.fetchProgressed(progress)))
      }
      mailbox.post(.event(.corpusFetched(language, corpus)))
    } catch {
      mailbox.post(.event(.fetchFailed(error)))
    }
  }
}
