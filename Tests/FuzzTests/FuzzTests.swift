import Foundation
import Testing

/// A bounded run of every fuzz target; `Scripts/fuzz` runs them for as long as you like.
///
/// `RENEWALD_FUZZ_SEED=2` tries other inputs than every build does.
@Suite struct FuzzTests {
    private static let seed = ProcessInfo.processInfo.environment["RENEWALD_FUZZ_SEED"].flatMap(UInt64.init) ?? 1

    /// What takes a few seconds in a debug build; mails and configurations are the slow ones.
    private static let counts: [FuzzTarget: Int] = [
        .address: 20_000, .bounce: 2000, .csv: 10_000, .csvWriting: 10_000, .yaml: 1000, .mime: 1000, .name: 10_000,
        .evidence: 300,
        .xlsx: 5000, .xls: 10_000,
    ]

    @Test(arguments: FuzzTarget.allCases)
    func everyInputOfTheCorpusKeepsTheProperties(target: FuzzTarget) async throws {
        try await target.prepare()
        let corpus = try Mutator.corpus(of: target)
        #expect(!corpus.isEmpty)
        for bytes in corpus { try target.feed(bytes) }
    }

    @Test(arguments: FuzzTarget.allCases) func mutatedInputsKeepTheProperties(target: FuzzTarget) async throws {
        try await target.prepare()
        var mutator = Mutator(seed: Self.seed, corpus: try Mutator.corpus(of: target))
        for number in 0..<Self.counts[target, default: 0] {
            let bytes = mutator.next()
            do throws(Finding) {
                try target.feed(bytes)
            } catch {
                let input = Data(bytes).base64EncodedString()
                Issue.record("seed \(Self.seed), input \(number): \(error)\nas base64: \(input)")
                return
            }
        }
    }
}
