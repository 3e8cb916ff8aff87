/// A record of the registration database: its type and the id the office gave it.
public struct RecordReference: Hashable, Sendable {
    /// The type as it stands in keys and JSON.
    public enum RecordType: String, Hashable, Sendable, CaseIterable, Codable {
        case registration
    }

    public let type: RecordType
    public let id: String

    public init(type: RecordType, id: String) {
        self.type = type
        self.id = id
    }
}

/// One run of notices: a record and the expiry day they count towards.
///
/// A changed expiry starts a new series.
///
/// - Source: rule D3
public struct NoticeSeries: Hashable, Sendable {
    public let record: RecordReference
    public let expires: CalendarDate

    public init(record: RecordReference, expires: CalendarDate) {
        self.record = record
        self.expires = expires
    }

    /// The series a registration is in; `nil` when its expiry cannot be told.
    public init?(of registration: Registration, policy: RenewalPolicy) {
        guard let expires = Expiry(of: registration, policy: policy).date else { return nil }
        self.init(record: RecordReference(type: .registration, id: registration.id), expires: expires)
    }
}

/// One line of notices within a series: what an audience is told about the expiry, or about one application.
public struct NoticeThread: Hashable, Sendable {
    public let audience: Audience
    /// The day the application was filed; `nil` for the expiry.
    public let occurrence: CalendarDate?

    public init(audience: Audience, occurrence: CalendarDate?) {
        self.audience = audience
        self.occurrence = occurrence
    }
}

/// What makes a notice the same notice: planning it twice changes nothing.
///
/// - Source: rule D3
public struct NoticeKey: Hashable, Sendable {
    public let series: NoticeSeries
    public let kind: NoticeKind
    public let milestone: Milestone
    public let audience: Audience
    /// The day of the event a notice is about: for notices on an application, the day it was filed.
    public let occurrence: CalendarDate?

    public init(
        series: NoticeSeries,
        kind: NoticeKind,
        milestone: Milestone,
        audience: Audience,
        occurrence: CalendarDate? = nil
    ) {
        self.series = series
        self.kind = kind
        self.milestone = milestone
        self.audience = audience
        self.occurrence = occurrence
    }

    /// The line of notices it stands in.
    public var thread: NoticeThread { NoticeThread(audience: audience, occurrence: occurrence) }

    /// The id of the notice, the same in every run and every state file.
    public var noticeID: String { StableID.of(description) }

    /// The id of one delivery of this notice, the same on every attempt.
    ///
    /// - Parameters:
    ///   - channel: the channel's name in the configuration
    ///   - recipient: the address or target as the channel uses it
    /// - Returns: 26 characters; the local part of a `Message-ID` and the tail of a `webhook-id`
    public func deliveryID(channel: String, recipient: String) -> String {
        StableID.of("\(description)\n\(channel)\n\(recipient)")
    }
}

extension NoticeKey: CustomStringConvertible {
    /// The parts joined by `/`, with `%` and `/` in the record id escaped:
    /// `registration/R-0001/2026-03-15/registration.mark_reached/M-3/holder`.
    public var description: String {
        let type = series.record.type.rawValue
        let head = "\(type)/\(escapedRecordID)/\(series.expires)/\(kind.rawValue)/\(milestone)/\(audience.rawValue)"
        return occurrence.map { "\(head)/\($0)" } ?? head
    }

    private var escapedRecordID: String {
        series.record.id.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "%": text += "%25"
            case "/": text += "%2F"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
