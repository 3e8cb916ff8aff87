import Foundation
import RenewalConfig
import RenewalDelivery
import RenewalNotices
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalDaemon
@testable import RenewalOutbox
@testable import RenewalReports

/// A registration on the day of its mark, its notice, and what became of that.
enum Samples {
    static let expires = CalendarDate(dayNumber: 20_527)
    static let today = expires.adding(months: -3)
    /// Nine in the morning in Shanghai.
    static let start = UnixTime(seconds: Int64(today.dayNumber) * 86_400 + 3600)
    /// What may be an identity number and is hidden wherever it is shown.
    static let identityNumber = "110101199003077715"

    static func calendar() throws -> BusinessCalendar { try BusinessCalendar(timeZone: "Asia/Shanghai") }

    static func subject(_ change: (inout RegistrationRecord) -> Void = { _ in }) -> Subject {
        var record = RegistrationRecord(
            registration: Registration(id: "R-1", number: "11018020211234", category: "化工安全", validUntil: expires),
            holder: Person(id: "P-1", name: "李伟", email: "li.wei@example.test"),
            employer: Employer(id: "E-1", name: "示例化工有限公司", email: "hr@example.test")
        )
        change(&record)
        return .registration(record)
    }

    static func notice(_ audience: Audience = .holder, of record: String = "R-1") -> Notice {
        let series = NoticeSeries(record: RecordID(type: .registration, id: record), expires: expires)
        return Notice(
            key: NoticeKey(series: series, kind: .markReached, milestone: .monthsBefore(3), audience: audience),
            dueOn: today,
            severity: .warning,
            rules: ["R19", "A1"]
        )
    }

    static let recipient = Recipient(channel: "mail", address: "li.wei@example.test", name: "李伟", language: .chinese)

    /// Due are a notice with two ways, one that a digest tells of and one that reaches nobody.
    static func plan() -> DueRecord {
        let notices = [notice(), notice(.employer), notice(.administrator)]
        let desk = Recipient(channel: "desk", address: "desk", name: nil, language: .chinese)
        return DueRecord(
            subject: subject(),
            notices: notices,
            planned: [
                PlannedNotice(notice: notices[0], foundOn: today, recipients: [recipient, desk]),
                PlannedNotice(
                    notice: notices[1],
                    foundOn: today,
                    recipients: [],
                    digest: RecordID(type: .employer, id: "E-1")
                ),
            ]
        )
    }

    static func delivery(
        _ state: DeliveryState = .deferred,
        reason: String? = nil,
        recipient: String = "li.wei@example.test"
    ) -> DeliverySummary {
        let notice = notice()
        return DeliverySummary(
            id: "3zjv5dahf5k2m8q4r6t7w9x1y2",
            noticeID: notice.key.noticeID,
            notice: notice,
            key: "\(notice.key)",
            recordID: "R-1",
            kind: notice.key.kind,
            milestone: notice.key.milestone,
            audience: .holder,
            severity: .warning,
            dueOn: today,
            channel: "mail",
            recipient: recipient,
            isErased: false,
            state: state,
            reason: reason,
            attempts: 2,
            ambiguousAttempts: 1,
            nextAttempt: state == .deferred ? start + .seconds(600) : nil,
            updatedAt: start,
            lastReply: "4.2.2 mailbox full"
        )
    }

    static func settings(
        in directory: String = "/nonexistent",
        mail: String = "{type: maildir, path: DIRECTORY/mail, from: office@example.test}"
    ) throws -> Settings {
        try Settings.parse(
            text: """
                version: 1
                registry: {sqlite: \(directory)/registry.db}
                state: {sqlite: \(directory)/state.db}
                channels:
                  mail: \(mail.replacing("DIRECTORY", with: directory))
                routes:
                  - {match: {audience: holder}, send: [mail]}
                """,
            file: "\(directory)/renewald.yaml",
            environment: [:]
        )
    }
}

/// A state file of one test's own with a planned notice.
struct SampleQueue {
    let directory: TemporaryDirectory
    let outbox: Outbox
    let settings: Settings
    var place: String { directory.url.path }

    init() async throws {
        directory = try TemporaryDirectory()
        settings = try Samples.settings(in: directory.url.path)
        outbox = try Outbox(path: settings.statePath, access: .daemon, at: Samples.start)
        let planned = PlannedNotice(notice: Samples.notice(), foundOn: Samples.today, recipients: [Samples.recipient])
        _ = try await outbox.plan([planned], superseded: [], holdingAbove: nil, at: Samples.start)
    }

    /// Sends what is planned, a hundred seconds after it was due.
    func send(with verdict: Verdict) async throws {
        let due = try await outbox.due(
            channel: "mail",
            limit: 10,
            minimumSeverity: .info,
            lostLeases: nil,
            at: Samples.start
        ).deliveries
        let message = FrozenMessage(attempt: 1, subject: "提醒", bytes: [])
        let claimed = try await outbox.claim(
            due.map { Envelope($0) { message } },
            lease: .seconds(900),
            at: Samples.start
        )
        let receipts = claimed.map { id in
            Receipt(deliveryID: id, attempt: 1, verdict: verdict, next: .sent, dueAt: Samples.start - .seconds(100))
        }
        _ = try await outbox.record(receipts, at: Samples.start)
    }
}

extension ReportLine {
    /// In English, as most tests read it.
    var text: String { self[.english] }
}

extension Phrase {
    /// In English, as most tests read it.
    var text: String { ReportLine(self).text }
}

extension [ReportLine] {
    var texts: [String] { map(\.text) }
}
