import Essentials

/// The lines of a text as Python's universal newlines read them: LF, CR LF and CR alone each end one.
struct TextLines {
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private let text: UnsafeRawBufferPointer
  private var position = 0
  /// The first LF at or behind `position`, once looked for, so that a text without any is searched only once.
  private var nextLineFeed = -1
  /// The first CR likewise.
  private var nextCarriageReturn = -1

  init(_ text: UnsafeRawBufferPointer) {
    self.text = text
  }

  /// The next line, without its end.
  mutating func next() -> Slice<UnsafeRawBufferPointer>? {
    guard position < text.count else { return nil }
    let rest = text[position...]
    if nextLineFeed < position { nextLineFeed = rest.position(of: Self.lineFeed) ?? text.count }
    if nextCarriageReturn < position { nextCarriageReturn = rest.position(of: Self.carriageReturn) ?? text.count }
    let end = min(nextLineFeed, nextCarriageReturn)
    let isPair = end < nextLineFeed && nextLineFeed == end + 1 && nextLineFeed < text.count
    position = min(end + (isPair ? 2 : 1), text.count)
    return rest[..<end]
  }

  /// Goes on at the first line that begins behind `offset`, unless that is passed already.
  mutating func skip(to offset: Int) {
    guard offset > position else { return }
    position = min(offset, text.count)
    _ = next()
  }
}

extension Slice<UnsafeRawBufferPointer> {
  /// The index of the first byte equal to `byte`.
  func position(of byte: UInt8) -> Int? {
    let bytes = UnsafeRawBufferPointer(rebasing: self)
    guard let start = bytes.baseAddress, let hit = memchr(start, Int32(byte), bytes.count) else { return nil }
    return startIndex + (UnsafeRawPointer(hit) - start)
  }

  /// Drops the byte-order marks (U+FEFF) in front; whether there were any.
  mutating func dropMarks() -> Bool {
    guard first == 0xEF else { return false }
    let start = startIndex
    while starts(with: [0xEF, 0xBB, 0xBF]) { removeFirst(3) }
    return startIndex > start
  }
}
