import Foundation
import Testing

// The help as people see it on 80 columns.

@Suite("Help") struct HelpTests {
  private func expectHelp(_ arguments: [String], _ text: String, at location: SourceLocation = #_sourceLocation) throws
  {
    let outcome = try Program.run(arguments)
    // The version is the first line, and what it is depends on the build.
    let version = try Program.run("--version").output
    #expect(outcome.output.hasPrefix("seq2seq " + version + "\n"), sourceLocation: location)
    let help = outcome.output.dropFirst("seq2seq \(version)\n".count)
    #expect(help.trimmingCharacters(in: .newlines) == text, sourceLocation: location)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, sourceLocation: location)
  }

  @Test func theProgram() throws {
    try expectHelp(
      ["--help"],
      """
      OVERVIEW: Train a character-level LSTM encoder-decoder, watch it learn, and
      translate with it.

      Without a subcommand: the workbench, on the shipped network or on --checkpoint.
      Where the terminal cannot carry a screen, and in a pipe: the line REPL.

      USAGE: seq2seq <subcommand>

      OPTIONS:
        --version               Show the version.
        -h, --help              Show help information.

      SUBCOMMANDS:
        workbench (default)     Train, translate and inspect on one screen; what
                                seq2seq does without a subcommand.
        train                   Train a network on sentence pairs.
        translate               Translate sentences, or the lines of standard input.
        repl                    Translate line by line; a slash starts a command,
                                /help lists them.
        evaluate                Measure how well a network translates held-out pairs,
                                and those it was trained on.
        fetch                   Download the sentence pairs of a language from
                                manythings.org.
        import                  Make a checkpoint of a network that Keras or
                                TensorFlow saved.
        export                  Write a network as a file that Keras opens.
        summary                 Show a network's layers, shapes and parameter counts,
                                and how they are connected.
        benchmark               Measure training and decoding speed against this
                                machine's own roof.
        install                 Install the program for the shell, with its manual
                                page and completions.
        uninstall               Remove what install has put there.

        See 'seq2seq help <subcommand>' for detailed help.
      """)
  }

  @Test func train() throws {
    try expectHelp(
      ["train", "--help"],
      """
      OVERVIEW: Train a network on sentence pairs.

      Without --data it trains on the everyday sentences that come with the program.
      Saves after every epoch, or every ten seconds where epochs are short, and keeps
      the epoch with the least validation loss beside it (seq2seq.best.safetensors).
      ^C ends the batch, saves and exits with 130; --resume goes on exactly where it
      stopped.

      USAGE: seq2seq train <options>

      OPTIONS:
      \(Self.trainingOptions)
        --version               Show the version.
        -h, --help              Show help information.
      """)
  }

  @Test func theWorkbench() throws {
    try expectHelp(
      ["workbench", "--help"],
      """
      OVERVIEW: Train, translate and inspect on one screen; what seq2seq does without
      a subcommand.

      USAGE: seq2seq workbench <options>

      OPTIONS:
        --checkpoint <file>     The network to use: a file, or one that comes with
                                the program by its name (default: everyday, or
                                fra-eng with --data fra).
        --against <file>        A second network, to compare the decodes of the two.
        --beam <n>              Search with a beam of N hypotheses; without, the
                                likeliest character wins.
        --length-penalty <a>    Rank what a beam finds by log p / length^A: 0 favours
                                short translations, 1 does not (default: 0).
      \(Self.trainingOptions)
        --compare <file>        Draw the curves of an earlier run, too: a checkpoint
                                or what --log wrote. May be repeated.
        --ascii                 Draw charts and marks in ASCII, as TERM=linux and a
                                locale without UTF-8 have it; letters stay.
        --version               Show the version.
        -h, --help              Show help information.
      """)
  }

  @Test func evaluate() throws {
    try expectHelp(
      ["evaluate", "--help"],
      """
      OVERVIEW: Measure how well a network translates held-out pairs, and those it
      was trained on.

      Without --data it takes what the network was trained on. The data is cut as in
      the network's training: its first pairs (num_samples, max_length), of which
      some (validation_split, split) are held out. Every figure is given for the
      training pairs, for the held-out ones, and for these in two: leaked, where
      training has the same English, and unseen.

      loss and accuracy are Keras's, and the same over real characters. exact match:
      the output is one of the data's translations of that sentence. chrF: as
      sacrebleu's, against all of these. character error rate: edits per character of
      the closest. ended by itself: before the limit of the longest target. Pairs
      with characters or lengths the network has no room for are translated too, but
      have no loss.

      --json prints one object: checkpoint, its epoch and batch (complete epochs, and
      batches of the next), data, is_data_of_training (whether the held-out loss is
      the recorded one), misfits (what has no room), beam (null for greedy), and
      training, held_out, leaked, unseen. Each of these holds pairs, misfits, loss,
      accuracy, character_loss, character_accuracy, exact_match, chrf,
      character_error_rate, ended, and best and worst: sentences with english,
      output, references, exact, chrf, character_error_rate, ended. A number that is
      missing or not finite is null.

      USAGE: seq2seq evaluate [--checkpoint <file>] [--data <file>] [--columns <e,f>] [--separator <separator>] [--samples <n>] [--beam <n>] [--length-penalty <a>] [--json]

      OPTIONS:
        --checkpoint <file>     The network to use: a file, or one that comes with
                                the program by its name (default: everyday, or
                                fra-eng with --data fra).
      \(Self.dataOptions)
        --samples <n>           How many of the pairs a model of Keras's was trained
                                on (default: 10000).
        --beam <n>              Search with a beam of N hypotheses; without, the
                                likeliest character wins.
        --length-penalty <a>    Rank what a beam finds by log p / length^A: 0 favours
                                short translations, 1 does not (default: 0).
        --json                  Print one JSON object.
        --version               Show the version.
        -h, --help              Show help information.
      """)
  }

  @Test func translate() throws {
    try expectHelp(
      ["translate", "--help"],
      """
      OVERVIEW: Translate sentences, or the lines of standard input.

      Characters the network has never seen are named on standard error and left out.

      USAGE: seq2seq translate [--checkpoint <file>] [--data <file>] [--samples <n>] [--probabilities <k>] [--json] [--beam <n>] [--length-penalty <a>] [--ascii] [<sentences> ...]

      ARGUMENTS:
        <sentences>             Sentences, each one argument.

      OPTIONS:
        --checkpoint <file>     The network to use: a file, or one that comes with
                                the program by its name (default: everyday, or
                                fra-eng with --data fra).
        --data <file>           The pairs that the network was trained on. A model of
                                Keras's needs them: its file does not hold its
                                characters.
        --samples <n>           How many of the pairs a model of Keras's was trained
                                on (default: 10000).
        --probabilities <k>     Show each step's K likeliest characters (with --json
                                by default 5).
        --json                  Print one JSON object a line.
        --beam <n>              Search with a beam of N hypotheses; without, the
                                likeliest character wins.
        --length-penalty <a>    Rank what a beam finds by log p / length^A: 0 favours
                                short translations, 1 does not (default: 0).
        --ascii                 Draw charts and marks in ASCII, as TERM=linux and a
                                locale without UTF-8 have it; letters stay.
        --version               Show the version.
        -h, --help              Show help information.
      """)
  }

  @Test func theREPL() throws {
    try expectHelp(
      ["repl", "--help"],
      """
      OVERVIEW: Translate line by line; a slash starts a command, /help lists them.

      USAGE: seq2seq repl [--checkpoint <file>] [--data <file>] [--samples <n>] [--ascii]

      OPTIONS:
        --checkpoint <file>     The network to use: a file, or one that comes with
                                the program by its name (default: everyday, or
                                fra-eng with --data fra).
        --data <file>           The pairs that the network was trained on. A model of
                                Keras's needs them: its file does not hold its
                                characters.
        --samples <n>           How many of the pairs a model of Keras's was trained
                                on (default: 10000).
        --ascii                 Draw charts and marks in ASCII, as TERM=linux and a
                                locale without UTF-8 have it; letters stay.
        --version               Show the version.
        -h, --help              Show help information.
      """)
  }

  @Test func fetch() throws {
    try expectHelp(
      ["fetch", "--help"],
      """
      OVERVIEW: Download the sentence pairs of a language from manythings.org.

      Puts XXX-eng.zip, checked, into $XDG_CACHE_HOME/seq2seq, or ~/.cache/seq2seq;
      from then on --data XXX takes it, unless there is a file of that name. A
      download that broke off goes on where it stopped. What is in the cache already
      stays as it is, so that a training can be repeated, until --force.

      Exits with 66 if the server has no such language, 65 if what came is no corpus,
      69 if there is no network, the server does not answer, or the answer breaks
      off, 74 if it cannot be written, 130 after ^C.

      USAGE: seq2seq fetch [<language>] [--base-url <url>] [--timeout <seconds>] [--force]

      ARGUMENTS:
        <language>              The language: three letters, such as fra, deu, spa.
                                (default: fra)

      OPTIONS:
        --base-url <url>        The address of a mirror (default: $SEQ2SEQ_FETCH_URL,
                                else http://www.manythings.org/anki/).
        --timeout <seconds>     Give up after so long with next to no bytes.
                                (default: 30)
        --force                 Download it anew although it is there.
        --version               Show the version.
        -h, --help              Show help information.
      """)
  }

  @Test func importing() throws {
    try expectHelp(
      ["import", "--help"],
      """
      OVERVIEW: Make a checkpoint of a network that Keras or TensorFlow saved.

      Opens .keras, .h5 and .weights.h5 files, SavedModel folders and TensorFlow
      checkpoints, by their content. None of them holds the characters, which are
      found in --data: the loss that the file keeps of its last validation proves
      them, else the network must write these sentences well. What was found is told
      and recorded in the checkpoint, which holds the optimizer's state, too, so that
      train --resume goes on as Keras would.

      The other commands take such a file as it is: --checkpoint x.keras --data fra.
      Exits with 65 if the file is damaged, another network, or not of this data, 66
      if something is not there, 73 if the output is there already, 74 if it cannot
      be written.

      USAGE: seq2seq import <file> [--data <file>] [--columns <e,f>] [--separator <separator>] [--samples <n>] --output <file> [--overwrite]

      ARGUMENTS:
        <file>                  The file or folder.

      OPTIONS:
      \(Self.dataOptions)
        --samples <n>           How many of the pairs a model of Keras's was trained
                                on (default: 10000).
        --output <file>         The checkpoint to write.
        --overwrite             Replace the file if it is there already.
        --version               Show the version.
        -h, --help              Show help information.
      """)
  }

  @Test func exporting() throws {
    try expectHelp(
      ["export", "--help"],
      """
      OVERVIEW: Write a network as a file that Keras opens.

      The name's ending says what is written: .keras is a model for Keras 3 on any
      backend, .h5 one for TF-Keras, tf.keras 2 and Keras 2.3, .weights.h5 holds
      weights for load_weights after the model is built. The optimizer's state goes
      along, so that fit goes on; what Keras does otherwise is told. The layers are
      called encoder, decoder and output, in the places where the example's own
      restore code looks for them.

      The characters and the history lie in the file, too, where Keras does not look:
      this program opens it again without --data, until Keras has saved it anew.
      Exits with 65 if the network cannot be such a file, 73 if the file is there
      already, 74 if it cannot be written.

      USAGE: seq2seq export [--checkpoint <file>] [--data <file>] [--samples <n>] [--tf-keras] [--overwrite] <file>

      ARGUMENTS:
        <file>                  The file to write: .keras, .h5 or .weights.h5.

      OPTIONS:
        --checkpoint <file>     The network to use: a file, or one that comes with
                                the program by its name (default: everyday, or
                                fra-eng with --data fra).
        --data <file>           The pairs that the network was trained on. A model of
                                Keras's needs them: its file does not hold its
                                characters.
        --samples <n>           How many of the pairs a model of Keras's was trained
                                on (default: 10000).
        --tf-keras              Write a .weights.h5 for TF-Keras, which must not find
                                a learning rate in it.
        --overwrite             Replace the file if it is there already.
        --version               Show the version.
        -h, --help              Show help information.
      """)
  }

  @Test func summary() throws {
    try expectHelp(
      ["summary", "--help"],
      """
      OVERVIEW: Show a network's layers, shapes and parameter counts, and how they
      are connected.

      USAGE: seq2seq summary [--checkpoint <file>] [--data <file>] [--samples <n>]

      OPTIONS:
        --checkpoint <file>     The network to use: a file, or one that comes with
                                the program by its name (default: everyday, or
                                fra-eng with --data fra).
        --data <file>           The pairs that the network was trained on. A model of
                                Keras's needs them: its file does not hold its
                                characters.
        --samples <n>           How many of the pairs a model of Keras's was trained
                                on (default: 10000).
        --version               Show the version.
        -h, --help              Show help information.
      """)
  }

  @Test func benchmark() throws {
    try expectHelp(
      ["benchmark", "--help"],
      """
      OVERVIEW: Measure training and decoding speed against this machine's own roof.

      Trains one epoch of the original's work (10,000 pairs, validation included)
      with each padding, and with attention, on random pairs of the same sizes. The
      roof is the best rate of a matrix product in cache on all threads; gflops count
      only the arithmetic that cannot be left out. Takes about half a minute; leave
      the machine alone meanwhile.

      USAGE: seq2seq benchmark [--json]

      OPTIONS:
        --json                  Print one JSON object.
        --version               Show the version.
        -h, --help              Show help information.
      """)
  }

  /// What all share that read sentence pairs.
  private static let dataOptions = """
      --data <file>           Sentence pairs, English TAB French [TAB ...], plain
                              or in a .zip.
      --columns <e,f>         The columns of English and French, counted from 1
                              (default: 1,2).
      --separator <separator> What separates the columns; all but tab read quotes
                              as in CSV (default: tab). (values: tab, quoted-tab,
                              ;, ,)
    """

  /// What `train` and the workbench share.
  private static let trainingOptions = """
    \(dataOptions)
      --samples <n>           Take the first N pairs (default: 10000).
      --max-length <n>        Leave out pairs with a side over N characters, of
                              French with its two marks (default: 10000).
      --epochs <n>            The epoch to reach (default: 100).
      --batch-size <n>        Pairs per weight update (default: 64).
      --latent-dim <n>        Width of the LSTM states (default: 256).
      --recurrent-activation <gates>
                              The LSTMs' gates; hard-sigmoid was Keras's default
                              until 2.2 (default: sigmoid). (values: sigmoid,
                              hard-sigmoid, hard-sigmoid-keras-3)
      --attention             Let the decoder attend to every character read, with
                              --padding mask.
      --bidirectional         Read the source in both directions, with --padding
                              mask.
      --validation-split <f>  Share of the pairs held out (default: 0.2).
      --split <split>         Hold out the last pairs, or all pairs of sentences
                              drawn by the seed (default: last). (values: last,
                              sentence)
      --learning-rate <f>     RMSprop's step size (default: 0.001).
      --decay <f>             Step size at iteration n: rate / (1 + decay * n)
                              (default: 0).
      --rho <f>               RMSprop's memory of the mean square (default: 0.9).
      --momentum <f>          RMSprop's momentum (default: 0).
      --epsilon <f>           RMSprop's epsilon (default: 1e-7).
      --centered              Subtract the squared mean gradient from the mean
                              square.
      --rmsprop <rmsprop>     Where epsilon stands; optimizer-v2 is the original's
                              and the default. (values: optimizer-v2, keras-3)
      --padding <padding>     What follows shorter texts (default: space). (values:
                              space, zero, mask)
      --dropout <f>           Share of the characters hidden from each weight
                              update (default: 0).
      --no-shuffle            Keep the pairs in the file's order.
      --seed <n>              Fixes initial weights, shuffles and drawn sentences
                              (default: 1).
      --threads <n>           Threads that train (default: one per processor, or as
                              resumed).
      --resume <file>         Continue this checkpoint's training.
      --output <file>         Where to save (default: the resumed file, else
                              ./seq2seq.safetensors, ./seq2seq-2.safetensors, …).
      --overwrite             Replace what --output and --log name.
      --log <file.jsonl>      Write one line of JSON per epoch.
      --tensorboard <folder>  Write event files for TensorBoard, as Keras does.
    """
}
