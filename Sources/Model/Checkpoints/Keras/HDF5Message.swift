/// One message of an object's header.
struct HDF5Message {
  /// What it tells: 1 dataspace, 3 datatype, 8 layout, 12 attribute, 17 symbol table.
  let kind: Int
  /// Where its bytes lie.
  let body: Range<Int>
}

extension HDF5Parser {
  /// The messages of the header at `address`, its continuations included.
  func messages(at address: Int, _ title: String) throws(CheckpointError) -> [HDF5Message] {
    guard !reader.holds("OHDR", at: address) else {
      throw unsupported("\(title) with an object header of version 2", "version 1")
    }
    let version = try number(address, 1, title)
    guard version == 1 else {
      throw damaged("\(title) with an object header of version \(version)", "version 1")
    }
    let total = try number(address + 2, 2, title)
    var blocks = [try block(address + 16, try number(address + 8, 4, title), title)]
    var messages: [HDF5Message] = []
    var count = 0
    var next = 0
    while next < blocks.count, count < total {
      let block = blocks[next]
      var position = block.lowerBound
      while position + 8 <= block.upperBound, count < total {
        let kind = try number(position, 2, title)
        let body = try self.block(position + 8, try number(position + 2, 2, title), title)
        guard body.upperBound <= block.upperBound else { throw outside(title, body.upperBound) }
        guard try number(position + 4, 1, title) & 2 == 0 else {
          throw unsupported("\(title) shares a message of kind \(kind)", "its own")
        }
        count += 1
        if kind == 16 {
          guard body.count >= 16 else { throw damaged("\(title) with a header that is cut off", "a whole one") }
          let address = try self.address(body.lowerBound, title)
          blocks.append(try self.block(address, try number(body.lowerBound + 8, 8, title), title))
        } else if kind != 0 {
          messages.append(HDF5Message(kind: kind, body: body))
        }
        position = body.upperBound
      }
      next += 1
    }
    guard count == total else { throw damaged("\(title) with \(count) of \(total) messages", "all of them") }
    // Links say more of a group than that it is of the newer kind.
    for message in messages.filter(isTypedLink) + messages { try checkKind(message, title) }
    guard messages.allSatisfy({ $0.kind != 17 || $0.body.count >= 16 }) else {
      throw damaged("\(title) with a symbol table that is cut off", "a whole one")
    }
    return messages
  }

  private func block(_ start: Int, _ count: Int, _ title: String) throws(CheckpointError) -> Range<Int> {
    guard start <= reader.bytes.count, count <= reader.bytes.count - start else { throw outside(title, start) }
    return start..<start + count
  }

  /// Whether a message is a link that is none to an object, but to a name or into another file.
  private func isTypedLink(_ message: HDF5Message) -> Bool {
    message.kind == 6 && (reader.integer(at: message.body.lowerBound + 1, width: 1) ?? 0) & 8 != 0
  }

  /// Refuses the messages of other kinds of groups and arrays.
  private func checkKind(_ message: HDF5Message, _ title: String) throws(CheckpointError) {
    let start = message.body.lowerBound
    switch message.kind {
    case 6 where isTypedLink(message):
      let isExternal = reader.integer(at: start + 2, width: 1) == 64
      throw unsupported("\(title) holds a link \(isExternal ? "into another file" : "to a name")", "its arrays")
    case 2, 6, 10:
      throw unsupported("\(title) is a group of the newer kind", "a symbol table, as h5py writes it by default")
    case 7: throw unsupported("the numbers of \(title) lie in another file", "them in this one")
    case 11:
      let filter = reader.integer(at: start + 8, width: 2) ?? 0
      throw unsupported("\(title) is compressed (filter \(filter))", "plain numbers")
    default: break
    }
  }

