import RenewalRules

/// The fields of a qualification certificate: the deadline for a first registration, and its collection.
extension NoticeFields {
    static func qualification(_ record: QualificationRecord, in context: NoticeContext) -> FieldSet {
        let (language, collection) = (context.language, record.collection)
        // A past period no longer gives a day to collect by.
        let closes = context.isCollectionOver ? nil : collection.closesOn
        return FieldSet(
            texts: [
                "deadline": context.deadline.map(language.date),
                "obtained_on": record.obtainedOn.map(language.date),
                "results_on": collection.resultsOn.map(language.date),
                "collect_from": collection.opensOn.map(language.date),
                "collect_to": closes.map(language.date),
                "methods": language.name(of: record.collectionMethod),
                "exam_center": clean(context.office.examCenter, in: context),
            ],
            flags: [
                "was_refused": record.wasRefused(asOf: context.asOf),
                "await_decision": context.kind.isAboutPendingApplication,
            ]
        )
    }
}
