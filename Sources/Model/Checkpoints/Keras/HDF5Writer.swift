/// Lays out an HDF5 file of the subset that `HDF5File` reads, which libhdf5 and all of Keras read too.
///
/// Texts are of fixed length, so that no collection of texts is needed.
struct HDF5Writer {
  /// A group to be written: its members in the order of their names' bytes.
  struct Group {
    /// The members by name.
    var members: [String: Member] = [:]
    /// Texts, and lists of texts.
    var attributes: [Attribute] = []

    /// Puts a member at a path such as `layers/lstm/cell/vars/0`, with the groups that lead to it.
    mutating func add(_ path: String, _ member: Member) { insert(path.split(separator: "/")[...], member) }

    private mutating func insert(_ path: ArraySlice<Substring>, _ member: Member) {
      guard let first = path.first.map(String.init) else { return }
      if path.count == 1 {
        precondition(members[first] == nil, "\(first) twice")
        members[first] = member
      } else {
        var inner = Group()
        if case .group(let group)? = members[first] { inner = group }
        inner.insert(path.dropFirst(), member)
        members[first] = .group(inner)
      }
    }
  }

  /// What a group holds.
  enum Member {
    case group(Group)
    /// float32, row-major; no dimension for a single number.
    case floats(shape: [Int], [Float])
    /// A single int64.
    case integer(Int)
    /// A text, which may be longer than an attribute's.
    case text(String)
  }

  /// A text, or a list of texts, beside a group.
  struct Attribute {
    let name: String
    let values: [String]
    /// Whether it is one text rather than a list of one.
    let isSingle: Bool

    /// One text.
    init(_ name: String, _ value: String) { (self.name, values, isSingle) = (name, [value], true) }

    /// A list of texts, which may be empty.
    init(_ name: String, list: [String]) { (self.name, values, isSingle) = (name, list, false) }
  }

  /// Leaves a group's B-tree has at most, and names in each leaf: the superblock's internal and leaf K, doubled.
  private static let (leafLimit, leafSize) = (32, 8)

  private var bytes = [UInt8](repeating: 0, count: 96)

  /// The bytes of a file with this root.
  static func file(_ root: Group) -> [UInt8] {
    var writer = HDF5Writer()
    let (header, tree, heap) = writer.append(root)
    var superblock = HDF5File.signature
    superblock += [0, 0, 0, 0, 0, 8, 8, 0]
    superblock.append(leafSize / 2, 2)
    superblock.append(leafLimit / 2, 2)
    superblock.append(0, 4)
    superblock.append(0, 8)
    superblock.append(-1, 8)
    superblock.append(writer.bytes.count, 8)
    superblock.append(-1, 8)
    superblock.append(0, 8)
    superblock.append(header, 8)
    superblock.append(1, 4)
    superblock.append(0, 4)
    superblock.append(tree, 8)
    superblock.append(heap, 8)
    writer.bytes.replaceSubrange(0..<96, with: superblock)
    return writer.bytes
  }

  private mutating func append(_ group: Group) -> (header: Int, tree: Int, heap: Int) {
    // Keras's readers look names up in a sorted tree.
    let names = group.members.keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    precondition(names.count <= Self.leafLimit * Self.leafSize, "\(names.count) members in a group")
    var data = [UInt8](repeating: 0, count: 8)
    var entries: [(name: Int, entry: [UInt8])] = []
    for name in names {
      let offset = data.count
      data += Array(name.utf8) + [0]
      data.pad(to: 8)
      entries.append((offset, append(group.members[name] ?? .integer(0), named: offset)))
    }
    let dataStart = append(data)
    var heap = Array("HEAP".utf8) + [0, 0, 0, 0]
    heap.append(data.count, 8)
    heap.append(1, 8)
    heap.append(dataStart, 8)
    let heapStart = append(heap)

    var tree: [UInt8] = []
    let leaves = stride(from: 0, to: entries.count, by: Self.leafSize).map {
      entries[$0..<min($0 + Self.leafSize, entries.count)]
    }
    for leaf in leaves {
      var node = Array("SNOD".utf8) + [1, 0]
      node.append(leaf.count, 2)
      for entry in leaf { node += entry.entry }
      node += [UInt8](repeating: 0, count: 8 + 40 * Self.leafSize - node.count)
      tree.append(append(node), 8)
      tree.append(leaf.last?.name ?? 0, 8)
    }
    var root = Array("TREE".utf8) + [0, 0]
    root.append(leaves.count, 2)
    for _ in 0..<2 { root.append(-1, 8) }
    root.append(0, 8)
    root += tree
    root += [UInt8](repeating: 0, count: 24 + 8 * (2 * Self.leafLimit + 1) - root.count)
    let treeStart = append(root)
    var table: [UInt8] = []
    table.append(treeStart, 8)
    table.append(heapStart, 8)
    let header = append(Self.header([(17, table)] + group.attributes.map { (12, Self.attribute($0)) }))
    return (header, treeStart, heapStart)
  }

