import Essentials
import Model
import Synchronization

// The effects that read and write files, and bring them here.
extension Runtime {
  /// Reads the pairs of some data, and indexes their sentences.
  func read(_ data: CorpusLocation) {
    loading.async { [mailbox, shelf] in
      do throws(CorpusError) {
        let corpus = try shelf.corpus(data)
        mailbox.post(.event(.corpusRead(data, corpus)))
        mailbox.post(.event(.sentencesIndexed(data, SentenceIndex(corpus.pairs))))
      } catch {
        mailbox.post(.event(.corpusUnreadable(data, "\(error)")))
      }
    }
  }

  /// Reads a checkpoint; one of Keras's takes its characters from the data in use, and what was found goes along.
  func read(
    _ path: String, then event: @escaping @Sendable (Checkpoint, _ finding: String?) -> Event,
    otherwise refusal: @escaping @Sendable (String) -> Event
  ) {
    loading.async { [mailbox, shelf, options] in
      do throws(CheckpointError) {
        var findings: [String] = []
        let checkpoint = try Checkpoint(
          contentsOf: ShippedNetworks.resolve(path), charactersFrom: shelf.characters(options.run.given)
        ) { findings.append($0) }
        mailbox.post(.event(event(checkpoint, findings.first)))
      } catch {
        mailbox.post(.event(refusal(error.description)))
      }
    }
  }

  /// Downloads a language's corpus, or finds it in the cache.
  func fetch(_ language: LanguageCode) {
    fetcher.replace { [mailbox] interruption in
      do throws(FetchError) {
        let fetch = CorpusFetch(language, from: try CorpusServer())
        let corpus = try fetch.run(interruption: interruption) { mailbox.post(.event(.fetchProgressed($0))) }
        mailbox.post(.event(.corpusFetched(language, corpus)))
      } catch {
        mailbox.post(.event(.fetchFailed(error)))
      }
    }
  }

  /// Reads an earlier run to compare with.
  func readRun(_ path: String) {
    loading.async { [mailbox] in
      do throws(CheckpointError) {
        let run = try RecordedRun(contentsOf: path.tildeExpanded)
        mailbox.post(.event(.runRead(run)))
      } catch {
        mailbox.post(.event(.runUnreadable(path: path, error.description)))
      }
    }
  }

  /// Reads the newest run in the folder of a file, but for that of the file itself.
  func readRunBefore(_ path: String) {
    loading.async { [mailbox] in
      var follower = RunFollower([path.folderInPath])
      _ = follower.look()
      let others = follower.runs.filter { !$0.files.contains(path.listed) && $0.last != nil }
      let newest = others.max { $0.modified < $1.modified }
      let history = newest.flatMap { follower.watched($0.path)?.history } ?? []
      mailbox.post(.event(.runBefore(newest.map { RecordedRun(path: $0.path, history: history) })))
    }
  }

  /// Reads the names in a folder, for the palette.
  func list(_ folder: String) {
    loading.async { [mailbox] in
      let path = folder.isEmpty ? "." : folder.tildeExpanded
      let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted().map { name in
        (path + "/" + name).isFolderPath ? name + "/" : name
      }
      mailbox.post(.event(.folderListed(FolderListing(folder: folder, names: names))))
    }
  }

  /// Writes documents.
  func export(_ documents: [ExportDocument]) {
    loading.async { [mailbox] in
      do throws(ExportError) {
        mailbox.post(.event(.exported(try ExportDocument.write(documents))))
      } catch {
        mailbox.post(.event(.exportFailed(error.description)))
      }
    }
  }
}

/// The data that was read last, so that no file is read twice.
package final class CorpusShelf: Sendable {
  private let last = Mutex<(location: CorpusLocation, corpus: Corpus)?>(nil)

  /// A shelf with nothing on it.
  package init() {}

  /// All pairs of some data, which leave what is on the shelf where it is; `known` may be what was read of it before.
  ///
  /// - Throws: `CorpusError`.
  func look(for data: CorpusLocation, known: Corpus?) throws(CorpusError) -> Corpus {
    let here = last.withLock { $0 }
    return try Corpus.whole(data, known: here?.location == data ? here?.corpus : known)
  }

  /// All pairs of some data; they are read again only if the file has changed.
  ///
  /// - Throws: `CorpusError`.
  func corpus(_ data: CorpusLocation) throws(CorpusError) -> Corpus {
    let corpus = try Corpus.whole(data, known: last.withLock { $0?.corpus })
    last.withLock { $0 = (data, corpus) }
    return corpus
  }

  /// The data in use, as the place where a network's characters are looked for.
  func characters(_ given: GivenHyperparameters) -> CharacterData {
    last.withLock { CharacterData($0?.location, given: given, known: $0?.corpus) }
  }
}
