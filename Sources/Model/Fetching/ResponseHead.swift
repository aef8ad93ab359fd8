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
