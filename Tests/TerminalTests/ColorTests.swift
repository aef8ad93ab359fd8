import Terminal
import Testing

@Suite struct ColorTests {
  @Test(arguments: [256, 88, 16, 8, 0]) func theStandardColorStays(_ count: Int) {
    #expect(Color.standard.number(among: count) == -1)
  }

  @Test func everyColorIsItselfAmong256() {
    for number in UInt8.min...UInt8.max { #expect(Color.palette(number).number(among: 256) == Int(number)) }
  }

  /// A colour of 256, what it is among 16, and among 8.
  static let mapped: [(UInt8, Int, Int)] = [
    (196, 9, 1), (46, 10, 2), (21, 12, 4), (226, 11, 3), (51, 14, 6), (208, 11, 3), (71, 2, 2), (108, 2, 2), (62, 4, 4),
    (16, 0, 0), (236, 0, 0), (240, 8, 7), (244, 8, 7), (250, 7, 7), (231, 15, 7), (1, 1, 1), (9, 9, 1), (8, 8, 7),
  ]

  @Test(arguments: mapped) func keepsTheHueAmongFewer(_ number: UInt8, _ of16: Int, _ of8: Int) {
    #expect(Color.palette(number).number(among: 16) == of16)
    #expect(Color.palette(number).number(among: 88) == of16)
    #expect(Color.palette(number).number(among: 8) == of8)
  }

  @Test func hasNoneWithoutColors() {
    #expect(Color.palette(9).number(among: 0) == -1)
  }

  @Test func directColorsCountAsEight() {
    #expect(Color.palette(196).number(among: 1 << 24) == 1)
  }
}
