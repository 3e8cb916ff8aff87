import RenewalRules

/// What is always so of the events of one kind, beside what its row in the catalogue says.
struct EventShape {
    /// What the record may be.
    let records: [RecordShape]
    /// The most days that can be left; `nil` where any number can.
    let daysLeft: Int?
    let occurrence: Occurrence
    let application: ApplicationShape
    let detail: Detail

    /// Whether an event tells the day of something that happened.
    enum Occurrence {
        case always, never, sometimes
    }

    /// The application that an event shows.
    enum ApplicationShape: String, CaseIterable {
        /// Any, or none.
        case any = "application"
        case pending = "pending_application"
        case incomplete = "incomplete_application"
        case rejected = "rejected_application"

        var states: [ApplicationState] {
            switch self {
            case .any: ApplicationState.allCases
            case .pending: ApplicationState.allCases.filter(\.isPending)
            case .incomplete: [.supplementRequired]
            case .rejected: [.rejected]
            }
        }
    }

    /// The keys that only some kinds have.
    enum Detail {
        case none, correctedDay, newPeriod, ending, status, employers, report, holds, withdrawal
    }

    init(
        _ records: RecordShape...,
        daysLeft: Int? = nil,
        occurrence: Occurrence = .always,
        application: ApplicationShape = .any,
        detail: Detail = .none
    ) {
        self.init(records, daysLeft: daysLeft, occurrence: occurrence, application: application, detail: detail)
    }

    init(
        _ records: [RecordShape],
        daysLeft: Int? = nil,
        occurrence: Occurrence = .always,
        application: ApplicationShape = .any,
        detail: Detail
    ) {
        (self.records, self.daysLeft, self.occurrence) = (records, daysLeft, occurrence)
        (self.application, self.detail) = (application, detail)
    }
}

extension NoticeKind {
    /// What the composer makes of the kind; the strict schema holds its events to this.
    var shape: EventShape {
        switch self {
        case .windowOpen, .earlyReminder, .markApproaching, .markReached, .standardReminder, .lastCall, .educationShort:
            EventShape(.activeRegistration, occurrence: .never)
        case .expiresToday: EventShape(.activeRegistration, daysLeft: 0, occurrence: .never)
        case .expired, .expiredFollowup: EventShape(.activeRegistration, daysLeft: -1, occurrence: .never)
        case .changeAdvised, .employerRenamed: EventShape(.activeRegistration)
        case .registrationRenewed: EventShape(.renewedRegistration, detail: .newPeriod)
        case .registrationEnded: EventShape(.endedRegistration, detail: .ending)
        case .registrationDateCorrected: EventShape(.activeRegistration, detail: .correctedDay)

        case .applicationInProgress, .applicationOverdue:
            EventShape(.activeRegistration, .qualification, application: .pending)
        // The day of filing need not be recorded.
        case .applicationNearExpiry:
            EventShape(.activeRegistration, daysLeft: 7, occurrence: .sometimes, application: .pending)
        case .applicationAtExpiry:
            EventShape(.activeRegistration, daysLeft: 0, occurrence: .sometimes, application: .pending)
        case .applicationExpiredWhilePending:
            EventShape(.activeRegistration, daysLeft: -1, occurrence: .sometimes, application: .pending)
        case .applicationRejected: EventShape(.registration, .qualification, application: .rejected)
        case .applicationSupplementRequired:
            EventShape(.registration, .qualification, occurrence: .sometimes, application: .incomplete)

        case .initialDeadline, .initialLate, .collectionExpected, .collectionOpen, .collectionClosing:
            EventShape(.qualification, occurrence: .never)
        case .stepActionRequired: EventShape(.askingApplication)
        case .stepProgressed: EventShape(.movingApplication)

        case .credentialEarlyReminder, .credentialLastCall: EventShape(.countedCredential, occurrence: .never)
        case .credentialExpiresToday: EventShape(.countedCredential, daysLeft: 0, occurrence: .never)
        case .credentialExpired: EventShape(.expiredCredential, daysLeft: -1, occurrence: .never)
        case .credentialStatusChanged: EventShape(.endedCredential, detail: .status)
        case .credentialUpdateRequired: EventShape(.renewedCredential)
        case .credentialKeyCompromised, .credentialKeyCare, .lossConfirmationNeeded: EventShape(.keptCredential)
        case .annotationExpiring: EventShape(.keptCredential, occurrence: .never)
        case .credentialVoided: EventShape(.voidCredential)
        case .credentialDateCorrected: EventShape(.runningCredential, detail: .correctedDay)
        case .reissueFeeDue, .reissueInProgress, .reissueReady: EventShape(.credential)

        case .employerDigest: EventShape(.employer, occurrence: .never, detail: .employers)
        case .administratorDigest: EventShape(.office, occurrence: .never, detail: .report)
        case .dataMissingExpiry: EventShape(.undatedRegistration, .undatedCredential)
        case .dataDateMismatch: EventShape(.activeRegistration, .runningCredential)
        case .dataContactMissing, .dataReviewBodyMissing: EventShape(.incompleteRegistration)
        case .deliveryFailed: EventShape(.delivery)
        case .sendingHeld: EventShape(.office, detail: .holds)
        case .reminderWithdrawn: EventShape(RecordShape.withdrawn, detail: .withdrawal)

        case .applicationFiled, .applicationWithdrawn, .applicationApproved:
            EventShape(.anyRegistration, .qualification)
        case .registrationMoved, .registrationBegun: EventShape(.anyRegistration)
        case .credentialIssued, .credentialRenewed: EventShape(.credential)
        }
    }
}