  /// The array that a header describes.
  func dataset(
    _ messages: [HDF5Message], _ texts: [String: [String]], name: String
  ) throws(CheckpointError) -> HDF5Dataset {
    func message(_ kind: Int) throws(CheckpointError) -> HDF5Message {
      guard let message = messages.first(where: { $0.kind == kind }) else {
        throw damaged("\(name) without a message of kind \(kind)", "an array or a group")
      }
      return message
    }
    let shape = try dimensions(try message(1).body, name)
    var type = try type(try message(3).body, name)
    // h5py writes ml_dtypes' bfloat16 as two opaque bytes, and Keras its name beside them.
    if case .other(_, 2) = type, texts["dtype"] == ["bfloat16"] { type = .bfloat16 }
    if case .other(let title, _) = type { throw unsupported("\(name) holds \(title)", "floats or integers") }
    let layout = try message(8).body
    let (version, kind) = (
      try number(layout.lowerBound, 1, name), try number(layout.lowerBound + 1, 1, name)
    )
    guard version == 3 else { throw unsupported("\(name) with a layout of version \(version)", "version 3") }
    guard kind <= 1 else { throw unsupported("\(name) lies in chunks", "one piece") }
    guard let count = shape.product(times: type.size) else {
      throw damaged("\(name) of the shape \(shape)", "one that fits the file")
    }
    let range: Range<Int>
    if kind == 0 {
      range = try block(layout.lowerBound + 4, try number(layout.lowerBound + 2, 2, name), name)
    } else if count == 0 {
      range = 0..<0
    } else {
      range = try block(
        try address(layout.lowerBound + 2, name), try number(layout.lowerBound + 10, 8, name), name)
    }
    guard range.count == count else {
      throw damaged("\(range.count) bytes for \(name)", "the \(count) of \(type.title) \(shape)")
    }
    return HDF5Dataset(name: name, shape: shape, type: type, range: range)
  }

  /// The dimensions that a dataspace gives.
  private func dimensions(_ body: Range<Int>, _ name: String) throws(CheckpointError) -> [Int] {
    let version = try number(body.lowerBound, 1, name)
    let rank = try number(body.lowerBound + 1, 1, name)
    guard version == 1 || version == 2 else { throw unsupported("\(name) with a dataspace of version \(version)", "1") }
    if version == 2, try number(body.lowerBound + 3, 1, name) == 2 { return [0] }
    let start = body.lowerBound + (version == 1 ? 8 : 4)
    guard rank <= 32, start + 8 * rank <= body.upperBound else {
      throw damaged("\(name) of rank \(rank)", "at most 32")
    }
    var shape: [Int] = []
    for axis in 0..<rank { shape.append(try number(start + 8 * axis, 8, "the shape of \(name)")) }
    return shape
  }

  /// The kind of elements that a datatype gives.
  private func type(_ body: Range<Int>, _ name: String) throws(CheckpointError) -> HDF5Type {
    let start = body.lowerBound
    let (kind, bits) = (try number(start, 1, name) & 0x0F, try number(start + 1, 3, name))
    let size = try number(start + 4, 4, name)
    let isBigEndian = bits & 1 == 1
    switch kind {
    case 0 where [1, 2, 4, 8].contains(size): return isBigEndian ? big(size) : .integer(size: size)
    case 1 where isBigEndian: return big(size)
    case 1:
      switch (size, reader.integer(at: start + 13, width: 1)) {
      case (2, 5): return .float16
      case (2, 8): return .bfloat16
      case (4, 8): return .float32
      case (8, 11): return .float64
      default: return .other(title: "floats of \(size) bytes", size: size)
      }
    case 3: return .text(size: size)
    case 9 where bits & 0x0F == 1 && size == 16: return .variableText
    default: return .other(title: "elements of class \(kind)", size: size)
    }
  }

  private func big(_ size: Int) -> HDF5Type { .other(title: "big-endian numbers", size: size) }
}

