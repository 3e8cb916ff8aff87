import ArgumentParser
import RenewalConfig
import RenewalNotices
import RenewalRegistry
import RenewalReports
import RenewalRules

extension Settings {
    /// The record that somebody names by its id, or by whatever `renewald find` takes.
    ///
    /// - Parameters:
    ///   - text: what was given
    ///   - registry: where the records are
    ///   - doing: what is done to it, as an English sentence begins: `explaining`
    ///   - format: how several are listed
    /// - Returns: the record; of several types with one id the registration
    /// - Throws: `ExitCode` after saying why there is not exactly one that can be read
    func record(
        named text: String,
        in registry: any RegistrySource,
        doing: String,
        listing format: StoryFormat
    ) async throws -> Subject {
        let found = try await RecordLookup(of: text, in: registry)
        guard found.isThere else { return try await record(answering: text, doing: doing, listing: format) }
        for problem in found.problems {
            if problem.consequence == .cosmetic {
                Console.remark(problem.sentence)
            } else {
                Console.complain(problem.sentence)
            }
        }
        for type in found.namesakes {
            Console.remark(
                Phrase(
                    "另有一条\(type.name(in: .chinese))记录使用同一编号",
                    "there is also a \(type.name(in: .english)) with this id"
                )
            )
        }
        guard let subject = found.subject else { throw ExitCode(Sysexit.dataError.rawValue) }
        return subject
    }

    /// The only record that answers to what was given in place of an id.
    private func record(answering text: String, doing: String, listing format: StoryFormat) async throws -> Subject {
        let finding = try await finding(of: text)
        for problem in finding.problems { Console.remark(problem.sentence) }
        if let only = finding.records.first, finding.counts.records == 1 { return only }
        guard finding.counts.records == 0 else {
            for line in finding.recordLines(in: format, language: .spoken) { Console.say(line) }
            let count = counted(finding.counts.records, "record answers", "records answer")
            Console.complain(
                Phrase(
                    "有\(finding.counts.records)条记录与“\(text)”相符，请写明其中一条的编号",
                    "\(doing) \(text): \(count) to it; name one by its id"
                )
            )
            throw ExitCode(Sysexit.dataError.rawValue)
        }
        guard finding.notices.isEmpty else {
            Console.complain(
                Phrase(
                    "“\(text)”这条提醒不针对单独一条记录，请用 `renewald outbox show` 查看",
                    "\(doing) \(text): this notice is about no single record; see `renewald outbox show`"
                )
            )
            throw ExitCode(Sysexit.dataError.rawValue)
        }
        Console.complain(
            Phrase(
                "登记库中没有编号为“\(text)”的记录，也没有与之相符的记录",
                "\(doing) \(text): the registry has no record with this id, and none answers to it"
            )
        )
        throw ExitCode(Sysexit.noInput.rawValue)
    }
}
