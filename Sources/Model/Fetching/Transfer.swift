import CTransfer
import Essentials

/// One request, whose answer goes to a file as it comes.
///
/// Why not URLSession: on Linux it takes what a server sends however fast that is, keeps in memory what the disk has not
/// taken yet, and cannot be stopped meanwhile.
final class Transfer {
  /// How it ended, when nothing failed.
  enum End {
    /// All of it is in the file.
    case whole
    /// The bytes of an earlier download are no beginning of what the server has now.
    case mustRestart
  }

  /// Loaded once; false where libcurl is not installed.
  private static let isAvailable = transfer_load()
  /// How this program presents itself: the site refuses some that do not say who they are.
  private static let userAgent = "seq2seq/1.0 (terminal workbench; one corpus, on request)"

  private let language: LanguageCode
  private let address: String
  private let part: PartialFile
  private let offset: Int
  private let interruption: Interruption
  private let patience: Duration
  /// The bytes that must come within `patience` of each other, or it is given up: 128 in each second.
  private let leastBytes: Int
  private let report: (FetchProgress) -> Void
  private var head = ResponseHead()
  private var isBegun = false
  private var mustRestart = false
  private var failure: FetchError?
  private var progress: FetchProgress
  /// The bytes since there were enough of them, and when that was.
  private var (newBytes, lastNews) = (0, ContinuousClock.now)
  private var told: FetchProgress?
  private var lastTold = ContinuousClock.now

  /// A transfer that goes on behind the first `offset` bytes of a file, and gives up after `patience` seconds in which next to
  /// nothing came.
  init(
    of language: LanguageCode, from address: String, into part: PartialFile, behind offset: Int,
    patience: Int, interruption: Interruption, report: @escaping (FetchProgress) -> Void
  ) {
    self.language = language
    self.address = address
    self.part = part
    self.offset = offset
    self.patience = .seconds(patience)
    leastBytes = 128 * patience
    self.interruption = interruption
    self.report = report
    progress = FetchProgress(received: offset, expected: nil)
  }

  /// Asks, once, and waits for the end.
  ///
  /// `validator` tells the server what the file begins with.
  func run(goingOn validator: String?) throws(FetchError) -> End {
    guard Self.isAvailable else { throw .noLibrary }
    let (result, message) = perform(validator)
    if let failure { throw failure }
    if mustRestart { return .mustRestart }
    if interruption.isRaised { throw .cancelled(progress, isKept: isKept) }
    // An answer without a body has not been looked at yet.
    if result == TRANSFER_DONE, !isBegun, try !begin() { return .mustRestart }
    guard result == TRANSFER_DONE else { throw failure(result, message) }
    return .whole
  }

  private func perform(_ validator: String?) -> (transfer_result, String) {
    let range = validator.map { _ in "\(offset)-" }
    let line = validator.map { "If-Range: " + $0 }
    var message = [CChar](repeating: 0, count: 256)
    (newBytes, lastNews) = (0, .now)
    let result = withExtendedLifetime(self) {
      address.withCString { address in
        Self.userAgent.withCString { agent in
          Self.withCString(range) { range in
            Self.withCString(line) { line in
              var request = transfer_request(url: address, user_agent: agent, range: range, if_range: line)
              var listener = listener
              return transfer_run(&request, &listener, &message)
            }
          }
        }
      }
    }
    return (result, String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  private static func withCString<Result>(_ text: String?, _ body: (UnsafePointer<CChar>?) -> Result) -> Result {
    text?.withCString { body($0) } ?? body(nil)
  }

  /// What libcurl calls, with this object for its context.
  private var listener: transfer_listener {
    func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
      context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }
    return transfer_listener(
      context: Unmanaged.passUnretained(self).toOpaque(),
      header: { context, line, length in
        transfer(context)?.head.take(UnsafeRawBufferPointer(start: line, count: length))
      },
      body: { context, bytes, length in
        transfer(context)?.take(UnsafeRawBufferPointer(start: bytes, count: length)) ?? false
      },
      is_stopped: { transfer($0)?.isStopped() ?? true })
  }

  // MARK: What comes

  /// Tells how far it is, ten times a second at most, and whether to stop here.
  private func isStopped() -> Bool {
    if progress != told, lastTold.duration(to: .now) >= .milliseconds(100) { tell() }
    return interruption.isRaised || lastNews.duration(to: .now) > patience
  }

  private func tell() {
    (told, lastTold) = (progress, .now)
    report(progress)
  }

  /// Takes a piece of the answer; false once nothing more is wanted.
  private func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    newBytes += bytes.count
    if newBytes >= leastBytes { (newBytes, lastNews) = (0, .now) }
    do throws(FetchError) {
      if !isBegun, try !begin() {
        mustRestart = true
        return false
      }
      try check(size: progress.received + bytes.count)
      try part.append(bytes)
      progress = FetchProgress(received: progress.received + bytes.count, expected: progress.expected)
      return !interruption.isRaised
    } catch {
      failure = error
      return false
    }
  }

