extension Subject {
    /// The same with every person called by the first character of the name: `张某`, `S.`.
    ///
    /// For programs that go by the id of a person and have no need of the name.
    package var withMaskedNames: Subject {
        switch self {
        case .registration(var record):
            record.holder?.maskName()
            return .registration(record)
        case .qualification(var record):
            record.holder?.maskName()
            return .qualification(record)
        case .credential(var record):
            record.holder?.maskName()
            return .credential(record)
        case .credentialApplication(var record):
            record.holder?.maskName()
            return .credentialApplication(record)
        case .employer(let records): return .employer(records.withMaskedNames)
        case .office(var report):
            report.open = report.open.map(\.withMaskedNames)
            report.problems = report.problems.map(\.withMaskedName)
            report.failures = report.failures.map(\.withMaskedName)
            report.matters = report.matters.map(\.withMaskedName)
            for index in report.sheets.left.indices { report.sheets.left[index].holder?.maskName() }
            return .office(report)
        case .withdrawal(var withdrawal):
            withdrawal.subject = withdrawal.subject?.withMaskedNames
            withdrawal.elsewhere = withdrawal.elsewhere?.withMaskedNames
            return .withdrawal(withdrawal)
        case .delivery, .sendingHold: return self
        }
    }
}

extension EmployerRecords {
    fileprivate var withMaskedNames: EmployerRecords {
        var masked = self
        for index in masked.registrations.indices { masked.registrations[index].holder?.maskName() }
        for index in masked.credentials.indices { masked.credentials[index].holder?.maskName() }
        masked.moving = moving.map(\.withMaskedNames)
        masked.others = others.map(\.withMaskedNames)
        return masked
    }
}

extension DailyReport.Line {
    fileprivate var withMaskedName: DailyReport.Line {
        var masked = self
        masked.subject = subject?.withMaskedNames
        return masked
    }
}

extension Person {
    /// Replaces the name by its first letter: of a Chinese one that is, as a rule, the family name.
    fileprivate mutating func maskName() {
        guard let first = name.first(where: { $0.isLetter }) else {
            name = ""
            return
        }
        name = first.unicodeScalars.allSatisfy(\.properties.isIdeographic) ? "\(first)某" : "\(first)."
    }
}
