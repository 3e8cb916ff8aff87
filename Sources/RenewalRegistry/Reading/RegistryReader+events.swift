package import GRDB
package import RenewalRules

/// What an event is about, in the reference schema, each by its id and as a scan reads it.
extension RegistryReader {
    /// Reads records as they are now.
    ///
    /// - Returns: those that can be read, and what is wrong with the others
    package func page(of records: [RecordID], in database: Database) throws -> CandidatePage {
        let batch = try subjects(of: records, in: database)
        return CandidatePage(subjects: batch.subjects, quarantined: batch.problems, next: nil)
    }

    /// Reads an application.
    ///
    /// - Returns: `nil` when it is not there
    /// - Throws: ``CellProblem`` when it cannot be read
    package func application(_ id: String, in database: Database) throws -> Application? {
        try only(ReferenceSelects.applications, ApplicationColumn.id, id, in: database) {
            batch,
            cells throws(CellProblem) in try batch.application(cells)
        }
    }

    /// Reads a report of a loss.
    ///
    /// - Returns: `nil` when it is not there
    /// - Throws: ``CellProblem`` when it cannot be read
    package func lossReport(_ id: String, in database: Database) throws -> LossReport? {
        let columns = RecordBatch.LossReportColumns<LossReportColumn>(
            id: .id,
            state: .state,
            reason: .reason,
            channel: .channel,
            information: .information,
            discoveredOn: .discoveredOn,
            draftedOn: .draftedOn,
            completedAt: .completedAt
        )
        return try only(ReferenceSelects.lossReports, LossReportColumn.id, id, in: database) {
            batch,
            cells throws(CellProblem) in try batch.lossReport(columns, of: cells)
        }
    }

    /// Reads a reissue.
    ///
    /// - Parameters:
    ///   - id: the reissue
    ///   - serial: the serial of the credential it replaces
    ///   - expires: the expiry the replacement keeps
    ///   - database: the registry
    /// - Returns: `nil` when it is not there
    /// - Throws: ``CellProblem`` when it cannot be read
    package func reissue(
        _ id: String,
        replacing serial: String?,
        expires: CalendarDate?,
        in database: Database
    ) throws -> Reissue? {
        let columns = RecordBatch.ReissueColumns<ReissueColumn>(
            state: .state,
            requestedOn: .requestedOn,
            stateOn: .stateOn,
            newSerial: .newSerial
        )
        return try only(ReferenceSelects.reissues, ReissueColumn.id, id, in: database) {
            batch,
            cells throws(CellProblem) in
            try batch.reissue(columns, of: cells, replacing: serial, expires: expires)
        }
    }

    private func only<Column: MappedColumn, Value>(
        _ select: String,
        _ key: Column,
        _ id: String,
        in database: Database,
        _ read: (inout RecordBatch, Cells<Column>) throws(CellProblem) -> Value?
    ) throws -> Value? {
        try aroundLargeValues { reader in
            var batch = reader.emptyBatch
            var found = Result<Value?, CellProblem>.success(nil)
            try reader.eachRow(select, key, [id], in: database) { cells in
                found = Result { () throws(CellProblem) in
                    try cells.checkTexts()
                    return try read(&batch, cells)
                }
            }
            return try found.get()
        }
    }
}
