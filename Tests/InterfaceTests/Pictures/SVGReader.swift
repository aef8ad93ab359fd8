import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a picture consists of.
final class SVGReader: NSObject, XMLParserDelegate {
  /// How many elements there are of each name.
  private(set) var elements: [String: Int] = [:]
  /// The text of each element that has one.
  private(set) var texts: [String] = []
  private var found: [(element: String, attributes: [String: String])] = []

  /// Reads a picture, which must be well-formed.
  init(_ svg: String) throws {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
  }

  /// All of the text.
  var text: String { texts.joined() }

  /// The lengths that texts are made to have.
  var lengths: [String] { attributes("textLength", of: "text") }

  /// The coordinates of all rectangles and texts.
  var numbers: [Double] {
    ["rect", "text"].flatMap { element in ["x", "y"].flatMap { attributes($0, of: element) } }.compactMap(Double.init)
  }

  /// An attribute of all elements of a name that have it.
  func attributes(_ name: String, of element: String) -> [String] {
    found.filter { $0.element == element }.compactMap { $0.attributes[name] }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements[name, default: 0] += 1
    found.append((name, attributes))
    if name == "text" { texts.append("") }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if found.last?.element == "text", !string.allSatisfy(\.isNewline) { texts[texts.count - 1] += string }
  }
}
