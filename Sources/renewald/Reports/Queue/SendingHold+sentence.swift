import RenewalOutbox
import RenewalRules

extension SendingHold {
    /// What an operator reads.
    var sentence: String {
        "\(headline) since \(since.rfc3339): \(remark); `\(releaseCommand)` lets it go on"
    }
}
