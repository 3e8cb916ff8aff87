/// Who issues a qualification certificate, and the stages of the paper before it can be collected.
///
/// The provincial department issues it once the examination is passed. The ministry's examination centre prints the
/// paper, two ministries seal it, and it is passed on to the province and then to the city.
///
/// - Source: rules R1, R3, R4, R8, R9
public struct IssuingChain: Hashable, Sendable {
    /// How far the paper has come; the city's examination centre hands it out.
    public enum Stage: String, Hashable, Sendable, CaseIterable, Codable {
        /// Printed by the examination centre of the ministry (rules R3, R8).
        case printed
        /// At the examination centre of the province (rule R9).
        case atProvince = "at_province"
        /// At the examination centre of the city (rule R9).
        case atCity = "at_city"
    }

    /// The ministries whose seals are on every certificate.
    ///
    /// - Source: rule R4
    public static let sealedBy: BothLanguages = (
        "应急管理部和人力资源社会保障部",
        "the Ministry of Emergency Management and the Ministry of Human Resources and Social Security"
    )
    /// Who issues a certificate where no name is recorded.
    ///
    /// - Source: rule R1
    public static let usualIssuer: BothLanguages = (
        "省级人力资源社会保障部门", "the human resources and social security department of the province"
    )

    /// The name of the provincial department.
    public var issuer: String?
    /// `nil` where the stage is not recorded.
    public var stage: Stage?

    public init(issuer: String? = nil, stage: Stage? = nil) {
        self.issuer = issuer
        self.stage = stage
    }
}

/// The seal on an electronic qualification certificate; either makes it genuine.
///
/// - Source: rules R14, V14
public enum ElectronicSeal: String, Hashable, Sendable, CaseIterable, Codable {
    /// The ministry's seal for electronic certificates.
    case mohrssSpecial = "mohrss_special"
    /// The electronic seal of the department that issued the certificate.
    case issuer
}

extension IssuingChain.Stage {
    /// The stage in a few words.
    public var words: BothLanguages {
        switch self {
        case .printed: ("已由人社部印制完成", "printed by the ministry's examination centre")
        case .atProvince: ("已到省级考试机构", "at the examination centre of the province")
        case .atCity: ("已到设区的市考试机构", "at the examination centre of the city")
        }
    }
}

extension ElectronicSeal {
    /// The seal in a few words.
    public var words: BothLanguages {
        switch self {
        case .mohrssSpecial: ("人社部职业资格证书专用电子印章", "the ministry's special electronic seal")
        case .issuer: ("证书颁发单位电子印章", "the issuer's electronic seal")
        }
    }
}
