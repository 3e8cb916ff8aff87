extension RenewalCourse {
    /// The marks that a record has by its last day alone, whatever has ended or silenced them since.
    ///
    /// - Parameters:
    ///   - subject: the record as it stands now
    ///   - day: the day asked about, in the business time zone
    ///   - policy: the figures of the rules
    /// - Returns: by date; empty without a last day
    package static func ladder(of subject: Subject, on day: CalendarDate, policy: RenewalPolicy) -> [Mark] {
        switch subject {
        case .registration(let record): ladder(of: record, on: day, policy: policy)
        case .credential(let record): ladder(of: record, on: day, policy: policy)
        case .qualification(let record): QualificationMarks(record: record, policy: policy).deadline
        case .credentialApplication, .employer, .office, .delivery, .sendingHold, .withdrawal: []
        }
    }

    private static func ladder(of record: RegistrationRecord, on day: CalendarDate, policy: RenewalPolicy) -> [Mark] {
        guard let expires = Expiry(of: record.registration, policy: policy).date else { return [] }
        let window = RenewalWindow(expires: expires, policy: policy)
        let id = RecordID(type: .registration, id: record.registration.id)
        return RegistrationMarks(
            record: record,
            series: NoticeSeries(record: id, expires: expires),
            window: window,
            counting: CountingApplications(in: record.applications, window: window, on: day),
            policy: policy
        ).calendar
    }

    private static func ladder(of record: CredentialRecord, on day: CalendarDate, policy: RenewalPolicy) -> [Mark] {
        let credential = record.credential
        let expiry = CredentialExpiry(of: credential, utcOffset: record.utcOffset, policy: policy)
        guard let expires = expiry.date else { return [] }
        let calendar = CredentialMarks(
            record: record,
            series: NoticeSeries(record: RecordID(type: .credential, id: credential.id), expires: expires),
            expires: expires,
            day: day,
            policy: policy
        ).calendar
        return record.isOfCompany ? calendar.map(\.withoutHolder) : calendar
    }
}
