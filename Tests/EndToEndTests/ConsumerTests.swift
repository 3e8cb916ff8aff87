import Foundation
import RenewalTestSupport
import Testing

/// A program that keeps the table of the page for consumers knows what the registry says; `Scripts/consumer` compares
/// ten years of many offices.
@Suite(.startsPrograms) struct ConsumerTests {
    /// Simulates an office and compares the table of the reference consumer with its registry.
    ///
    /// - Returns: the figures
    private func compare(seed: Int, years: Int, mutant: String? = nil) throws -> String {
        let directory = try TemporaryDirectory()
        let feed = directory.path("feed.jsonl")
        let planted = mutant.map { ["--mutant", $0] } ?? []
        let run = try Program.run(
            "renewal-simulate",
            ["--seed", "\(seed)", "--years", "\(years)", "--feed", feed] + planted
        )
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let python = ForeignProgram.repository.appending(path: ".venv/bin/python3").path
        let script = ForeignProgram.repository.appending(path: "Tests/consumer/compare.py").path
        return try ForeignProgram.run(python, [script, feed])
    }

    /// With the default digests, and without any.
    @Test(arguments: [3, 5]) func theTableEqualsTheRegistry(seed: Int) throws {
        let figures = try compare(seed: seed, years: 1)
        #expect(figures.contains(#/without a reason +0\n/#), "\(figures)")
    }

    /// `Scripts/consumer --mutants` tries them all.
    @Test func aRowThatIsForgottenIsFound() throws {
        let found = #expect(throws: ForeignProgram.Failure.self) {
            try compare(seed: 3, years: 1, mutant: "forgotten-row")
        }
        #expect(found?.description.contains("the table says nothing") == true, "\(found?.description ?? "")")
    }
}
