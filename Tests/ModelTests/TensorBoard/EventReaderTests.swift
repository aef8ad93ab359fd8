import Foundation
import Model
import Testing

/// Event files of every form, damaged, cut and growing: what is whole is kept, the rest is said, nothing traps.
@Suite("Event files") struct EventReaderTests {
  private let scratch: ScratchDirectory
  private let training = EventBytes.training(epochs: 8)
  private let expected = Dictionary(uniqueKeysWithValues: (0..<8).map { ($0, Double(1 / Float($0 + 1))) })

  init() throws { scratch = try ScratchDirectory() }

  private func reader(of bytes: [UInt8]) throws -> EventReader {
    var reader = EventReader(try scratch.file("tfevents", bytes))
    _ = reader.read()
    return reader
  }

  private func append(_ bytes: [UInt8], to name: String = "tfevents") throws {
    let file = try #require(FileHandle(forWritingAtPath: scratch.path + "/" + name))
    try file.seekToEnd()
    try file.write(contentsOf: Data(bytes))
    try file.close()
  }

  @Test func cutAnywhere() throws {
    let whole = training.flatMap { $0 }
    let ends = training.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    for length in 0...whole.count {
      let reader = try reader(of: Array(whole[..<length]))
      let count = ends.lastIndex { $0 <= length } ?? 0
      #expect(reader.numbers("loss") == expected.filter { $0.key < count })
      let rest = length - ends[count]
      #expect(reader.remarks == (rest > 0 ? ["tfevents: \(rest) bytes of an unfinished record"] : []))
    }
  }

  @Test func growingByteByByte() throws {
    var reader = EventReader(try scratch.file("tfevents", []))
    #expect(reader.read() == true, "there is a file now")
    #expect(!reader.read() && reader.scalars.names.isEmpty)
    var whole = 0
    for (index, record) in training.enumerated() {
      for byte in record {
        #expect(reader.numbers("loss").count == whole)
        try append([byte])
        #expect(reader.read() == true)
      }
      whole = index + 1
    }
    #expect(reader.numbers("loss") == expected && reader.remarks.isEmpty)
    #expect(reader.read() == false, "nothing new")
  }

  @Test func newFilesAndPartsAreTakenUp() throws {
    let folder = scratch.path + "/run"
    try FileManager.default.createDirectory(atPath: folder + "/train", withIntermediateDirectories: true)
    var reader = EventReader(folder)
    #expect(reader.read() == false)
    _ = try scratch.file("run/train/events.out.tfevents.1.v2", training[..<5].flatMap { $0 })
    #expect(reader.read() && reader.numbers("train/loss").count == 5)
    try FileManager.default.createDirectory(atPath: folder + "/validation", withIntermediateDirectories: true)
    _ = try scratch.file("run/validation/events.out.tfevents.3.v2", EventBytes.scalar("loss", 7, step: 0))
    // Resumed from the third epoch: what came after it counts no longer.
    _ = try scratch.file("run/train/events.out.tfevents.2.v2", EventBytes.scalar("loss", 9, step: 3))
    #expect(reader.read() && reader.numbers("validation/loss") == [0: 7])
    #expect(reader.numbers("train/loss") == [0: 1, 1: 0.5, 2: Double(Float(1) / 3), 3: 9])
  }

  @Test func aReplacedFileIsReadAnew() throws {
    var reader = EventReader(try scratch.file("tfevents", training.flatMap { $0 }))
    #expect(reader.read() == true)
    _ = try scratch.file("tfevents", training[..<2].flatMap { $0 })
    #expect(reader.read() && reader.numbers("loss").count == 2)
    try FileManager.default.removeItem(atPath: scratch.path + "/tfevents")
    #expect(reader.read() && reader.scalars.names.isEmpty)
  }

  /// A byte of one record changed, at each of its places: that record is lost, no other.
  @Test func oneDamagedRecord() throws {
    for place in training[3].indices {
      var records = training
      records[3][place] ^= 0x40
      let reader = try reader(of: records.flatMap { $0 })
      #expect(reader.numbers("loss") == expected.filter { $0.key != 3 }, "byte \(place)")
      #expect(reader.remarks == ["tfevents: \(records[3].count) damaged bytes passed over"])
    }
  }

  @Test func appendedBehindATornRecord() throws {
    let torn = Array(training[2].dropLast(20))
    let reader = try reader(of: training[..<2].flatMap { $0 } + torn + training[3...].flatMap { $0 })
    #expect(reader.numbers("loss") == expected.filter { $0.key != 2 })
    #expect(reader.remarks == ["tfevents: \(torn.count) damaged bytes passed over"])
  }

  /// Bits changed at random, always the same: every record that is left whole is read, and no number is made up.
  @Test(arguments: [1, 2, 3, 4]) func changedBits(seed: UInt64) throws {
    var generator = RandomGenerator(state: seed)
    let ends = training.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    for _ in 0..<1000 {
      var bytes = training.flatMap { $0 }
      var hit: Set<Int> = []
      for _ in 0...generator.integer(below: 4) {
        let place = generator.integer(below: bytes.count)
        bytes[place] ^= 1 << UInt8(generator.integer(below: 8))
        hit.insert(ends.lastIndex { $0 <= place } ?? 0)
      }
      let numbers = try reader(of: bytes).numbers("loss")
      // The same bit twice leaves a record as it was.
      #expect(numbers.allSatisfy { expected[$0.key] == $0.value })
      #expect(expected.keys.filter { !hit.contains($0) }.allSatisfy { numbers[$0] != nil })
    }
  }

