package import RenewalRules

/// Composes the JSON body for webhook consumers.
///
/// - Source: `Documentation/event.schema.json`
package enum EventComposer {
    /// Composes an event with its keys always in the same order: the same input gives the same bytes.
    ///
    /// Numbers are masked, but for the serial of a certificate for those who rely on it, and there are no contact data
    /// of people; a relying party learns only about the record. A missing value is `null`, but its key is present.
    ///
    /// - Parameters:
    ///   - context: the notice; its language does not matter here
    ///   - texts: the words by language; a language without any is left out
    ///   - head: what the event says of itself
    /// - Returns: compact UTF-8 JSON, one body; of a large digest several, each to be sent on its own
    package static func compose(
        _ context: NoticeContext,
        texts: [Language: RenderedNotice],
        head: EventHead
    ) -> [[UInt8]] {
        guard let digest = items(of: context) else {
            return [event(context, texts, head, besides: item(context)).bytes]
        }
        let parts = digest.parts { number in
            event(context, number == 1 ? texts : [:], head, besides: digest.members([], part: 99, of: 99)).bytes.count
        }
        return parts.enumerated().map { index, items in
            event(
                context,
                index == 0 ? texts : [:],
                index == 0 ? head : head.part(index + 1),
                besides: digest.members(items, part: index + 1, of: parts.count)
            ).bytes
        }
    }

    private static func event(
        _ context: NoticeContext,
        _ texts: [Language: RenderedNotice],
        _ head: EventHead,
        besides members: [JSONMember]
    ) -> JSONValue {
        .object([
            "type": .string(context.kind.rawValue),
            "timestamp": .string(head.timestamp.rfc3339),
            "data": .members(data(context, texts: texts, head) + relations(context) + details(context) + members),
        ])
    }

    private static func data(
        _ context: NoticeContext,
        texts: [Language: RenderedNotice],
        _ head: EventHead
    ) -> [JSONMember] {
        let notice = context.notice
        let standing = RecordStanding(of: context.subject, on: context.asOf, policy: context.policy)
        // What the holder has to do next does not concern anybody else.
        let isForOutsiders = context.audience == .relyingParty
        return [
            ("id", .string(head.id)),
            ("notice_id", .string(context.noticeID)),
            ("sequence", .integer(Int(head.sequence))),
            ("source", .string(head.source)),
            ("schema", .string(schema)),
            ("milestone", .string(notice.key.milestone.description)),
            ("severity", .string(notice.severity.rawValue)),
            ("audience", .string(notice.key.audience.rawValue)),
            ("as_of", .string(context.asOf.description)),
            ("time_zone", .string(context.timeZone)),
            ("record", record(context, standing)),
            ("holder", party(id: context.holder?.id, name: context.holder?.name, of: .person, in: context)),
            ("employer", employer(isForOutsiders ? nil : context.subject.employer, in: context)),
            ("procedure", .string(isForOutsiders ? Procedure.none.rawValue : standing.procedure)),
            ("continuity_risk", .string(standing.continuityRisk.rawValue)),
            ("days_left", context.validUntil.map { .integer(context.asOf.days(until: $0)) } ?? .null),
            ("text", text(texts)),
            ("rules", .array(notice.rules.map { .string($0.rawValue) })),
            ("rules_as_of", .string(RenewalPolicy.rulesAsOf)),
            ("test", .bool(context.isTest)),
            ("late_by_days", .integer(context.lateByDays)),
            ("phase", .string(standing.phase.rawValue)),
            ("occurred_on", day(context.occurredOn)),
        ].map { JSONMember(key: $0.0, value: $0.1) }
    }

    /// The version of the schema, `$id` of `Documentation/event.schema.json`.
    private static let schema = "urn:renewald:event:1"

    private static func record(_ context: NoticeContext, _ standing: RecordStanding) -> JSONValue {
        // A digest may be read in part, by the program of another employer than the one it is filed under.
        let isOfEmployers = if case .employer = context.subject { true } else { false }
        let reference = isOfEmployers ? context.subject.record : context.notice.key.series.record
        let window = context.validUntil == nil ? nil : standing.window
        // A change of status is told as of its day, whatever has become of the certificate since.
        let state = context.changedStatus?.rawValue ?? standing.state
        let known: [(String, JSONValue)] = [
            ("type", .string(reference.type.rawValue)),
            ("id", .string(shown(reference.id, in: context))),
            ("number_masked", .optional(NoticeFields.masked(context.subject.number))),
            ("state", .optional(state)),
            ("valid_until", day(context.validUntil)),
            (
                "window",
                window.map { window in
                    .object([
                        "opens": day(window.opens),
                        "mark": day(window.mark),
                        "expires": day(window.expires),
                    ])
                } ?? .null
            ),
        ]
        return .members((known + serial(context)).map { JSONMember(key: $0.0, value: $0.1) })
    }

    /// The full serial of a certificate for those who rely on it; nobody else gets the key.
    private static func serial(_ context: NoticeContext) -> [(String, JSONValue)] {
        guard context.audience == .relyingParty, case .credential(let record) = context.subject else { return [] }
        return [("serial", .optional(NoticeFields.whole(serial: record.credential.serial)))]
    }

    static func day(_ date: CalendarDate?) -> JSONValue { .optional(date?.description) }

    static func party(
        id: String?,
        name: String?,
        of bearer: PresentableName.Bearer,
        in context: NoticeContext
    ) -> JSONValue {
        guard let id else { return .null }
        return .object([
            "id": .string(shown(id, in: context)), "name": .optional(NoticeFields.name(name, of: bearer, in: context)),
        ])
    }

    static func employer(_ employer: Employer?, in context: NoticeContext) -> JSONValue {
        party(id: employer?.id, name: employer?.name, of: .organization, in: context)
    }

    /// An id in the form for outsiders.
    static func shown(_ id: String, in context: NoticeContext) -> String {
        MaskedText(ofOurs: id).description.utf8.elementsEqual(id.utf8) ? id : context.standIn(id)
    }

    private static func text(_ texts: [Language: RenderedNotice]) -> JSONValue {
        .members(
            Language.allCases.compactMap { language in
                texts[language].map { JSONMember(key: language.rawValue, value: words($0)) }
            }
        )
    }

    private static func words(_ rendered: RenderedNotice) -> JSONValue {
        .object(["subject": .string(rendered.subject), "body": .string(rendered.text)])
    }
}

