package import RenewalRules

/// Makes the JSON body that webhook consumers get.
///
/// - Source: `Documentation/event.schema.json`
package enum EventComposer {
    /// Composes one event, keys always in the same order: the same input gives the same bytes.
    ///
    /// Numbers are masked and nothing says how to reach a person. A value the record lacks is `null`, its key stays.
    ///
    /// - Parameters:
    ///   - context: the notice; its language does not matter here
    ///   - texts: the words by language; a language without any is left out
    ///   - id: the `webhook-id`, the same on every attempt
    ///   - timestamp: when the event was made
    /// - Returns: compact UTF-8 JSON
    package static func compose(
        _ context: NoticeContext,
        texts: [Language: RenderedNotice],
        id: String,
        timestamp: UnixTime
    ) -> [UInt8] {
        let event = JSONValue.object([
            "type": .string(context.notice.key.kind.rawValue),
            "timestamp": .string(timestamp.rfc3339),
            "data": data(context, texts: texts, id: id),
        ])
        return Array(event.text.utf8)
    }

    private static func data(_ context: NoticeContext, texts: [Language: RenderedNotice], id: String) -> JSONValue {
        let notice = context.notice
        let assessment = RenewalAssessment(of: context.dossier, on: context.asOf, policy: context.policy)
        return .object([
            "id": .string(id),
            "milestone": .string(notice.key.milestone.description),
            "severity": .string(notice.severity.rawValue),
            "audience": .string(notice.key.audience.rawValue),
            "as_of": .string(context.asOf.description),
            "time_zone": .string(context.timeZone),
            "record": record(context, window: assessment.window),
            "holder": party(id: context.dossier.holder?.id, name: context.dossier.holder?.name, in: context),
            "employer": party(id: context.dossier.employer?.id, name: context.dossier.employer?.name, in: context),
            "procedure": .string(assessment.procedure.rawValue),
            "continuity_risk": .string(assessment.continuityRisk.rawValue),
            "days_left": .integer(context.asOf.days(until: context.expires)),
            "text": text(texts),
            "rules": .array(notice.rules.map { .string($0.rawValue) }),
            "rules_as_of": .string(RenewalPolicy.rulesAsOf),
            "test": .bool(context.isTest),
            "late_by_days": .integer(notice.lateByDays(on: context.asOf)),
            "phase": .string(assessment.phase.rawValue),
        ])
    }

    private static func record(_ context: NoticeContext, window: RenewalWindow?) -> JSONValue {
        let reference = context.notice.key.series.record
        let registration = context.dossier.registration
        return .object([
            "type": .string(reference.type.rawValue),
            "id": .string(reference.id),
            "number_masked": .optional(NoticeFields.maskedNumber(of: registration)),
            "state": .string(registration.state.rawValue),
            "valid_until": .string(context.expires.description),
            "window": window.map { window in
                .object([
                    "opens": .string(window.opens.description),
                    "mark": .string(window.mark.description),
                    "expires": .string(window.expires.description),
                ])
            } ?? .null,
        ])
    }

    private static func party(id: String?, name: String?, in context: NoticeContext) -> JSONValue {
        guard let id else { return .null }
        return .object(["id": .string(id), "name": .optional(NoticeFields.clean(name, in: context))])
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