  /// Messages that are no events inside records that are whole, and values that are no numbers.
  @Test(arguments: [5, 6]) func changedMessages(seed: UInt64) throws {
    var generator = RandomGenerator(state: seed)
    let message = Array(training[1].dropFirst(12).dropLast(4))
    for _ in 0..<2000 {
      var changed = message
      for _ in 0...generator.integer(below: 3) {
        changed[generator.integer(below: changed.count)] = UInt8(generator.integer(below: 256))
      }
      let reader = try reader(of: EventBytes.record(changed) + training[0] + training[2])
      #expect(reader.numbers("loss")[0] == 1 && reader.numbers("loss")[2] == expected[2])
    }
  }

  @Test func everyFormOfANumber() throws {
    let tag = EventBytes.field(1, Array("x".utf8))
    func tensor(_ bytes: [UInt8]) -> [UInt8] { tag + EventBytes.field(8, bytes) }
    func plugin(_ name: String) -> [UInt8] {
      EventBytes.field(9, EventBytes.field(1, EventBytes.field(1, Array(name.utf8))))
    }
    let float = EventBytes.bytes(Float(2.5).bitPattern)
    let one: [UInt8] = EventBytes.field(2, EventBytes.field(2, [0x08, 1]))
    let two: [UInt8] = EventBytes.field(2, EventBytes.field(2, [0x08, 2]))
    let forms: [([UInt8], Double?)] = [
      (tensor([0x08, 1] + EventBytes.field(4, float)), 2.5),
      (tensor([0x08, 1] + one + EventBytes.field(5, float)), 2.5),
      (tensor([0x08, 1, 0x2D] + float), 2.5),
      (tensor([0x08, 2] + EventBytes.field(4, EventBytes.bytes(0.1.bitPattern))), 0.1),
      (tensor([0x08, 2] + EventBytes.field(6, EventBytes.bytes(0.1.bitPattern))), 0.1),
      (tensor([0x08, 3] + EventBytes.field(4, EventBytes.bytes(Int32(-7)))), -7),
      (tensor([0x08, 9] + EventBytes.field(10, [0x85, 0x01])), 133),
      (tensor([0x08, 1] + EventBytes.field(4, float)) + plugin("scalars"), 2.5),
      (tensor([0x08, 1] + EventBytes.field(4, float)) + plugin("histograms"), nil),
      (tensor([0x08, 1] + two + EventBytes.field(4, float)), nil),
      (tensor([0x08, 1] + EventBytes.field(4, float + float)), nil),
      (tensor([0x08, 7] + EventBytes.field(8, Array("text".utf8))), nil),
      (tag, nil), (EventBytes.field(8, [0x08, 1] + EventBytes.field(4, float)), nil),
      (tag + [0x15] + EventBytes.bytes(Float.infinity.bitPattern), .infinity),
    ]
    for (index, (value, number)) in forms.enumerated() {
      let reader = try reader(of: EventBytes.event(step: 1, value))
      #expect(reader.scalars["x"].first?.value == number, "form \(index)")
    }
    let reader = try reader(of: EventBytes.scalar("x", .nan, step: 0))
    #expect(reader.scalars["x"].first?.value.isNaN == true)
  }

  @Test func hostileLengthsAndNames() throws {
    let length = EventBytes.bytes(UInt64(1) << 39)
    let endless = length + EventBytes.bytes(EventBytes.checksum(length)) + [UInt8](repeating: 0, count: 100)
    #expect(try reader(of: endless).remarks == ["tfevents: 112 bytes of an unfinished record"])
    let beyond = EventBytes.bytes(UInt64.max)
    let impossible = beyond + EventBytes.bytes(EventBytes.checksum(beyond))
    #expect(try reader(of: impossible + training[0]).numbers("loss") == [0: 1])
    let picture = EventBytes.record([UInt8](repeating: 0, count: 3 << 20))
    let passed = try reader(of: training[0] + picture + training[1])
    #expect(passed.numbers("loss").count == 2 && passed.remarks.isEmpty, "long records are passed over unseen")
    #expect(try reader(of: [UInt8](repeating: 0, count: 3 << 20) + training[0]).numbers("loss") == [0: 1])
    // A step below 0, as a varint of ten bytes.
    let before = [0x09] + EventBytes.bytes(1e9.bitPattern) + [0x10] + [UInt8](repeating: 0xFF, count: 9) + [0x01]
    let value = EventBytes.field(5, EventBytes.field(1, EventBytes.field(1, [0x78]) + [0x15, 0, 0, 0, 0]))
    let outside = try reader(of: EventBytes.record(before + value))
    #expect(outside.scalars.names.isEmpty && outside.remarks == ["1 numbers left out, beyond what is read"])
  }

  @Test func moreNamesThanAreTaken() throws {
    let records = (0..<5000).map { EventBytes.scalar("loss\($0)", 1, step: 0) }
    let reader = try reader(of: records.flatMap { $0 })
    #expect(reader.scalars.names.count == 4096)
    #expect(reader.remarks == ["904 numbers left out, beyond what is read"])
  }

  @Test func whatIsNoFile() throws {
    let pipe = scratch.path + "/tfevents"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(EventFolder.runs(in: scratch.path).isEmpty && EventFolder.runs(in: pipe).isEmpty)
    try FileManager.default.createSymbolicLink(atPath: scratch.path + "/loop", withDestinationPath: scratch.path)
    #expect(EventFolder.runs(in: scratch.path).isEmpty, "a loop of links ends")
  }
}
