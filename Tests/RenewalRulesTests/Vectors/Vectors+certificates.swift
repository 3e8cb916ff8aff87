import Foundation
import RenewalRules
import Testing

extension Vector {
    /// The record that the row describes, of any type.
    func subject() throws -> Subject {
        switch self["subject"] {
        case "registration": .registration(try registrationRecord())
        case "credential": .credential(try credentialRecord())
        case "qualification": .qualification(QualificationRecord(id: "Q-0001", holder: .sample, obtainedOn: start))
        case "collection":
            .qualification(
                QualificationRecord(
                    id: "Q-0001",
                    holder: .sample,
                    collection: QualificationCollection(resultsOn: start)
                )
            )
        case "application":
            .qualification(
                QualificationRecord(
                    id: "Q-0001",
                    holder: .sample,
                    applications: [
                        Application(id: "A-0001", procedure: .initial, submittedOn: start, state: .submitted)
                    ]
                )
            )
        default: try #require(nil)
        }
    }

    private var start: CalendarDate? { CalendarDate(self["valid_from"]) }

    /// The credential that the row describes, with its report and reissue.
    func credentialRecord() throws -> CredentialRecord {
        var credential = ElectronicCredential(id: "C-0001", issuedOn: start)
        credential.term = Int(self["term_years"]).map(Period.years)
        if let text = inputs["not_after"] {
            let instant = try Date(text, strategy: .iso8601)
            credential.notAfter = UnixTime(seconds: Int64(instant.timeIntervalSince1970))
        }
        if inputs["event"] == "key_compromised" { credential.keyCompromisedOn = try date("today") }
        if inputs["event"] == "voided" { credential.stateOn = try date("today") }
        credential.state = try recordedState()
        credential.renewedOn = inputs["renewed_on"].flatMap(CalendarDate.init)
        let loss = try inputs["loss"].map { word in
            LossReport(reason: .lost, channel: .website, state: try #require(LossReport.State(rawValue: word)))
        }
        return CredentialRecord(
            credential: credential,
            utcOffset: .seconds(8 * 3600),
            holder: .sample,
            lossReport: loss,
            reissue: reissue
        )
    }

    private func recordedState() throws -> ElectronicCredential.State {
        switch (inputs["state"], inputs["credential_updated"]) {
        case (nil, _): .active
        case ("voided", _): .void
        case ("renewed", "no"): .renewedNotUpdated
        case ("renewed", "yes"): .superseded
        default: try #require(nil)
        }
    }

    private var reissue: Reissue? {
        inputs["reissue_requested"].map { requested in
            Reissue(
                state: inputs["fee"] == "paid" ? .processing : .feeDue,
                voidedSerial: "0001",
                expires: nil,
                requestedOn: CalendarDate(requested)
            )
        }
    }
}
