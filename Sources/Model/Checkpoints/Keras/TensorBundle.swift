/// A TensorFlow checkpoint: the table `X.index`, and beside it the numbers in `X.data-00000-of-00001`.
///
/// Format: tensorflow/core/protobuf/tensor_bundle.proto and tensor_bundle.cc; every checksum is verified.
struct TensorBundle {
  /// Bytes of an index, at most.
  static let indexLimit = 64 << 20
  /// Files that the numbers are spread over, at most.
  private static let shardLimit = 64

  /// What the index says of one tensor.
  private struct Entry {
    let type: Int
    let shape: [Int]
    let shard: Int
    let offset: Int
    let size: Int
    let checksum: UInt32
  }

  /// The checkpoint's name, without `.index`.
  let prefix: String
  /// The object graph's root and its other nodes.
  let graph: ObjectGraph
  private let table: SortedTable
  private let shards: [[UInt8]]

  /// Opens the checkpoint of this name.
  ///
  /// - Throws: `CheckpointError` if a file is missing, damaged, or of a kind that is not read.
  init(prefix: String) throws(CheckpointError) {
    self.prefix = prefix
    let index = prefix + ".index"
    table = try SortedTable(try KerasSource.bytes(index, limit: Self.indexLimit), path: index)
    guard let value = table.entries[""], let header = ProtobufMessage(value), let count = header.number(1),
      (1...Self.shardLimit).contains(count)
    else {
      throw .broken(path: index, found: "no header that makes sense", expected: "a checkpoint's header")
    }
    guard header.number(2) == 0 else {
      throw .refused(
        path: index, found: "big-endian numbers", expected: "little-endian ones",
        remedy: "Save it again on another machine.")
    }
    var shards: [[UInt8]] = []
    for shard in 0..<count {
      shards.append(try KerasSource.bytes(Self.shardName(prefix, shard, of: count), limit: KerasSource.byteLimit))
    }
    self.shards = shards
    guard let entry = try Self.entry("_CHECKPOINTABLE_OBJECT_GRAPH", table, index) else {
      throw .refused(
        path: index, found: "no object graph", expected: "a checkpoint of TensorFlow 2 or TF-Keras",
        remedy: "Load it where it was made and save the model as .h5.")
    }
    let bytes = try Self.bytes(entry, of: shards, "the object graph", prefix)
    guard let text = Self.text(bytes, shape: entry.shape), entry.type == 7 else {
      throw .broken(path: prefix, found: "an object graph that is no text", expected: "one text")
    }
    guard let graph = ObjectGraph(text) else {
      throw .broken(path: prefix, found: "an object graph that makes no sense", expected: "nodes and their children")
    }
    self.graph = graph
  }

