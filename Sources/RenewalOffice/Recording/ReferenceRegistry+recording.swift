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
    ///   - body: finds the rows, asks the rules, writes
    /// - Returns: what `body` returns
    /// - Throws: ``RecordingError``
    func record<Result>(
        _ event: String,
        doing: String,
        _ context: RecordingContext,
        _ body: (RecordingSession) throws -> Result
    ) throws(RecordingError) -> Result {
        guard context.day <= context.today else {
            throw .impossible(reason: "\(context.day) lies in the future; give a day up to today", doing: doing)
        }
        guard !context.recorder.isEmpty else {
            throw .impossible(reason: "the history needs to know who records it; name them with --by", doing: doing)
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
                return .commit
            }
            if let result { return result }
            throw RegistryError.cancelled
        } catch let error as RecordingError {
            throw error
        } catch let error as CellProblem {
            throw .impossible(reason: "\(error.column) \(error.reason)", doing: doing)
        } catch {
            throw .registry(RegistryError(error, path: path))
        }
    }
}