  /// Writes a member and gives its group's entry for it.
  private mutating func append(_ member: Member, named name: Int) -> [UInt8] {
    var entry: [UInt8] = []
    entry.append(name, 8)
    switch member {
    case .group(let group):
      let (header, tree, heap) = append(group)
      entry.append(header, 8)
      entry.append(1, 4)
      entry.append(0, 4)
      entry.append(tree, 8)
      entry.append(heap, 8)
    case .floats(let shape, let values):
      precondition(shape.reduce(1, *) == values.count, "\(values.count) values for the shape \(shape)")
      entry.append(append(shape: shape, type: Self.float32, values.littleEndianBytes), 8)
    case .integer(let value):
      var bytes: [UInt8] = []
      bytes.append(value, 8)
      entry.append(append(shape: [], type: Self.int64, bytes), 8)
    case .text(let text):
      let bytes = Array(text.utf8) + [0]
      entry.append(append(shape: [], type: Self.text(bytes.count), bytes), 8)
    }
    return entry + [UInt8](repeating: 0, count: 40 - entry.count)
  }

  /// Writes an array and gives its header's address.
  private mutating func append(shape: [Int], type: [UInt8], _ values: [UInt8]) -> Int {
    // Nothing lies nowhere.
    let start = values.isEmpty ? -1 : append(values)
    var layout: [UInt8] = [3, 1]
    layout.append(start, 8)
    layout.append(values.count, 8)
    let fill: [UInt8] = [2, 2, 2, 1, 0, 0, 0, 0]
    return append(Self.header([(1, Self.dataspace(shape)), (3, type), (5, fill), (8, layout)]))
  }

  /// Adds bytes, padded to 8, and gives their address.
  private mutating func append(_ object: [UInt8]) -> Int {
    let start = bytes.count
    bytes += object
    bytes.pad(to: 8)
    return start
  }
}

extension HDF5Writer {
  private static let float32: [UInt8] =
    [0x11, 0x20, 0x1F, 0, 4, 0, 0, 0, 0, 0, 0x20, 0, 0x17, 8, 0, 0x17, 0x7F, 0, 0, 0, 0, 0, 0, 0]
  private static let int64: [UInt8] = [0x10, 8, 0, 0, 8, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0]

  private static func text(_ size: Int) -> [UInt8] {
    var type: [UInt8] = [0x13, 1, 0, 0]
    type.append(size, 4)
    return type
  }

  private static func dataspace(_ shape: [Int]) -> [UInt8] {
    var space: [UInt8] = [1, UInt8(shape.count), 0, 0, 0, 0, 0, 0]
    for dimension in shape { space.append(dimension, 8) }
    return space
  }

  private static func attribute(_ attribute: Attribute) -> [UInt8] {
    let size = (attribute.values.map(\.utf8.count).max() ?? 0) + 1
    let name = Array(attribute.name.utf8) + [0]
    let (type, space) = (text(size), dataspace(attribute.isSingle ? [] : [attribute.values.count]))
    var body: [UInt8] = [1, 0]
    body.append(name.count, 2)
    body.append(type.count, 2)
    body.append(space.count, 2)
    for part in [name, type, space] {
      body += part
      body.pad(to: 8)
    }
    for value in attribute.values {
      body += Array(value.utf8) + [UInt8](repeating: 0, count: size - value.utf8.count)
    }
    return body
  }

  /// An object header of one block.
  private static func header(_ messages: [(kind: Int, body: [UInt8])]) -> [UInt8] {
    var block: [UInt8] = []
    for (kind, body) in messages {
      var body = body
      body.pad(to: 8)
      precondition(body.count < 1 << 16, "an attribute of \(body.count) bytes")
      block.append(kind, 2)
      block.append(body.count, 2)
      block += [0, 0, 0, 0]
      block += body
    }
    var header: [UInt8] = [1, 0]
    header.append(messages.count, 2)
    header.append(1, 4)
    header.append(block.count, 4)
    header.append(0, 4)
    return header + block
  }
}

extension [UInt8] {
  /// Adds a little-endian number of `width` bytes; -1 is all ones.
  mutating func append(_ value: Int, _ width: Int) {
    for index in 0..<width { append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
  }

  /// Adds zeros up to a multiple of `size`.
  fileprivate mutating func pad(to size: Int) {
    self += [UInt8](repeating: 0, count: (size - count % size) % size)
  }
}

extension [Float] {
  /// The numbers as bytes, lowest first.
  var littleEndianBytes: [UInt8] {
    let numbers = 1.littleEndian == 1 ? self : map { Float(bitPattern: $0.bitPattern.byteSwapped) }
    return numbers.withUnsafeBytes { Array<UInt8>($0) }
  }
}
