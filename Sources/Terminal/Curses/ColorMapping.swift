extension Color {
  /// The number by which a terminal of `count` colours knows this colour, -1 for its own standard colour.
  ///
  /// With fewer than 256 a colour keeps its hue rather than its brightness: two curves stay two colours, where the
  /// nearest of sixteen would often be grey. Terminals of direct colours count as those of eight: they number no more.
  package func number(among count: Int) -> Int {
    guard case .palette(let number) = self, count >= 8 else { return -1 }
    if count == 256 { return Int(number) }
    let basic = number < 16 ? Int(number) : Self.basicColor(Int(number))
    if 16..<256 ~= count { return basic }
    return basic == Self.darkGrey ? Self.lightGrey : basic % 8  // black would be invisible on black
  }

  /// The one of the sixteen basic colours for one of the cube or of the greys; they are numbered by bits, red 1,
  /// green 2, blue 4 and bright 8.
  private static func basicColor(_ number: Int) -> Int {
    let parts = components(of: number)
    let (least, most) = (parts.min() ?? 0, parts.max() ?? 0)
    if (most - least) * 5 <= most {
      return most < 60 ? 0 : most < 180 ? darkGrey : most < 243 ? lightGrey : 15
    }
    let bright = most >= 230 ? 8 : 0
    return zip(parts, [1, 2, 4]).reduce(bright) { $1.0 * 2 > least + most ? $0 + $1.1 : $0 }
  }

  /// Red, green and blue, each 0...255, as xterm has them: from 16 a cube of 6×6×6, from 232 a ramp of 24 greys.
  private static func components(of number: Int) -> [Int] {
    if number >= 232 { return Array(repeating: 8 + 10 * (number - 232), count: 3) }
    return [36, 6, 1].map { levels[(number - 16) / $0 % 6] }
  }

  private static let levels = [0, 95, 135, 175, 215, 255]
  private static let (lightGrey, darkGrey) = (7, 8)
}
