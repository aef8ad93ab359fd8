import Dispatch
import Foundation
import Interface
import Model
import Testing

@Suite("The history kept between runs")
final class HistoryFileTests {
  private let home = NSTemporaryDirectory() + "seq2seq-history-" + UUID().uuidString

  deinit { try? FileManager.default.removeItem(atPath: home) }

  private var path: String { home + "/state/seq2seq/history" }
  private var folder: StateFolder { StateFolder(home + "/state/seq2seq") }

  private func write(_ text: String) throws {
    try FileManager.default.createDirectory(atPath: home + "/state/seq2seq", withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test("Lines come back in their order; file and folders are nobody else's")
  func lines() throws {
    #expect(folder.history.lines.isEmpty)
    for line in ["Run!", "  ", "Zoé hums.", "/help"] { folder.history.remembering(line) }
    #expect(folder.history.lines == ["Run!", "Zoé hums.", "/help"])
    #expect(try mode(path) == 0o600)
    for folder in ["/state", "/state/seq2seq"] { #expect(try mode(home + folder) == 0o700) }
  }

  @Test("A file that others could read is closed to them")
  func closed() throws {
    try write("Run!\n")
    #expect(chmod(path, 0o644) == 0)
    folder.history.remembering("Go.")
    #expect(try mode(path) == 0o600 && folder.history.lines == ["Run!", "Go."])
  }

  @Test("What is damaged is left out, and what a crash left of a line stays apart")
  func damaged() throws {
    try write("Run!\n\n\u{1B}[2J\nGo.\n")
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data([0xFF, 0xFE, 0x0A] + Array("torn".utf8)))
    try file.close()
    folder.history.remembering("Oh.")
    #expect(folder.history.lines == ["Run!", "Go.", "torn", "Oh."])
  }

  @Test("What is no file, or cannot be made one, is no obstacle")
  func unusable() throws {
    for path in ["/dev/null", "/dev/full", "/proc/nowhere/history", "/", "/dev/null/history"] {
      HistoryFile(path).remembering("Run!")
      #expect(HistoryFile(path).lines.isEmpty)
    }
    StateFolder("/proc/nowhere").keep(.light)
    #expect(StateFolder("/proc/nowhere").colorScheme == nil)
  }

  @Test("How fast the machine trained is kept, and what is no pace is none")
  func pace() throws {
    #expect(folder.pace == nil)
    let pace = try #require(MachinePace("3.5e-11 2"))
    folder.keep(pace)
    #expect(folder.pace == pace && folder.colorScheme == nil)
    for text in ["", "fast", "1e-11", "-1 2", "inf 2", "1e-11 0", "1 2 3"] { #expect(MachinePace(text) == nil) }
  }

  @Test("Two programs at once lose none of each other's lines, whoever shortens the file")
  func together() {
    let history = folder.history
    let text = String(repeating: "x", count: 600)
    let each = 250
    DispatchQueue.concurrentPerform(iterations: 2) { program in
      for number in 0..<each { history.remembering("\(program) \(number) \(text)") }
    }
    // More was written than the file may hold: of each program the newest lines are left, without a gap.
    let lines = history.lines
    #expect(lines.allSatisfy { $0.hasSuffix(text) })
    for program in 0..<2 {
      let numbers = lines.filter { $0.hasPrefix("\(program) ") }.compactMap { Int($0.split(separator: " ")[1]) }
      #expect(numbers.last == each - 1 && numbers == Array((numbers.first ?? 0)..<each))
    }
  }

  @Test("The file stays within its bound, and keeps the newest lines")
  func bounded() throws {
    let text = String(repeating: "é", count: 1000)
    for number in 1...300 { folder.history.remembering("\(number) \(text)") }
    folder.history.remembering(String(repeating: "x", count: HistoryFile.limit))
    let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    #expect(size <= HistoryFile.limit)
    #expect(folder.history.lines.last?.hasPrefix("300 ") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: home + "/state/seq2seq") == ["history"])
    #expect(try mode(path) == 0o600)
  }

  @Test("The theme chosen last comes back, unless the file is damaged")
  func theme() throws {
    #expect(folder.colorScheme == nil)
    folder.keep(.light)
    #expect(folder.colorScheme == .light)
    try Data([0xFF]).write(to: URL(fileURLWithPath: home + "/state/seq2seq/theme"))
    #expect(folder.colorScheme == nil)
  }
}
