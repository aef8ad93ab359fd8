/// Walks the headers of an HDF5 file.
struct HDF5Parser {
  /// Groups lie at most so deep in each other.
  static let depthLimit = 32
  /// A file has at most so many groups and arrays.
  static let objectLimit = 100_000

  /// The file's name.
  let path: String
  /// The file's bytes.
  let reader: ByteReader
  /// The headers and tree nodes met; one met again would lead in a circle.
  private var visited: Set<Int> = []
  /// Texts of variable length by collection, since many attributes share one.
  var collections: [Int: [Int: Range<Int>]] = [:]
  /// Bytes of attributes' texts that may still be read.
  var textAllowance = 64 << 20

  /// Begins with the bytes of a file.
  init(_ bytes: [UInt8], path: String) {
    reader = ByteReader(bytes: bytes)
    self.path = path
  }

  /// Reads the superblock, and from it everything.
  mutating func root() throws(CheckpointError) -> HDF5Group {
    guard reader.bytes.count >= 96, reader.bytes.starts(with: HDF5File.signature) else {
      throw damaged("\(reader.bytes.count) bytes that are no HDF5 file", "HDF5's signature and superblock")
    }
    let version = try number(8, 1, "the superblock")
    guard version == 0 else {
      throw unsupported("a superblock of version \(version)", "version 0, as h5py writes it by default")
    }
    let (offsets, lengths) = (try number(13, 1, "the superblock"), try number(14, 1, "the superblock"))
    guard offsets == 8, lengths == 8 else {
      throw unsupported("offsets of \(offsets) and lengths of \(lengths) bytes", "8 and 8")
    }
    let base = try number(24, 8, "the base address")
    guard base == 0 else { throw unsupported("data that begins at byte \(base)", "byte 0") }
    let end = try number(40, 8, "the end of the file")
    guard end <= reader.bytes.count else {
      throw damaged("\(reader.bytes.count) bytes", "\(end), as its superblock says")
    }
    let object = try object(at: try address(64, "the root group"), name: "", depth: 0)
    guard case .group(let group) = object else { throw damaged("an array at the root", "a group") }
    return group
  }

  /// A group or an array.
  private enum Object {
    case group(HDF5Group)
    case dataset(HDF5Dataset)
  }

  private mutating func object(at address: Int, name: String, depth: Int) throws(CheckpointError) -> Object {
    let title = name.isEmpty ? "the root group" : name
    guard depth <= Self.depthLimit else { throw damaged("groups nested more than \(Self.depthLimit) deep", "fewer") }
    try visit(address, title)
    let messages = try messages(at: address, title)
    var texts: [String: [String]] = [:]
    for message in messages where message.kind == 12 {
      if let (key, values) = try attribute(message, of: title) { texts[key] = values }
    }
    if let table = messages.first(where: { $0.kind == 17 }) {
      var group = try members(table, name: name, depth: depth)
      group.texts = texts
      return .group(group)
    }
    return .dataset(try dataset(messages, texts, name: title))
  }

  /// Remembers a place in the file, which nothing else may lead to.
  private mutating func visit(_ address: Int, _ title: String) throws(CheckpointError) {
    guard visited.count < Self.objectLimit else {
      throw damaged("more than \(Self.objectLimit) objects", "the few dozen of a network")
    }
    guard visited.insert(address).inserted else {
      throw damaged("\(title) at byte \(address), where something else lies", "each object once")
    }
  }

