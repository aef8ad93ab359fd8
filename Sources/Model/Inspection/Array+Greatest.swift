extension Array where Element: Comparable {
  /// The indices of the `count` greatest elements, greatest first; of equals the first.
  func indicesOfGreatest(_ count: Int) -> [Int] {
    Array<Int>(indices.sorted { self[$0] > self[$1] }.prefix(Swift.max(0, count)))
  }
}
