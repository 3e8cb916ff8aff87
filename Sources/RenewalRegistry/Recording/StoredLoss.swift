import RenewalRules

extension RecordingSession {
    /// A loss report as an event found it.
    func lossReport(in row: StoredRow) throws -> LossReport {
        guard let state = row.word("state", as: LossReport.State.self) else {
            throw impossible("the state of \(row.name) cannot be read")
        }
        guard let channel = row.word("channel", as: LossChannel.self) else {
            throw impossible("the channel of \(row.name) is not recorded")
        }
        return LossReport(
            // What was typed by hand does not change what the report leads to.
            reason: row.word("reason", as: LossReason.self) ?? .unusableOther,
            channel: channel,
            information: row.words("information", as: LossInformation.self),
            discoveredOn: row.day("discovered_on"),
            state: state
        )
    }

    /// The credential a loss report is about.
    func credential(of report: StoredRow) throws -> StoredCredential {
        guard let id = report.text("credential_id") else { throw impossible("\(report.name) names no credential") }
        return try credential(id)
    }
}
