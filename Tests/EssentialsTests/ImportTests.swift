import Foundation
import Testing

/// The program must not link the whole of Foundation, which is most of its size where it stands alone.
struct ImportTests {
  @Test("No source of the program imports Foundation", arguments: ["Model", "Terminal", "Interface", "seq2seq"])
  func imports(_ target: String) throws {
    let root = (0..<3).reduce(URL(fileURLWithPath: #filePath)) { file, _ in file.deletingLastPathComponent() }
    let folder = root.appendingPathComponent("Sources/\(target)")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
      .compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
    #expect(!files.isEmpty)
    for file in files {
      let text = try String(contentsOf: file, encoding: .utf8)
      let lines = text.split(separator: "\n").filter { $0.contains(/\bimport (\w+ )?Foundation\b/) }
      #expect(lines.isEmpty, "\(file.path): write import Essentials")
    }
  }
}
