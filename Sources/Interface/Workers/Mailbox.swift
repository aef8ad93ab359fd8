import Synchronization

/// Where workers leave messages for the thread of the screen, which is woken for them.
final class Mailbox: Sendable {
  /// What a worker has to say.
  enum Message: Sendable {
    /// Something for `update`.
    case event(Event)
    /// A session for the runtime, about to start.
    case prepared(PreparedRun)
  }

  private let messages = Mutex<[Message]>([])
  private let wake: @Sendable () -> Void

  /// An empty mailbox; `wake` is called for every message.
  init(wake: @escaping @Sendable () -> Void) {
    self.wake = wake
  }

  /// Leaves a message; may be called on any thread.
  func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    wake()
  }

  /// Takes the messages that were left, in their order.
  func drain() -> [Message] {
    messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
