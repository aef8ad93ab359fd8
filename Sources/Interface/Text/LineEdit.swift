/// What a key can do to a line of text.
package enum LineEdit: Hashable, Sendable {
  case insert(String)
  case left
  case right
  case wordLeft
  case wordRight
  case home
  case end
  case deleteBackward
  case deleteForward
  case deleteWordBackward
  case deleteWordForward
  case deleteToStart
  case deleteToEnd
  case yank
  case older
  case newer
}
