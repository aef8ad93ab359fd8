import Terminal
import Testing

@Suite struct RectangleTests {
  private let rectangle = Rectangle(column: 2, row: 1, columns: 10, rows: 6)

  @Test func splitsFromEitherEnd() {
    #expect(rectangle.split(rows: 2).top == Rectangle(column: 2, row: 1, columns: 10, rows: 2))
    #expect(rectangle.split(rows: 2).bottom == Rectangle(column: 2, row: 3, columns: 10, rows: 4))
    #expect(rectangle.split(rows: -2).bottom == Rectangle(column: 2, row: 5, columns: 10, rows: 2))
    #expect(rectangle.split(columns: 3).right == Rectangle(column: 5, row: 1, columns: 7, rows: 6))
    #expect(rectangle.split(columns: -3).left == Rectangle(column: 2, row: 1, columns: 7, rows: 6))
    #expect(rectangle.split(rows: 99).bottom.isEmpty && rectangle.split(columns: -99).left.isEmpty)
  }

  @Test func insetsUntilNothingIsLeft() {
    #expect(rectangle.inset(columns: 1, rows: 2) == Rectangle(column: 3, row: 3, columns: 8, rows: 2))
    #expect(rectangle.inset(columns: 6).isEmpty)
  }

  @Test func intersects() {
    let other = Rectangle(column: 8, row: 0, columns: 10, rows: 3)
    #expect(rectangle.intersection(other) == Rectangle(column: 8, row: 1, columns: 4, rows: 2))
    #expect(rectangle.intersection(Rectangle(column: 30, row: 30, columns: 2, rows: 2)).isEmpty)
    #expect(rectangle.contains(Point(column: 11, row: 6)) && !rectangle.contains(Point(column: 12, row: 6)))
  }

  @Test func neverHasANegativeSize() {
    #expect(Rectangle(column: 0, row: 0, columns: -1, rows: -1).size == Size(columns: 0, rows: 0))
  }
}
