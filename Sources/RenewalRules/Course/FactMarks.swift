/// What has happened in the office, for programs that keep a record of it: each once, on its day.
///
/// - Source: catalogue of notices N50–N56
struct FactMarks {
    let series: NoticeSeries
    let day: CalendarDate

    /// An older fact is of no use any more, and one of a day to come has not happened.
    static let patience = 90

    /// The filing, withdrawal and approval of applications.
    func applications(_ applications: [Application], for audiences: [Audience]) -> [[Mark]] {
        applications.flatMap { application in
            let filed = application.state == .draft ? nil : application.submittedOn
            let decided = application.decidedOn ?? application.stateOn
            let isWithdrawn = application.state == .withdrawn
            let isApproved = application.state == .approved
            return [
                fact(.applicationFiled, on: filed, audiences, rules: ["R27"], detail: application.id),
                fact(
                    .applicationWithdrawn,
                    on: isWithdrawn ? decided : nil,
                    audiences,
                    rules: ["D8"],
                    detail: application.id
                ),
                fact(
                    .applicationApproved,
                    on: isApproved ? decided : nil,
                    audiences,
                    rules: ["A10"],
                    detail: application.id
                ),
            ]
        }.filter { !$0.isEmpty }
    }

    /// The beginning of a registration and its latest move to another employer.
    func registration(_ registration: Registration) -> [[Mark]] {
        [
            fact(.registrationBegun, on: registration.validFrom, .holderAndEmployer, rules: ["R26"]),
            fact(.registrationMoved, on: registration.move?.on, .holderAndEmployer, rules: ["R18", "R21"]),
        ].filter { !$0.isEmpty }
    }

    /// The issue and the renewal of a certificate.
    func credential(_ credential: ElectronicCredential) -> [[Mark]] {
        guard credential.state != .applying else { return [] }
        return [
            fact(.credentialIssued, on: credential.issuedOn, .holderAndEmployer, rules: ["R54"]),
            fact(.credentialRenewed, on: credential.renewedOn, .holderAndEmployer, rules: ["R70"]),
        ].filter { !$0.isEmpty }
    }

    private func fact(
        _ kind: NoticeKind,
        on date: CalendarDate?,
        _ audiences: [Audience],
        rules: [RuleID],
        detail: String? = nil
    ) -> [Mark] {
        guard let date, (0...Self.patience).contains(date.days(until: day)) else { return [] }
        return [series.news(kind, on: date, .info, audiences, rules: rules, detail: detail)]
    }
}
