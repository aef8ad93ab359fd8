extension Color {
  /// The number of the nearest colour a terminal of `count` colours has, -1 for its own standard colour.
  ///
  /// Nearest is the smallest distance in the RGB values that xterm gives its 256 colours. Terminals of direct colours
  /// are used as those of eight: they number no more in the common way.
  package func number(among count: Int) -> Int {
    guard case .palette(let wanted) = self, count >= 8 else { return -1 }
    let available =
      switch count {
      case 256: 256
      case 16..<256: 16
      default: 8
      }
    guard wanted >= available else { return Int(wanted) }
    let target = Self.components(of: Int(wanted))
    func distance(_ number: Int) -> Int {
      zip(Self.components(of: number), target).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    return (0..<available).min { distance($0) < distance($1) } ?? -1
  }

  /// Red, green and blue of one of xterm's 256 colours, each 0...255: 16 basic ones, a cube of 6×6×6, and 24 greys.
  private static func components(of number: Int) -> [Int] {
    switch number {
    case ..<16: basic[number]
    case ..<232: [36, 6, 1].map { levels[(number - 16) / $0 % 6] }
    default: Array(repeating: 8 + 10 * (number - 232), count: 3)
    }
  }

  private static let levels = [0, 95, 135, 175, 215, 255]

  private static let basic = [
    [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205], [229, 229, 229],
    [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0], [92, 92, 255], [255, 0, 255], [0, 255, 255],
    [255, 255, 255],
  ]
}
