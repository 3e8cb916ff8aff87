package import RenewalOutbox
import RenewalRules

extension SendingHold {
    /// What an operator reads, with the command that ends it.
    package var sentence: ReportLine {
        ReportLine("\(headline) since \(since.rfc3339): \(remark); `\(releaseCommand)` lets it go on")
    }
}