extension HDF5Parser {
  /// An attribute's name and texts, or nil if it holds something else.
  mutating func attribute(
    _ message: HDF5Message, of title: String
  ) throws(CheckpointError) -> (name: String, texts: [String])? {
    let body = message.body
    let version = try number(body.lowerBound, 1, title)
    guard version == 1 else {
      throw unsupported("\(title) with an attribute of version \(version)", "version 1")
    }
    let sizes = [2, 4, 6].compactMap { reader.integer(at: body.lowerBound + $0, width: 2) }
    guard sizes.count == 3 else { throw outside(title, body.lowerBound) }
    let starts = sizes.reduce(into: [body.lowerBound + 8]) { $0.append(($0.last ?? 0) + ($1 + 7) / 8 * 8) }
    guard starts[3] <= body.upperBound else { throw damaged("\(title) with an attribute cut off", "a whole one") }
    let bytes = reader.bytes[starts[0]..<starts[0] + sizes[0]].prefix { $0 != 0 }
    guard let name = String(validating: bytes, as: UTF8.self) else {
      throw damaged("\(title) with an attribute whose name is no text", "UTF-8")
    }
    let type = try type(starts[1]..<starts[2], name)
    let shape = try dimensions(starts[2]..<starts[3], name)
    guard let count = shape.product(times: 1) else { throw damaged("the attribute \(name) of \(shape)", "fewer") }
    guard count > 0 else { return (name, []) }
    guard type == .variableText || type.isFixedText else { return nil }
    guard let size = shape.product(times: type.size), size <= body.upperBound - starts[3] else {
      throw damaged("the attribute \(name) of the shape \(shape)", "one that fits its message")
    }
    var texts: [String] = []
    for index in 0..<count {
      let place = starts[3] + index * type.size
      let range = type == .variableText ? try variableText(at: place, name) : place..<place + type.size
      textAllowance -= range.count
      guard textAllowance >= 0 else { throw damaged("texts of many megabytes in attributes", "a few kilobytes") }
      let bytes = reader.bytes[range]
      let text = type == .variableText ? bytes : bytes.prefix { $0 != 0 }
      guard let string = String(validating: text, as: UTF8.self) else {
        throw damaged("the attribute \(name) of \(title) is no text", "UTF-8")
      }
      texts.append(string)
    }
    return (name, texts)
  }

  /// Where a text of variable length lies: length, collection and index stand at `place`.
  private mutating func variableText(at place: Int, _ name: String) throws(CheckpointError) -> Range<Int> {
    let length = try number(place, 4, name)
    guard length > 0 else { return 0..<0 }
    let collection = try address(place + 4, name)
    if collections[collection] == nil { collections[collection] = try texts(inCollection: collection, name) }
    guard let object = collections[collection]?[try number(place + 12, 4, name)], object.count >= length else {
      throw damaged("the attribute \(name) points to no text", "one in the collection at byte \(collection)")
    }
    return object.lowerBound..<object.lowerBound + length
  }

  private func texts(inCollection start: Int, _ name: String) throws(CheckpointError) -> [Int: Range<Int>] {
    try expect("GCOL", at: start, "the text of \(name)")
    let end = try block(start, try number(start + 8, 8, name), name).upperBound
    var objects: [Int: Range<Int>] = [:]
    var position = start + 16
    while position + 16 <= end {
      let index = try number(position, 2, name)
      if index == 0 { break }
      let object = try block(position + 16, try number(position + 8, 8, name), name)
      guard object.upperBound <= end else { throw outside("the text of \(name)", object.upperBound) }
      objects[index] = object
      position = object.lowerBound + (object.count + 7) / 8 * 8
    }
    return objects
  }
}

extension HDF5Type {
  fileprivate var isFixedText: Bool { if case .text(let size) = self { size > 0 } else { false } }
}

extension [Int] {
  /// The product of the dimensions and `factor`, or nil if that is beyond any number.
  func product(times factor: Int) -> Int? {
    reduce(factor as Int?) { product, dimension in
      let (result, overflows) = (product ?? 0).multipliedReportingOverflow(by: dimension)
      return product == nil || overflows ? nil : result
    }
  }
}
