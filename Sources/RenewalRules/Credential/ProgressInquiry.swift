/// An inquiry about the progress of a reissue, and the answer.
///
/// - Source: rule R89
public struct ProgressInquiry: Hashable, Sendable {
    /// How many an explanation lists, the latest first.
    public static let toldAtMost = 3

    public let askedOn: CalendarDate?
    /// `nil` where the row does not record how it was asked.
    public let channel: LossChannel?
    public let answer: String?

    public init(askedOn: CalendarDate? = nil, channel: LossChannel?, answer: String?) {
        self.askedOn = askedOn
        self.channel = channel
        self.answer = answer
    }
}
