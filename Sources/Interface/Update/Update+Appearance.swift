extension WorkbenchState {
  /// Draws everything in other colours from now on.
  mutating func use(_ colorScheme: ColorScheme) -> [Effect] {
    appearance.colorScheme = colorScheme
    let hasColors = appearance.colorCount > 0
    notice = Notice("Theme: \(colorScheme.rawValue)" + (hasColors ? "" : ", once there are colours to show it in"))
    return [.keep(colorScheme)]
  }
}
