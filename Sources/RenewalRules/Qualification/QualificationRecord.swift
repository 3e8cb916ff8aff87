/// A qualification certificate (职业资格证书), which never expires, with its collection and first registration.
///
/// Only the intermediate level exists here, so there is no field for the level.
///
/// - Source: rules R1, R2, R6, R7–R15, A11, V4
public struct QualificationRecord: Hashable, Sendable {
    /// The first year whose examinations led to electronic certificates, which are issued from 17 December 2021 on.
    ///
    /// - Source: rules R13, A21, V14
    public static let electronicSince = 2021

    public let id: String
    public var holder: Person?
    /// The day it was obtained; first registration is due within five years of it (rule V4).
    public var obtainedOn: CalendarDate?
    /// `electronic`, `paper` or `both`; an electronic certificate is not collected (rules R13, R15).
    public var form: CertificateForm?
    public var examYear: Int?
    /// Who issues it, and the stage of its paper (rules R1, R8, R9).
    public var issuing: IssuingChain
    /// The seal of the electronic certificate (rule R14).
    public var seal: ElectronicSeal?
    public var collection: QualificationCollection
    public var collectionMethod: QualificationCollection.Method?
    /// The holder has or once had a registration.
    public var isRegistered: Bool
    /// Whether the registry says so or the contrary; without that nobody is asked to register.
    public var saysIfRegistered = true
    /// The holder's applications for a first registration.
    public var applications: [Application]

    public init(
        id: String,
        holder: Person? = nil,
        obtainedOn: CalendarDate? = nil,
        form: CertificateForm? = nil,
        examYear: Int? = nil,
        issuing: IssuingChain = IssuingChain(),
        seal: ElectronicSeal? = nil,
        collection: QualificationCollection = QualificationCollection(resultsOn: nil),
        collectionMethod: QualificationCollection.Method? = nil,
        isRegistered: Bool = false,
        applications: [Application] = []
    ) {
        self.id = id
        self.holder = holder
        self.obtainedOn = obtainedOn
        self.form = form
        self.examYear = examYear
        self.issuing = issuing
        self.seal = seal
        self.collection = collection
        self.collectionMethod = collectionMethod
        self.isRegistered = isRegistered
        self.applications = applications
    }

    /// The last day for an ordinary first registration; `nil` when the day of the certificate is not recorded.
    ///
    /// - Source: rule V4, with the transition for certificates of before the regulation of 2019
    public func initialDeadline(policy: RenewalPolicy) -> CalendarDate? {
        guard let obtainedOn else { return nil }
        let ordinary = obtainedOn.adding(policy.initialDeadline)
        guard isOfOldRule, let transition = policy.initialDeadlineBefore2019 else { return ordinary }
        return max(ordinary, transition)
    }

    /// Whether it was obtained before the regulation of 2019, when examinations had no subject for a category.
    ///
    /// - Source: rules V1, V4, V7
    public var isOfOldRule: Bool { obtainedOn.map { $0 < RenewalPolicy.ruleOf2019 } ?? false }

    /// The recorded form, else the one that follows from the year of the examination; `nil` without either.
    ///
    /// - Source: rules R13, A21
    public var knownForm: CertificateForm? {
        form ?? examYear.map { $0 < Self.electronicSince ? .paper : .both }
    }

    /// Whether an application for a first registration was refused by a day.
    ///
    /// - Source: rule D8
    public func wasRefused(asOf day: CalendarDate) -> Bool {
        applications.contains { $0.state == .rejected && ($0.decidedOn ?? .first) <= day }
    }

    /// Whether there is a paper certificate to collect, alone or in addition to an electronic one.
    ///
    /// - Source: rules R13, R15, A21
    public var isCollected: Bool { knownForm != .electronic }

    /// Whether no passed examination is recorded, without which there can be no certificate.
    ///
    /// - Source: rule R1
    public var lacksExam: Bool { obtainedOn == nil && collection.resultsOn == nil }

    /// Whether an electronic certificate is recorded with neither seal.
    ///
    /// - Source: rule R14
    public var lacksSeal: Bool {
        let isElectronic = form == .electronic || form == .both
        return isElectronic && seal == nil && (examYear ?? Self.electronicSince) >= Self.electronicSince
    }
}
