/// A word on the screen and what it means.
package struct Term: Hashable, Sendable {
  /// The word as it stands on the screen.
  package let word: String
  /// What it means, in a sentence.
  package let meaning: String
  /// The pages it stands on.
  let pages: Set<Page>

  private init(_ word: String, on pages: Page..., means meaning: String) {
    self.word = word
    self.meaning = meaning
    self.pages = Set(pages)
  }

  /// The words of a page, in the order of the alphabet of their subject: first what is trained, then what is decoded.
  package static func terms(on page: Page) -> [Term] { all.filter { $0.pages.contains(page) } }

  private static let all = training + decoding + inspecting + runs + evaluating

  private static let training = [
    Term(
      "loss", on: .overview, .training, .evaluating,
      means: "how surprised the network is: the mean of -ln p of the right characters, in nats; 0 is perfect. Keras's "
        + "counts the padding behind a sentence, too"),
    Term(
      "accuracy", on: .overview, .training, .evaluating,
      means: "how often the right character is the likeliest. Padding is easy, so it starts near 0.7 knowing nothing"),
    Term(
      "real characters", on: .overview, .training, .evaluating,
      means: "loss and accuracy of the characters of the text and its end alone, without the padding"),
    Term(
      "nats", on: .overview, .training, .inspecting, .evaluating,
      means: "the unit of -ln p: 0.69 nats are one bit, p = 0.5; 2.3 nats are p = 0.1"),
    Term(
      "train, val", on: .overview, .training,
      means: "the pairs trained on, and those held out, which the network never learns from"),
    Term(
      "batch", on: .overview, .training,
      means: "the pairs between two changes of the weights, 64 unless asked otherwise"),
    Term("epoch", on: .overview, .training, means: "every pair trained on once"),
    Term(
      "best", on: .overview, .training, means: "the epoch with the least loss of the held-out pairs; later ones overfit"
    ),
    Term("learning rate", on: .overview, .training, means: "how far a step of the training moves the weights"),
    Term(
      "marks", on: .overview, .training,
      means: "below the curves, what was done to the run: rate raised or lowered, paused, resumed, saved as best. The "
        + "crosshair names them"),
    Term(
      "processors", on: .overview, .training,
      means: "the share of this machine's processors that the program keeps busy"),
    Term("ETA", on: .overview, .training, means: "the time left until the last epoch"),
    Term(
      "pinned", on: .overview, .training, means: "sentences that are translated anew after every epoch"),
  ]

  private static let runs = [
    Term(
      "A a", on: .runs,
      means: "a run's letter on its curves: capital for the pairs trained on, small for those held out"),
    Term("P p", on: .runs, .training, means: "the run before the one at hand, drawn beside it by itself, faintly"),
    Term(
      "at hand", on: .runs,
      means: "marked before its name: its network translates, and its curves are those without a letter"),
    Term("growing", on: .runs, means: "another process trains it, and its files tell so"),
    Term("silent", on: .runs, means: "there should have been news of it, and were none for so long: it waits, or died"),
    Term("stopped", on: .runs, means: "nobody trains it, and its last epoch is still to come"),
    Term("val loss, at", on: .runs, means: "the least loss on held-out pairs, and the epoch that had it"),
    Term(
      "chars", on: .runs,
      means: "the share of real characters of the held-out pairs that were the likeliest, at that epoch"),
    Term("differs in", on: .runs, means: "the hyperparameters in which it is not as the run under the cursor"),
    Term("age", on: .runs, means: "how long ago anything was heard of it"),
  ]

  private static let decoding = [
    Term(
      "conf", on: .overview, .translating, .inspecting,
      means: "how sure the network was of each character: its probability times 10, rounded down, at most 9"),
    Term("step", on: .overview, .translating, .inspecting, means: "one character of the translation, from 1"),
    Term(
      "entropy", on: .overview, .translating, .inspecting,
      means: "how undecided a step was, in bits: 0 where one character is certain, 1 between two equal ones"),
    Term(
      "margin", on: .overview, .translating, means: "the likeliest character's probability less that of the second"),
    Term("the rest", on: .overview, .translating, .inspecting, means: "all characters that are not shown, together"),
    Term(
      "ref", on: .overview, .translating, .inspecting, means: "a translation that the data has, the closest one first"),
    Term(
      "branch", on: .overview, .translating, .inspecting,
      means: "another translation from some step on, by another choice there"),
    Term("greedy", on: .translating, means: "the likeliest character at every step"),
    Term(
      "beam", on: .translating, means: "a search that keeps several beginnings, and so finds likelier whole sentences"),
    Term(
      "T", on: .translating,
      means:
        "the temperature of draws: at 1 characters come as often as the network says, below it the likely ones more "
        + "often"),
    Term("log p", on: .translating, .inspecting, means: "ln p, the sum over all characters of a sentence, in nats"),
  ]

  private static let inspecting = [
    Term("P(end)", on: .inspecting, means: "the probability that the sentence ends at this step"),
    Term("rank", on: .inspecting, means: "the place of a character, or a cell, among all, from 1"),
    Term(
      "cells", on: .inspecting,
      means: "the numbers an LSTM carries from step to step; those that change most in this decode come first"),
    Term(
      "source", on: .inspecting,
      means: "what a character of the sentence did: the change of log p without it, measured by leaving it out, and "
        + "estimated by the gradient"),
    Term(
      "teacher-forced", on: .inspecting,
      means: "every step is given the reference's beginning, whatever the network would have written itself"),
    Term("free", on: .inspecting, means: "every step is given what the network wrote itself"),
    Term(
      "nearest, cosine", on: .inspecting,
      means:
        "the sentences after which the encoder's last h points the same way: 1 is the same direction, 0 a right angle"
    ),
  ]

  private static let evaluating = [
    Term("training", on: .evaluating, means: "the pairs trained on: a network can have learnt these by heart"),
    Term("held out", on: .evaluating, means: "the pairs it never learnt from: leaked and unseen together"),
    Term(
      "leaked", on: .evaluating,
      means:
        "held-out pairs whose English is also among those trained on, with another translation: easier than they look"
    ),
    Term("unseen", on: .evaluating, means: "the other held-out pairs: the fairest measure"),
    Term("exact match", on: .evaluating, means: "the share of outputs that are one of the data's translations"),
    Term(
      "chrF", on: .evaluating, .runs,
      means: "how many pieces of 1 to 6 characters output and closest reference share, 0 to 100, recall counted more"),
    Term(
      "CER", on: .evaluating,
      means: "character error rate: characters to insert, delete or replace, per character of the closest reference"),
    Term(
      "ended by itself", on: .evaluating, means: "the share of outputs that came to an end before the longest length"),
  ]
}
