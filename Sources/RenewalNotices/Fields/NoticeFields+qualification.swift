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
                "lookup_hint": clean(context.office.lookupHint, in: context),
                "documents": matter(of: context.spokenKind).map { documents(for: $0, in: context) },
            ],
            flags: [
                "collected_on_site": record.collectionMethod == .onSite,
                "collected_by_mail": record.collectionMethod == .mail,
                "collection_open": (collection.opensOn ?? .last) <= context.asOf && !context.isCollectionOver,
                "collection_over": context.isCollectionOver,
                "has_electronic": record.knownForm == .electronic || record.knownForm == .both,
                "category_choice": record.isOfOldRule && context.policy.initialDeadlineBefore2019 != nil,
                "was_refused": record.wasRefused(asOf: context.asOf),
                "await_decision": context.kind.isAboutPendingApplication
                    && context.application?.isSupplementDue != true,
                "supplement": context.application?.isSupplementDue == true,
            ]
        )
    }

    /// What a kind asks its reader to prepare for; `nil` where it asks for nothing.
    private static func matter(of kind: NoticeKind) -> Checklist.Matter? {
        if kind == .initialDeadline { return .initial }
        return kind == .initialLate ? .lateInitial : nil
    }
}
