import RegistryFixtures
import RenewalRules
import Testing

@testable import RenewalOffice

@Suite struct RecordCredentialTests {
    private let office: RecordOffice
    private var registry: ReferenceRegistry { office.registry }
    private let ready: Set<CredentialLifecycle.Requirement> = [.identity, .materials, .fee]

    init() throws { office = try RecordOffice() }

    private func new(_ serial: String, until day: String?) throws -> NewCredential {
        var new = NewCredential(serial: serial)
        new.id = "C-2"
        new.validUntil = try day.map { try RegistryFixtures.day($0) }
        return new
    }

    @Test func issuingNeedsAnExpiry() throws {
        var issued = try new("5A09", until: nil)
        issued.person = "P-2"
        try office.refuses(.expiryUnknown, "R60") { try registry.issue(issued, office.on("2026-01-05")) }
        issued.notAfter = "2027-01-04T15:59:59Z"
        let recorded = try registry.issue(issued, office.on("2026-01-05"))
        #expect(recorded.expires == (try day("2027-01-04")))
        #expect(try office.rows("person_id", "issued_on", "state", from: "credential") == ["P-2 2026-01-05 active"])
        #expect(try office.history() == ["credential.issued credential C-2"])
        issued.id = nil
        try office.fails(65, saying: "another credential has this serial") {
            try registry.issue(issued, office.on("2026-01-05"))
        }
        issued = try new("5A10", until: "2026-01-04")
        issued.id = nil
        try office.fails(65, saying: "it would end on 2026-01-04") {
            try registry.issue(issued, office.on("2026-01-05"))
        }
        issued.notAfter = "明年"
        try office.fails(65, saying: "not_after is not an instant") {
            try registry.issue(issued, office.on("2026-01-05"))
        }
    }

    @Test func aRenewalAsksForIdentityMaterialsAndFee() throws {
        try office.addCredential()
        try office.refuses(.notComplete, "R69") {
            try registry.startRenewal(credential: "C-1", fulfilled: [.identity, .fee], office.on("2026-06-01"))
        }
        try office.refuses(.feeUnpaid, "R69") {
            try registry.startRenewal(credential: "C-1", fulfilled: [.identity, .materials], office.on("2026-06-01"))
        }
        try office.refuses(.expired, "A14", instead: .credentialReapply) {
            try registry.startRenewal(credential: "C-1", fulfilled: ready, office.on("2026-07-01"))
        }
        _ = try registry.startRenewal(credential: "C-1", fulfilled: ready, office.on("2026-06-30"))
        #expect(try office.rows("state", "state_on", from: "credential") == ["renewal_pending 2026-06-30"])
    }

    @Test func theOldCredentialEndsWhenTheUpdateIsConfirmed() throws {
        try office.addCredential()
        try office.refuses(.wrongStep, "A14") {
            try registry.renew(credential: "C-1", by: new("5A02", until: "2027-06-30"), office.on("2026-06-01"))
        }
        _ = try registry.startRenewal(credential: "C-1", fulfilled: ready, office.on("2026-06-01"))
        try office.fails(65, saying: "another credential has this serial") {
            try registry.renew(credential: "C-1", by: new("5A01", until: "2027-06-30"), office.on("2026-06-02"))
        }
        let recorded = try registry.renew(
            credential: "C-1",
            by: new("5A02", until: "2027-06-30"),
            office.on("2026-06-10")
        )
        #expect(recorded.created == RowName("credential", "C-2"))
        #expect(
            try office.rows("id", "state", "renewed_on", "replaces_id", "person_id", "valid_until", from: "credential")
                == [
                    "C-1 renewed_not_updated 2026-06-10 - P-1 2026-06-30", "C-2 active - C-1 P-1 2027-06-30",
                ]
        )
        try office.refuses(.notComplete, "R70") {
            try registry.confirmUpdate(credential: "C-1", isInstalled: false, keyIsSafe: true, office.on("2026-06-11"))
        }
        try office.refuses(.keyCompromised, "R70", instead: .lossReport) {
            try registry.confirmUpdate(credential: "C-1", isInstalled: true, keyIsSafe: false, office.on("2026-06-11"))
        }
        let confirmed = try registry.confirmUpdate(
            credential: "C-1",
            isInstalled: true,
            keyIsSafe: true,
            office.on("2026-06-12")
        )
        #expect(confirmed.effects == [.relyingPartiesInformed])
        #expect(confirmed.concerned == 1)
        #expect(
            try office.rows("state", "update_confirmed_on", from: "credential")[0] == "superseded 2026-06-12"
        )
        try office.refuses(.superseded, "R70") {
            try registry.startRenewal(credential: "C-1", fulfilled: ready, office.on("2026-06-13"))
        }
    }

    @Test func aLeakedKeyIsRecordedOnce() throws {
        try office.addCredential()
        _ = try registry.recordLeakedKey(credential: "C-1", office.on("2026-02-01"))
        #expect(try office.rows("state", "key_compromised_on", from: "credential") == ["active 2026-02-01"])
        try office.refuses(.keyCompromised, "D12", instead: .lossReport) {
            try registry.recordLeakedKey(credential: "C-1", office.on("2026-02-02"))
        }
        try office.refuses(.expired, "A14", instead: .credentialReapply) {
            try registry.recordLeakedKey(credential: "C-1", office.on("2026-07-01"))
        }
    }

    @Test func anAnnotationRunsForNinetyDaysAtMost() throws {
        try office.addCredential()
        func annotate(until text: String) throws -> Recorded {
            try registry.annotate(
                credential: "C-1",
                purpose: "企业资质申报",
                until: day(text),
                annotation: nil,
                office.on("2026-01-01")
            )
        }
        try office.refuses(.notComplete, "V15") { try annotate(until: "2026-04-02") }
        #expect(try annotate(until: "2026-04-01").created == RowName("annotation", "N-2026-01-01-1"))
        #expect(
            try office.rows("credential_id", "purpose", "valid_until", from: "annotation") == ["C-1 企业资质申报 2026-04-01"]
        )
        #expect(try office.history() == ["credential.annotated annotation N-2026-01-01-1"])
    }

    @Test func unknownCredentialIsRefused() throws {
        try office.fails(66, saying: "there is no credential C-9") {
            try registry.recordLeakedKey(credential: "C-9", office.on("2026-02-01"))
        }
    }
}
