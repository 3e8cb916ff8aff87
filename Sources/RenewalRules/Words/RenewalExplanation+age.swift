extension RenewalExplanation {
    /// A holder too old to file, judged by the year of the pending application or else of the day.
    static func finding(
        onAgeOf record: RegistrationRecord,
        _ standing: RecordStanding,
        day: CalendarDate,
        policy: RenewalPolicy
    ) -> Finding? {
        guard standing.phase != .closed else { return nil }
        let filed = record.applications.first(where: \.state.isPending)?.submittedOn ?? day
        return finding(onAgeOf: record.holder, filingOn: filed, policy: policy)
    }

    /// A holder too old to file on a day.
    static func finding(onAgeOf holder: Person?, filingOn day: CalendarDate, policy: RenewalPolicy) -> Finding? {
        guard let age = policy.ageOverLimit(of: holder, filingOn: day) else { return nil }
        return Finding(
            "\(day.parts.year)年内年满\(age)岁，超过\(policy.ageLimit)岁，申请前请向注册初审机构确认",
            "\(age) years old in \(day.parts.year), over the limit of \(policy.ageLimit): ask the review body first",
            ["V20"]
        )
    }
}
