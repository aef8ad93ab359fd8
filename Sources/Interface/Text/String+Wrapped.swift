import Terminal

extension String {
  /// Its words on lines of at most so many columns; a word that is longer goes on on the next line.
  package func wrapped(to columns: Int) -> [String] {
    var lines: [String] = []
    for word in split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
      if let last = lines.last, (last + " " + word).displayWidth <= columns {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines += word.pieces(of: columns)
      }
    }
    return lines
  }

  /// The text in pieces of at most so many columns; one empty piece of an empty text.
  private func pieces(of columns: Int) -> [String] {
    var pieces = [""]
    for character in self {
      if (pieces[pieces.count - 1] + String(character)).displayWidth > columns { pieces.append("") }
      pieces[pieces.count - 1].append(character)
    }
    return pieces
  }
}
