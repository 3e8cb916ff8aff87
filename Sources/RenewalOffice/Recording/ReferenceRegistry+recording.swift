import GRDB
import RenewalRegistry
import RenewalRules

extension ReferenceRegistry {
    /// Records one event in one transaction: everything including its history, or nothing.
    ///
    /// - Parameters:
    ///   - event: the event's word in the history
    ///   - doing: what is being done to what, which is how errors begin
    ///   - context: when and by whom
    ///   - ending: whether it is kept, or only tried
    ///   - body: finds the rows, asks the rules, writes
    /// - Returns: what `body` returns
    /// - Throws: ``RecordingError``
    func record<Result>(
        _ event: String,
        doing: Phrase,
        _ context: RecordingContext,
        ending: Database.TransactionCompletion = .commit,
        _ body: (RecordingSession) throws -> Result
    ) throws(RecordingError) -> Result {
        guard context.day <= context.today else {
            let reason = Phrase(
                "\(context.day)在今天之后；日期最晚为今天",
                "\(context.day) lies in the future; give a day up to today"
            )
            throw .impossible(reason: reason, doing: doing)
        }
        guard !context.recorder.isEmpty else {
            let reason = Phrase(
                "历史记录须注明登记人；请用 --by 注明",
                "the history needs to know who records it; name them with --by"
            )
            throw .impossible(reason: reason, doing: doing)
        }
        do {
            var result: Result?
            try queue.inTransaction(.immediate) { database in
                let layout = try RegistryLayout(RegistryMapping(), in: database, path: path)
                let session = RecordingSession(
                    database: database,
                    reader: RegistryReader(layout: layout, utcOffset: context.utcOffset),
                    context: context,
                    event: event,
                    doing: doing
                )
                result = try body(session)
                return ending
            }
            if let result { return result }
            throw RegistryError.cancelled
        } catch let error as RecordingError {
            throw error
        } catch let error as CellProblem {
            let reason = Phrase("\(error.column)\(error.reason.chinese)", "\(error.column) \(error.reason.english)")
            throw .impossible(reason: reason, doing: doing)
        } catch {
            throw .registry(RegistryError(error, path: path))
        }
    }
}
