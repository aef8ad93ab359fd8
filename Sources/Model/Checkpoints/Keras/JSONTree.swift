import Essentials

/// JSON of a form that is not known beforehand, such as a Keras model's config.
enum JSONTree: Hashable, Sendable {
  /// `null`, and what is not there.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// Any number; whole ones are exact up to 2⁵³.
  case number(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONTree])
  /// Members by their keys; of equal keys the last.
  case object([String: JSONTree])

  /// The longest text read; a model of this network takes 10 KB.
  static let byteLimit = 16 << 20

  /// Reads a JSON text, or gives what is wrong with it.
  static func read(_ bytes: [UInt8]) throws(KerasJSONFailure) -> JSONTree {
    guard bytes.count <= byteLimit else { throw KerasJSONFailure(found: "\(bytes.count) bytes long") }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw KerasJSONFailure(found: "no UTF-8") }
    guard JSONNesting.isShallow(text) else {
      throw KerasJSONFailure(found: "nested more than \(JSONNesting.limit) deep")
    }
    guard let tree = try? JSONDecoder().decode(JSONTree.self, from: Data(bytes)) else {
      throw KerasJSONFailure(found: "no JSON")
    }
    return tree
  }

  /// The JSON text, keys in ascending order; every number is finite.
  var text: String { JSONText.line(of: self) }

  /// The member of an object; null where there is none.
  subscript(key: String) -> JSONTree {
    if case .object(let members) = self { members[key] ?? .null } else { .null }
  }

  /// The string, if it is one.
  var string: String? { if case .string(let value) = self { value } else { nil } }

  /// The number, if it is one.
  var number: Double? { if case .number(let value) = self { value } else { nil } }

  /// The whole number, if it is one.
  var integer: Int? { number.flatMap { Int(exactly: $0) } }

  /// The truth value, if it is one.
  var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The elements of a list; also of a tuple as TensorFlow's metadata writes one.
  var list: [JSONTree]? {
    switch self {
    case .array(let elements): elements
    case .object(let members):
      switch members["class_name"]?.string {
      case "__tuple__", "TensorShape": members["items"]?.list
      default: nil
      }
    default: nil
    }
  }

  /// The members of an object; none of anything else.
  var members: [String: JSONTree] { if case .object(let members) = self { members } else { [:] } }

  /// Whether it is null, or not there.
  var isNull: Bool { self == .null }
}

/// What a text is that should have been JSON.
struct KerasJSONFailure: Error {
  /// As in "config.json is …".
  let found: String
}

extension JSONTree: Codable {
  /// Takes whatever the JSON is.
  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let string = try? value.decode(String.self) {
      self = .string(string)
    } else if let array = try? value.decode([JSONTree].self) {
      self = .array(array)
    } else {
      self = .object(try value.decode([String: JSONTree].self))
    }
  }

  /// Writes it as it is; a whole number without a point.
  func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .null: try value.encodeNil()
    case .bool(let bool): try value.encode(bool)
    case .number(let number):
      if let integer = Int(exactly: number) { try value.encode(integer) } else { try value.encode(number) }
    case .string(let string): try value.encode(string)
    case .array(let array): try value.encode(array)
    case .object(let object): try value.encode(object)
    }
  }
}

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A text.
  init(stringLiteral value: String) { self = .string(value) }
  /// A truth value.
  init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A whole number.
  init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// A number.
  init(floatLiteral value: Double) { self = .number(value) }
  /// A list.
  init(arrayLiteral elements: JSONTree...) { self = .array(elements) }
  /// An object.
  init(dictionaryLiteral elements: (String, JSONTree)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
  }
}
