/// The identity of a notice: planning the same key twice changes nothing.
///
/// - Source: rule D3
public struct NoticeKey: Hashable, Sendable {
    public let series: NoticeSeries
    public let kind: NoticeKind
    public let milestone: Milestone
    public let audience: Audience
    /// The day of the event a notice is about, such as the filing of an application; `nil` for marks before an expiry.
    public let occurrence: CalendarDate?
    /// The part of the record that the notice is about, such as the id of an application; `nil` for the record itself.
    public let detail: String?

    public init(
        series: NoticeSeries,
        kind: NoticeKind,
        milestone: Milestone,
        audience: Audience,
        occurrence: CalendarDate? = nil,
        detail: String? = nil
    ) {
        self.series = series
        self.kind = kind
        self.milestone = milestone
        self.audience = audience
        self.occurrence = occurrence
        self.detail = detail
    }

    /// Whether two keys are those of one notice.
    ///
    /// What an undecided application means around the expiry depends on the expiry: the day of filing, entered or put
    /// right later, makes no other notice of it.
    public func isSame(as other: NoticeKey) -> Bool {
        series == other.series && kind == other.kind && milestone == other.milestone && audience == other.audience
            && detail == other.detail && (occurrence == other.occurrence || kind.isAboutUndecidedAtExpiry)
    }

    /// Whether it is the daily table of what is open with an employer, for programs, news or none.
    public var isSnapshot: Bool { kind == .employerDigest && detail != nil }

    /// Whether programs alone get it, in whole: no mail says it.
    public var isForPrograms: Bool { isSnapshot || kind.isFact }

    /// The line of notices it belongs to.
    public var thread: NoticeThread {
        NoticeThread(audience: audience, occurrence: occurrence, detail: detail, kind: kind)
    }
}

extension NoticeKey: CustomStringConvertible {
    /// The parts joined by `/`, with `%` and `/` in ids escaped:
    /// `registration/R-0001/2026-03-15/registration.mark_reached/M-3/holder`.
    public var description: String {
        let type = series.record.type.rawValue
        let head = [type, Self.escaped(series.record.id), "\(series.expires)", kind.rawValue, "\(milestone)"]
        let tail = [occurrence?.description, detail.map(Self.escaped)].compactMap(\.self)
        return (head + [audience.rawValue] + tail).joined(separator: "/")
    }

    private static func escaped(_ id: String) -> String {
        id.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "%": text += "%25"
            case "/": text += "%2F"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