  private mutating func members(
    _ table: HDF5Message, name: String, depth: Int
  ) throws(CheckpointError) -> HDF5Group {
    let title = name.isEmpty ? "the root group" : name
    let heap = try address(table.body.lowerBound + 8, "the names of \(title)")
    try expect("HEAP", at: heap, "the names of \(title)")
    let size = try number(heap + 8, 8, "the names of \(title)")
    let data = try address(heap + 24, "the names of \(title)")
    guard size <= reader.bytes.count - data else { throw outside("the names of \(title)", data) }
    var group = HDF5Group()
    for entry in try entries(try address(table.body.lowerBound, "the members of \(title)"), title) {
      let member = try self.name(at: try number(entry, 8, "a member of \(title)"), in: data..<data + size, title)
      guard try number(entry + 16, 4, "a member of \(title)") != 2 else {
        throw unsupported("\(name)/\(member) is a soft link", "the array itself")
      }
      let path = "\(name)/\(member)"
      guard group.groups[member] == nil, group.datasets[member] == nil else { throw damaged("\(path) twice", "once") }
      switch try object(at: try address(entry + 8, path), name: path, depth: depth + 1) {
      case .group(let inner): group.groups[member] = inner
      case .dataset(let dataset): group.datasets[member] = dataset
      }
    }
    return group
  }

  /// Where the 40-byte entries of a group lie: the leaves below a B-tree's root.
  private mutating func entries(_ root: Int, _ title: String) throws(CheckpointError) -> [Int] {
    var pending = [root]
    var entries: [Int] = []
    while let node = pending.popLast() {
      try visit(node, "the members of \(title)")
      if reader.holds("SNOD", at: node) {
        let count = try number(node + 6, 2, "the members of \(title)")
        entries += (0..<count).map { node + 8 + 40 * $0 }
      } else {
        try expect("TREE", at: node, "the members of \(title)")
        let count = try number(node + 6, 2, "the members of \(title)")
        for child in (0..<count).reversed() {
          pending.append(try address(node + 32 + 16 * child, "the members of \(title)"))
        }
      }
    }
    return entries
  }

  private func name(at offset: Int, in heap: Range<Int>, _ title: String) throws(CheckpointError) -> String {
    guard offset < heap.count else { throw outside("a name in \(title)", offset) }
    let bytes = reader.bytes[heap].dropFirst(offset)
    guard let end = bytes.firstIndex(of: 0), end > bytes.startIndex,
      let name = String(validating: bytes[..<end], as: UTF8.self), !name.contains("/")
    else { throw damaged("a member of \(title) without a proper name", "a name") }
    return name
  }
}

extension HDF5Parser {
  /// A number from 0 on.
  func number(_ offset: Int, _ width: Int, _ title: String) throws(CheckpointError) -> Int {
    guard let value = reader.integer(at: offset, width: width), value >= 0 else { throw outside(title, offset) }
    return value
  }

  /// The address stored at `offset`, which lies inside the file.
  func address(_ offset: Int, _ title: String) throws(CheckpointError) -> Int {
    let address = try number(offset, 8, title)
    guard address < reader.bytes.count else { throw outside(title, address) }
    return address
  }

  /// Requires the four letters with which a structure begins.
  func expect(_ letters: String, at offset: Int, _ title: String) throws(CheckpointError) {
    guard reader.holds(letters, at: offset) else {
      throw damaged("\(title) at byte \(offset) begins otherwise", "\(letters) there")
    }
  }

  /// A place that is not in the file.
  func outside(_ title: String, _ offset: Int) -> CheckpointError {
    damaged("\(title) should lie at byte \(offset)", "it inside the file's \(reader.bytes.count) bytes")
  }

  /// Bytes that are not what the format demands.
  func damaged(_ found: String, _ expected: String) -> CheckpointError {
    .broken(path: path, found: found, expected: expected)
  }

  /// A kind of HDF5 that is not read.
  func unsupported(_ found: String, _ expected: String) -> CheckpointError {
    .refused(
      path: path, found: found, expected: expected,
      remedy: "Load it with Keras and save it again, which writes the plain kind of HDF5.")
  }
}

extension ByteReader {
  /// Whether these ASCII letters stand at `offset`.
  func holds(_ letters: String, at offset: Int) -> Bool {
    offset >= 0 && offset <= bytes.count - letters.utf8.count && bytes[offset...].starts(with: letters.utf8)
  }
}
