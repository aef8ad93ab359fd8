/// What of an HDF5 file is read: groups, arrays of numbers, and texts.
///
/// The subset is what h5py writes: superblock 0, object headers 1, symbol-table groups, contiguous unfiltered arrays.
/// Format: The HDF Group, "HDF5 File Format Specification Version 3.0". All that leads out of the file is checked first.
struct HDF5File {
  /// How an HDF5 file begins.
  static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The file's name, or the member's inside an archive.
  let path: String
  /// The group that holds everything.
  let root: HDF5Group
  private let bytes: [UInt8]

  /// Reads all headers of a file.
  ///
  /// - Throws: `CheckpointError` naming what is damaged, or what kind of HDF5 is not read.
  init(_ bytes: [UInt8], path: String) throws(CheckpointError) {
    self.path = path
    self.bytes = bytes
    var parser = HDF5Parser(bytes, path: path)
    root = try parser.root()
  }

  /// The numbers of an array as float32, row-major; half precision and double precision are converted.
  func floats(_ dataset: HDF5Dataset) throws(CheckpointError) -> [Float] {
    let part = bytes[dataset.range]
    switch dataset.type {
    case .float32: return part.float32
    case .float16: return part.words.map { Float(halfBits: $0) }
    case .bfloat16: return part.words.map { Float(bitPattern: UInt32($0) << 16) }
    case .float64:
      return part.chunks(of: 8).map { chunk in
        Float(Double(bitPattern: chunk.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }))
      }
    case .integer, .text, .variableText, .other:
      throw .broken(path: path, found: "\(dataset.name) holds \(dataset.type.title)", expected: "floats")
    }
  }

  /// The whole number of an array of rank 0, or nil if it is none or negative.
  func integer(_ dataset: HDF5Dataset) -> Int? {
    guard dataset.shape.isEmpty, case .integer(let size) = dataset.type else { return nil }
    let value = ByteReader(bytes: bytes).integer(at: dataset.range.lowerBound, width: size)
    return value.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// The text of an array that is one fixed-length string, or nil if it is none.
  func text(_ dataset: HDF5Dataset) -> [UInt8]? {
    guard dataset.shape.isEmpty, case .text = dataset.type else { return nil }
    return Array(bytes[dataset.range].prefix { $0 != 0 })
  }
}

/// A group: a folder inside an HDF5 file.
struct HDF5Group {
  /// The groups directly inside, by name.
  var groups: [String: HDF5Group] = [:]
  /// The arrays directly inside, by name.
  var datasets: [String: HDF5Dataset] = [:]
  /// The attributes that are texts or lists of texts, by name.
  var texts: [String: [String]] = [:]

  /// The group at a path such as `layers/lstm/cell`, or nil.
  func group(_ path: String) -> HDF5Group? {
    path.split(separator: "/").reduce(self as HDF5Group?) { $0?.groups[String($1)] }
  }

  /// The array at a path, or nil.
  func dataset(_ path: String) -> HDF5Dataset? {
    let parts = path.split(separator: "/")
    guard let name = parts.last else { return nil }
    return group(parts.dropLast().joined(separator: "/"))?.datasets[String(name)]
  }

  /// The text of an attribute, or nil if there is none or it is a list.
  func text(_ name: String) -> String? {
    texts[name].flatMap { $0.count == 1 ? $0.first : nil }
  }

  /// A list of texts; a long one is split over attributes of the name with 0, 1 and so on behind it.
  func list(_ name: String) -> [String]? {
    if let list = texts[name] { return list }
    guard var result = texts[name + "0"] else { return nil }
    var number = 1
    while let part = texts["\(name)\(number)"] {
      result += part
      number += 1
    }
    return result
  }

  /// The arrays named 0, 1, 2, … in that order, up to the first that is missing.
  var numbered: [HDF5Dataset] {
    var result: [HDF5Dataset] = []
    while let dataset = datasets[String(result.count)] { result.append(dataset) }
    return result
  }
}

/// An array of numbers inside an HDF5 file.
struct HDF5Dataset {
  /// Its path.
  let name: String
  /// Its dimensions, outermost first; none for a single number.
  let shape: [Int]
  /// The kind of its numbers.
  let type: HDF5Type
  /// Where its bytes lie in the file, all of them inside.
  let range: Range<Int>
}

/// The kind of an array's or an attribute's elements.
enum HDF5Type: Hashable {
  /// IEEE half precision.
  case float16
  /// The upper half of a float32.
  case bfloat16
  /// IEEE single precision.
  case float32
  /// IEEE double precision.
  case float64
  /// A whole number of so many bytes.
  case integer(size: Int)
  /// A text of fixed length, ended by NUL.
  case text(size: Int)
  /// A text that lies elsewhere in the file.
  case variableText
  /// Anything else, which is not read.
  case other(title: String, size: Int)

  /// Bytes per element.
  var size: Int {
    switch self {
    case .float16, .bfloat16: 2
    case .float32: 4
    case .float64: 8
    case .integer(let size), .text(let size), .other(_, let size): size
    case .variableText: 16
    }
  }

  /// What the elements are, in a word or two.
  var title: String {
    switch self {
    case .float16: "float16"
    case .bfloat16: "bfloat16"
    case .float32: "float32"
    case .float64: "float64"
    case .integer: "integers"
    case .text, .variableText: "text"
    case .other(let title, _): title
    }
  }
}

extension ArraySlice<UInt8> {
  /// Little-endian float32 numbers.
  var float32: [Float] {
    let count = count / 4
    let floats = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      UnsafeMutableRawBufferPointer(buffer).copyBytes(from: prefix(4 * count))
      initialized = count
    }
    return 1.littleEndian == 1 ? floats : floats.map { Float(bitPattern: $0.bitPattern.byteSwapped) }
  }

  /// Little-endian 16-bit words.
  var words: [UInt16] {
    stride(from: startIndex, to: endIndex - 1, by: 2).map { UInt16(self[$0]) | UInt16(self[$0 + 1]) << 8 }
  }

  /// Pieces of `size` bytes each; a rest is left out.
  func chunks(of size: Int) -> [ArraySlice<UInt8>] {
    stride(from: startIndex, through: endIndex - size, by: size).map { self[$0..<$0 + size] }
  }
}

extension Float {
  /// The number whose IEEE half precision bits are given; Swift's Float16 is not on every machine.
  init(halfBits bits: UInt16) {
    let sign: Float = bits & 0x8000 == 0 ? 1 : -1
    let exponent = Int(bits >> 10 & 0x1F)
    let fraction = Float(bits & 0x3FF) / 1024
    switch exponent {
    case 0: self = sign * fraction * 0x1p-14
    case 31: self = fraction == 0 ? sign * .infinity : .nan
    default: self = sign * Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction)
    }
  }
}
