import Essentials
import Synchronization

/// A line on standard error that is written anew as work goes on; only where that is a terminal which can do so.
final class ProgressLine: Sendable {
  private let isShown = StandardError.canRewrite
  private let shown = Mutex("")

  /// Shows a text in the place of the last one; true, since nothing here ends the work.
  @discardableResult
  func show(_ text: String) -> Bool {
    guard isShown else { return true }
    shown.withLock { shown in
      guard text != shown else { return }
      StandardError.rewrite(text + String(repeating: " ", count: max(0, shown.count - text.count)))
      shown = text
    }
    return true
  }

  /// Takes the line away.
  func clear() {
    guard !shown.withLock({ $0.isEmpty }) else { return }
    show("")
    StandardError.rewrite("")
  }

  /// A bar of `width` columns of which some are filled.
  static func bar(_ done: Int, of width: Int) -> String {
    "[" + String(repeating: "=", count: done) + String(repeating: ".", count: width - done) + "]"
  }
}