  /// The tensor of a key as float32; half precision and double precision are converted.
  func array(_ key: String) throws(CheckpointError) -> KerasArray {
    let (entry, bytes) = try found(key)
    let values: [Float]
    let type: HDF5Type
    switch entry.type {
    case 1: (type, values) = (.float32, bytes.float32)
    case 2:
      type = .float64
      values = bytes.chunks(of: 8).map { chunk in
        Float(Double(bitPattern: chunk.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }))
      }
    case 14: (type, values) = (.bfloat16, bytes.words.map { Float(bitPattern: UInt32($0) << 16) })
    case 19: (type, values) = (.float16, bytes.words.map { Float(halfBits: $0) })
    default:
      throw .broken(path: prefix, found: "\(key) of TensorFlow's type \(entry.type)", expected: "floats")
    }
    guard entry.shape.product(times: 1) == values.count else {
      throw .broken(
        path: prefix, found: "\(values.count) numbers for \(key)", expected: "what the shape \(entry.shape) takes")
    }
    return KerasArray(name: key, shape: entry.shape, type: type, values: values)
  }

  /// The whole number of a key of rank 0, or nil if it is none.
  func integer(_ key: String) throws(CheckpointError) -> Int? {
    let (entry, bytes) = try found(key)
    guard entry.shape.isEmpty, bytes.count == (entry.type == 9 ? 8 : entry.type == 3 ? 4 : -1) else { return nil }
    let value = ByteReader(bytes: Array(bytes)).integer(at: 0, width: bytes.count)
    return value.flatMap { $0 >= 0 ? $0 : nil }
  }

  private func found(_ key: String) throws(CheckpointError) -> (Entry, ArraySlice<UInt8>) {
    guard let entry = try Self.entry(key, table, prefix + ".index") else {
      throw .broken(path: prefix + ".index", found: "no tensor \(key)", expected: "it, as its object graph says")
    }
    return (entry, try Self.bytes(entry, of: shards, key, prefix))
  }

  private static func entry(
    _ key: String, _ table: SortedTable, _ path: String
  ) throws(CheckpointError) -> Entry? {
    guard let value = table.entries[key] else { return nil }
    guard let message = ProtobufMessage(value), let type = message.number(1), let shard = message.number(3),
      let offset = message.number(4), let size = message.number(5), let checksum = message.number(6),
      let shape = ProtobufMessage(message.bytes(2) ?? []),
      let dimensions = shape.messages(2)?.map({ $0.number(1) }), !dimensions.contains(nil)
    else { throw .broken(path: path, found: "an entry for \(key) that makes no sense", expected: "type and shape") }
    guard message.messages(7)?.isEmpty == true else {
      throw .refused(
        path: path, found: "\(key) in slices", expected: "whole tensors",
        remedy: "Load it where it was made and save the model as .h5.")
    }
    return Entry(
      type: type, shape: dimensions.compactMap { $0 }, shard: shard, offset: offset, size: size,
      checksum: UInt32(truncatingIfNeeded: checksum))
  }

  private static func bytes(
    _ entry: Entry, of shards: [[UInt8]], _ key: String, _ prefix: String
  ) throws(CheckpointError) -> ArraySlice<UInt8> {
    guard shards.indices.contains(entry.shard), entry.offset <= shards[entry.shard].count,
      entry.size <= shards[entry.shard].count - entry.offset
    else {
      throw .broken(
        path: prefix, found: "\(key) at byte \(entry.offset) of file \(entry.shard), past its end",
        expected: "a data file that holds its \(entry.size) bytes")
    }
    let bytes = shards[entry.shard][entry.offset..<entry.offset + entry.size]
    let checked = entry.type == 7 ? textChecksum(bytes) : CastagnoliChecksum.masked(bytes)
    guard checked == entry.checksum else {
      throw .broken(path: prefix, found: "\(key) disagrees with its checksum", expected: "agreement")
    }
    return bytes
  }

  /// The one text of a string tensor: its length, a checksum of the length, then itself.
  private static func text(_ bytes: ArraySlice<UInt8>, shape: [Int]) -> ArraySlice<UInt8>? {
    var rest = bytes
    guard shape.isEmpty, let length = rest.takeCount(), rest.takeNumber(width: 4) != nil, length == rest.count
    else { return nil }
    return rest
  }

  /// The checksum of one text, which is taken with its length as four bytes; nil if there is no length.
  private static func textChecksum(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    var rest = bytes
    guard let length = rest.takeCount().flatMap({ UInt32(exactly: $0) }) else { return nil }
    return CastagnoliChecksum.masked((0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + rest)
  }

  private static func shardName(_ prefix: String, _ shard: Int, of count: Int) -> String {
    func digits(_ number: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, 5 - text.count)) + text
    }
    return "\(prefix).data-\(digits(shard))-of-\(digits(count))"
  }
}

/// Which objects a TensorFlow checkpoint holds and what they are to each other
/// (tensorflow/core/protobuf/trackable_object_graph.proto).
struct ObjectGraph {
  /// An object: a model, a layer, a variable, an optimizer.
  struct Node {
    /// The objects it holds, by its own names for them.
    let children: [String: Int]
    /// The key of its value, if it is a variable.
    let key: String?
    /// Of an optimizer: the slot variables, by what they belong to and their names.
    let slots: [Slot: Int]
  }

  /// What an optimizer remembers of one variable.
  struct Slot: Hashable {
    /// The variable's node.
    let variable: Int
    /// `rms`, `momentum` or `mg`.
    let name: String
  }

  private let nodes: [Node]

  /// Reads the graph, or gives nil if the bytes are none or an object is missing.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard let messages = ProtobufMessage(bytes)?.messages(1), !messages.isEmpty else { return nil }
    var nodes: [Node] = []
    for message in messages {
      guard let children = message.messages(1), let attributes = message.messages(2), let slots = message.messages(3)
      else { return nil }
      var byName: [String: Int] = [:]
      for child in children {
        guard let id = child.number(1), id < messages.count, let name = child.text(2) else { return nil }
        byName[name] = id
      }
      var bySlot: [Slot: Int] = [:]
      for slot in slots {
        guard let variable = slot.number(1), let name = slot.text(2), let id = slot.number(3), id < messages.count
        else { return nil }
        bySlot[Slot(variable: variable, name: name)] = id
      }
      let key = attributes.first { $0.text(1) == "VARIABLE_VALUE" }?.text(3)
      nodes.append(Node(children: byName, key: key, slots: bySlot))
    }
    self.nodes = nodes
  }

  /// An object by its number; 0 is the root.
  subscript(id: Int) -> Node { nodes[id] }

  /// The number of the object that a path of names leads to, or nil.
  func node(_ path: String..., from start: Int = 0) -> Int? {
    path.reduce(start as Int?) { id, name in id.flatMap { nodes[$0].children[name] } }
  }
}
