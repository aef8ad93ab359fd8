/// A French verb: its stems and forms.
package struct Verb: Hashable, Sendable {
  /// The tenses composed sentences use.
  package enum Tense: CaseIterable, Sendable { case present, imperfect, future, conditional, past }

  /// The infinitive without a reflexive pronoun.
  package let infinitive: String
  /// The present of je, tu, il, nous, vous, ils.
  package let present: [String]
  /// The past participle, masculine singular.
  package let participle: String
  /// What the endings of the future and the conditional follow.
  package let futureStem: String
  /// The imperative of tu, nous, vous.
  package let imperative: [String]

  private static let movements: Set<String> = [
    "aller", "venir", "revenir", "partir", "sortir", "rentrer", "entrer", "arriver", "tomber", "rester", "monter",
    "descendre", "naître", "mourir", "devenir", "retourner",
  ]

  /// A verb from the table of irregular ones.
  init(infinitive: String, present: [String], participle: String, futureStem: String, imperative: [String]) {
    self.infinitive = infinitive
    self.present = present
    self.participle = participle
    self.futureStem = futureStem
    self.imperative = imperative.isEmpty ? [present[1], present[3], present[4]] : imperative
  }

  /// A regular verb in -er, -ir (finir) or -re (vendre), or nil for an infinitive that ends otherwise.
  init?(regular infinitive: String) {
    let stem = String(infinitive.dropLast(2))
    switch infinitive.suffix(2) {
    case "er":
      let soft = stem.hasSuffix("g") ? stem + "e" : stem.hasSuffix("c") ? stem.dropLast() + "ç" : stem
      let present = [stem + "e", stem + "es", stem + "e", soft + "ons", stem + "ez", stem + "ent"]
      self.init(
        infinitive: infinitive, present: present, participle: stem + "é", futureStem: infinitive,
        imperative: [present[0], present[3], present[4]])
    case "ir":
      let endings = ["is", "is", "it", "issons", "issez", "issent"]
      self.init(
        infinitive: infinitive, present: endings.map { stem + $0 }, participle: stem + "i", futureStem: infinitive,
        imperative: [])
    case "re":
      let endings = ["s", "s", "", "ons", "ez", "ent"]
      self.init(
        infinitive: infinitive, present: endings.map { stem + $0 }, participle: stem + "u",
        futureStem: String(infinitive.dropLast()), imperative: [])
    default: return nil
    }
  }

  /// Whether the past is formed with être.
  package var isMovement: Bool { Self.movements.contains(infinitive) }

  /// The simple tenses: `chante`, `chantais`, `chanterai`, `chanterais`; of the past, the present of avoir is not here.
  package func form(_ tense: Tense, _ person: Int) -> String {
    switch tense {
    case .present, .past: present[person]
    case .imperfect: imperfectStem(person) + ["ais", "ais", "ait", "ions", "iez", "aient"][person]
    case .future: futureStem + ["ai", "as", "a", "ons", "ez", "ont"][person]
    case .conditional: futureStem + ["ais", "ais", "ait", "ions", "iez", "aient"][person]
    }
  }

  /// `chant`, `mange` before a, `mang` before i; être alone has a stem of its own.
  private func imperfectStem(_ person: Int) -> String {
    if infinitive == "être" { return "ét" }
    let stem = String(present[3].dropLast(3))
    guard person == 3 || person == 4 else { return stem }
    if stem.hasSuffix("ge") { return String(stem.dropLast()) }
    return stem.hasSuffix("ç") ? stem.dropLast() + "c" : stem
  }
}