  /// Looks at the head of the answer; false if it does not go on where the file ends.
  private func begin() throws(FetchError) -> Bool {
    isBegun = true
    switch head.status {
    case 200:
      try check(size: head.length ?? 0)
      try part.restart(from: address, validator: head.validator)
      progress = FetchProgress(received: 0, expected: head.length)
    case 206:
      guard let range = head.range, range.start == offset, offset > 0 else { return false }
      try check(size: range.total ?? 0)
      progress = FetchProgress(received: offset, expected: range.total)
    case 416 where offset > 0: return false
    case 404, 410: throw .noCorpus(language, address: address)
    default: throw .refused(address: address, status: head.status)
    }
    tell()
    return true
  }

  private func check(size: Int) throws(FetchError) {
    guard size <= CorpusFetch.byteLimit else { throw .tooLarge(address: address, limit: CorpusFetch.byteLimit) }
  }

  private var isKept: Bool { part.validator(for: address) != nil }

  private func failure(_ result: transfer_result, _ message: String) -> FetchError {
    if isBegun {
      let reason = result == TRANSFER_STOPPED ? "then too little for too long" : "the connection was lost"
      return .cut(address: address, progress, reason: reason, isKept: isKept)
    }
    let reason =
      switch result {
      case TRANSFER_NO_HOST: "the name of the server cannot be found"
      case TRANSFER_NO_ANSWER: "the server cannot be reached"
      case TRANSFER_STOPPED: "no answer in time"
      case TRANSFER_CUT: "the connection was lost"
      default: message
      }
    return .unreachable(address: address, reason: reason)
  }
}

/// The head of an HTTP answer, line by line.
package struct ResponseHead {
  /// The status code; 0 before there is one.
  package private(set) var status = 0
  private var fields: [String: String] = [:]

  /// Nothing yet.
  package init() {}

  /// Takes the next line; the first one of another answer begins anew.
  package mutating func take(_ bytes: UnsafeRawBufferPointer) {
    let line = String(decoding: bytes, as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      let words = line.split(separator: " ")
      self = ResponseHead()
      status = words.count > 1 ? Int(words[1].prefix(3)) ?? 0 : 0
    } else if let colon = line.firstIndex(of: ":") {
      let value = line[line.index(after: colon)...].drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }
      fields[line[..<colon].lowercased()] = String(value.reversed())
    }
  }

  /// The bytes that follow; `nil` where the server does not tell.
  package var length: Int? { fields["content-length"].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil } }

  /// Which part of the file follows.
  package var range: ContentRange? { fields["content-range"].flatMap(ContentRange.init) }

  /// What `If-Range` takes: a strong entity tag, or the time of the last change; `nil` where there is no going on.
  package var validator: String? {
    guard fields["accept-ranges"]?.lowercased() != "none" else { return nil }
    if let tag = fields["etag"], tag.hasPrefix("\"") { return tag }
    return fields["last-modified"]
  }
}
