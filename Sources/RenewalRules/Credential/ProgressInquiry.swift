/// A question about how far a reissue is, and what was answered.
///
/// - Source: rule R89
public struct ProgressInquiry: Hashable, Sendable {
    /// How many of them an explanation tells, the latest first.
    public static let toldAtMost = 3

    public let askedOn: CalendarDate?
    /// `nil` where a row from elsewhere does not say how it was asked.
    public let channel: LossChannel?
    public let answer: String?

    public init(askedOn: CalendarDate? = nil, channel: LossChannel?, answer: String?) {
        self.askedOn = askedOn
        self.channel = channel
        self.answer = answer
    }
}
