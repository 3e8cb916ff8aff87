package import RenewalRules

/// How long a server's certificate still holds.
package struct CertificateTerm: Hashable, Sendable {
    /// Its last instant.
    package let end: UnixTime
    /// From which the days are counted.
    package let now: UnixTime

    /// Looks at a certificate.
    package init(until end: UnixTime, at now: UnixTime) { (self.end, self.now) = (end, now) }

    /// Most certificates are renewed a month before their end by themselves; somebody should look at one that was not.
    private static let notice: Int64 = 21

    /// Whole days.
    package var daysLeft: Int64 { (end.seconds - now.seconds) / 86_400 }

    /// Whether somebody should see to it.
    package var isEnding: Bool { daysLeft < Self.notice }

    /// Until when, and what to do where that is soon.
    package var phrase: Phrase {
        isEnding ? term + Phrase("；请对方的管理员更新", "; whoever runs the server should renew it") : term
    }

    /// Until when.
    package var term: Phrase {
        let (day, days) = (String(end.rfc3339.prefix(10)), daysLeft)
        guard end > now else { return Phrase("证书已于\(day)到期", "its certificate ended on \(day)") }
        return Phrase(
            "证书有效期至\(day)，还有\(days)天",
            "certificate until \(day), \(days) \(days == 1 ? "day" : "days") left"
        )
    }
}