extension EventComposer {
    /// Keys that only some kinds have.
    private static func details(_ context: NoticeContext) -> [JSONMember] {
        switch context.subject {
        case .registration where context.kind.isCorrection, .credential where context.kind.isCorrection:
            [JSONMember(key: "previous_valid_until", value: day(context.notice.key.correctedDay))]
        case .registration(let record) where context.kind == .registrationEnded:
            ending(record.registration, in: context)
        case .registration(let record) where context.kind == .registrationRenewed:
            [JSONMember(key: "new_valid_until", value: day(record.successor.flatMap { lastDay(of: $0, in: context) }))]
        case .credential where context.kind == .credentialStatusChanged:
            [
                JSONMember(key: "status", value: .optional(context.notice.key.detail)),
                JSONMember(key: "effective_on", value: day(context.notice.key.occurrence)),
            ]
        case .qualification: [JSONMember(key: "deadline", value: day(context.deadline))]
        case .employer(let records):
            [
                JSONMember(
                    key: "employers",
                    value: .array(
                        records.parts.map {
                            party(id: $0.employer.id, name: $0.employer.name, of: .organization, in: context)
                        }
                    )
                ),
                JSONMember(key: "counts", value: counts(EmployerSummary(of: records, in: context))),
            ]
        case .office(let report): [JSONMember(key: "counts", value: counts(report))]
        case .sendingHold(let held):
            [
                JSONMember(key: "holds", value: .array(held.holds.map(hold))),
                JSONMember(key: "waiting", value: .integer(held.waiting)),
            ]
        case .withdrawal(let withdrawal):
            [
                JSONMember(key: "reason", value: .optional(withdrawal.reason?.rawValue)),
                JSONMember(key: "withdraws", value: .array(withdrawal.withdrawn.map { .string($0) })),
            ]
        case .registration, .credential, .credentialApplication, .delivery: []
        }
    }

    /// Why a registration ended, and until when that bars a new one; neither concerns a relying party.
    private static func ending(_ registration: Registration, in context: NoticeContext) -> [JSONMember] {
        let isForOutsiders = context.audience == .relyingParty
        let bar = registration.barredThrough(policy: context.policy).flatMap { $0 == .last ? nil : $0 }
        return [
            JSONMember(key: "end_reason", value: .optional(isForOutsiders ? nil : registration.endReason?.rawValue)),
            JSONMember(key: "barred_through", value: day(isForOutsiders ? nil : bar)),
        ]
    }

    private static func hold(_ hold: HeldSending.Hold) -> JSONValue {
        let figures = hold.figures.sorted { $0.key < $1.key }.map { JSONMember(key: $0.key, value: .integer($0.value)) }
        return .object([
            "reason": .string(hold.reason.rawValue),
            "scope": .optional(hold.scope == .everything ? nil : "\(hold.scope)"),
            "since": day(hold.since),
            "figures": .members(figures),
        ])
    }

    private static func counts(_ summary: EmployerSummary) -> JSONValue {
        .object([
            "total": .integer(summary.total),
            "within_year": .integer(summary.withinYear),
            "within_quarter": .integer(summary.withinQuarter),
            "overdue": .integer(summary.overdue),
            "pending": .integer(summary.pending),
        ])
    }

    private static func counts(_ report: DailyReport) -> JSONValue {
        .object([
            "scanned": .integer(report.scanned),
            "due": .integer(report.due),
            "sent": .integer(report.sent),
            "failed": .integer(report.failed),
            "bounced": .integer(report.bounced),
            "waiting": .integer(report.waiting),
            "suppressed": .integer(report.suppressed),
            "backfill_suppressed": .integer(report.backfillSuppressed),
            "data_issues": .integer(report.dataIssues),
            "carried": .integer(report.carried),
            "merged": .integer(report.merged),
            "unreachable": .integer(report.unreachable),
        ])
    }
}

extension NoticeContext {
    /// The day of the event that the notice is about; `nil` where it counts towards a day instead.
    fileprivate var occurredOn: CalendarDate? {
        kind == .annotationExpiring || kind.isDigest ? nil : notice.key.occurrence
    }
}
