/// A French adjective, or a phrase used like one (`en retard`), with its English.
package struct Adjective: Hashable, Sendable {
  /// The English adjective.
  package let english: String
  /// The masculine singular.
  package let masculine: String
  /// The feminine singular.
  package let feminine: String

  /// Names the two singulars; the plurals are regular enough to be derived.
  package init(english: String, masculine: String, feminine: String) {
    self.english = english
    self.masculine = masculine
    self.feminine = feminine
  }

  /// Whether it never changes: `en colère`, `bon marché`.
  private var isInvariable: Bool { masculine.contains(" ") }

  /// The form for a gender and number.
  package func form(_ agreement: Agreement) -> String {
    let singular = agreement.gender == .feminine ? feminine : masculine
    guard agreement.isPlural, !isInvariable else { return singular }
    switch singular {
    case _ where singular.hasSuffix("s") || singular.hasSuffix("x"): return singular
    case _ where singular.hasSuffix("eau"): return singular + "x"
    case _ where singular.hasSuffix("al"): return singular.dropLast(2) + "aux"
    default: return singular + "s"
    }
  }

  /// The form right before its noun: `un bel homme`, `un vieil ami`, `un nouvel hôtel`.
  package func form(_ agreement: Agreement, before noun: String) -> String {
    let form = form(agreement)
    guard agreement == .masculine, Elision.isNeeded(before: noun) else { return form }
    return ["beau": "bel", "vieux": "vieil", "nouveau": "nouvel"][form] ?? form
  }
}
