import RenewalRules

extension Milestone {
    /// How a person reads it; in Chinese a dash for something that is no mark of a time line.
    var words: Phrase {
        switch self {
        case .event: Phrase("–", description)
        case .monthsBefore, .daysAfter, .monthsAfterFiling, .monthsAfterResults, .daysAfterRequest, .daysAfterRenewal,
            .daysAfterEvent:
            Phrase(verbatim: description)
        }
    }

    /// A Chinese title with the mark, if it is one.
    func after(_ title: String) -> String { self == .event ? title : "\(title) \(description)" }
}

extension RecordID {
    /// Its id; in Chinese a word for the daily report, which is about no record.
    var words: Phrase {
        switch type {
        case .office: Phrase("日报", id)
        case .registration, .qualification, .credential, .credentialApplication, .employer, .delivery:
            Phrase(verbatim: id)
        }
    }
}
