import RenewalRules

/// Reports of a loss and reissues, read beside their credential by a scan and by themselves for an event.
extension RecordBatch {
    /// The columns a report is read from.
    struct LossReportColumns<Column: MappedColumn> {
        let id: Column
        let state: Column
        let reason: Column
        let channel: Column
        /// `nil` where it makes no difference.
        let information: Column?
        let discoveredOn: Column
        let draftedOn: Column
        let completedAt: Column
    }

    /// The columns a reissue is read from.
    struct ReissueColumns<Column: MappedColumn> {
        let state: Column
        let requestedOn: Column
        let stateOn: Column
        let newSerial: Column
    }

    /// The report of a row; `nil` where it has none.
    mutating func lossReport<Column: MappedColumn>(
        _ columns: LossReportColumns<Column>,
        of cells: Cells<Column>
    ) throws(CellProblem) -> LossReport? {
        guard let state = try cells.word(columns.state, as: LossReport.State.self) else { return nil }
        var information: Set<LossInformation> = []
        if let column = columns.information { information = try cells.words(column, as: LossInformation.self) }
        return LossReport(
            id: try optional(columns.id, of: cells),
            // Offices write reasons in their own words; what counts for the rules is the report itself (R76).
            reason: try optional(columns.reason, of: cells).flatMap(LossReason.init) ?? .unusableOther,
            channel: try cells.word(columns.channel, as: LossChannel.self) ?? .serviceCenter,
            information: information,
            discoveredOn: try cells.day(columns.discoveredOn),
            state: state,
            draftedOn: try cells.day(columns.draftedOn),
            completedOn: try cells.instant(columns.completedAt).map { $0.day(utcOffset: utcOffset($0)) }
        )
    }

    /// The reissue of a row; `nil` where it has none.
    mutating func reissue<Column: MappedColumn>(
        _ columns: ReissueColumns<Column>,
        of cells: Cells<Column>,
        replacing serial: String?,
        expires: CalendarDate?
    ) throws(CellProblem) -> Reissue? {
        guard let state = try cells.word(columns.state, as: Reissue.State.self) else { return nil }
        return Reissue(
            state: state,
            voidedSerial: serial,
            expires: expires,
            requestedOn: try cells.day(columns.requestedOn),
            stateOn: try cells.day(columns.stateOn),
            newSerial: try optional(columns.newSerial, of: cells)
        )
    }
}
