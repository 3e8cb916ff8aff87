package import RenewalRules

extension NoticeContext {
    /// A notice about made-up people, marked as a test, to try a channel with.
    ///
    /// It is written on the day on which the kind is due for a record that ends on 15 March 2026, to the first of those
    /// who get the kind.
    ///
    /// - Parameters:
    ///   - kind: what it says
    ///   - language: that of its words
    ///   - office: the office that sends it
    ///   - timeZone: IANA name of the business time zone
    ///   - view: what the recipient may see of the record
    /// - Returns: the same each time
    package static func sample(
        of kind: NoticeKind,
        in language: Language,
        office: OfficeTexts,
        timeZone: String,
        seenAs view: (Subject) -> Subject
    ) -> NoticeContext {
        let (fixture, row) = (TemplateFixture.complete, kind.row)
        let audience = row.audiences.first ?? .holder
        let (notice, subject) = fixture.notice(kind, for: audience, at: row.sample.day.milestone)
        return NoticeContext(
            notice: notice,
            subject: view(subject),
            wasMissed: false,
            asOf: notice.dueOn,
            policy: fixture.policy,
            recipientName: nil,
            language: language,
            office: office,
            timeZone: timeZone,
            isTest: true
        )
    }
}
