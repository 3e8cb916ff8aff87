import RenewalRegistry
import RenewalRules

extension RecordingSession {
    /// A loss report as an event found it.
    ///
    /// What it still has to hold depends on its channel, so an event insists on one.
    func lossReport(in row: StoredRow) throws -> LossReport {
        guard row.text("channel") != nil else {
            throw impossible("\(row.name.phrase.chinese)没有登记受理渠道", "the channel of \(row.name) is not recorded")
        }
        return try known(reader.lossReport(row.id, in: database), in: row)
    }

    /// The credential a loss report is about.
    func credential(of report: StoredRow) throws -> StoredCredential {
        guard let id = report.text("credential_id") else {
            throw impossible("\(report.name.phrase.chinese)没有登记证书", "\(report.name) names no credential")
        }
        return try credential(id)
    }
}
