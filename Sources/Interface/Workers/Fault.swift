import Essentials

/// A crash on demand, so that a test can see what becomes of the terminal: `SEQ2SEQ_FAULT` names one, and the first
/// sentence to decode raises it.
enum Fault: String {
  /// A trap of Swift's on the thread of the screen.
  case trap
  /// The same on the thread that decodes.
  case worker
  /// An address where there is no memory.
  case address
  /// A stack without an end.
  case stack

  private static let asked = ProcessInfo.processInfo.environment["SEQ2SEQ_FAULT"].flatMap(Fault.init)

  /// Crashes, if a crash is asked for on the thread of the screen.
  static func raiseOnScreen() {
    if let asked, asked != .worker { asked.raise() }
  }

  /// Crashes, if a crash is asked for on the thread that decodes.
  static func raiseOnWorker() {
    if let asked, asked == .worker { asked.raise() }
  }

  private func raise() {
    _ = Descriptor.errors.write("seq2seq: crashing on request (\(rawValue))\n")
    switch self {
    case .trap, .worker: preconditionFailure("on request")
    case .address: UnsafeMutablePointer<Int>(bitPattern: MemoryLayout<Int>.size)?.pointee = 0
    case .stack: _ = Self.depth(below: 0)
    }
  }

  private static func depth(below level: Int) -> Int { level < .max ? depth(below: level + 1) + level % 3 : 0 }
}
