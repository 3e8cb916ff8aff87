/// What somebody has to look at in the sheets that fill a registry.
public struct SheetNews: Hashable, Sendable {
    /// Records that are missing in their sheets and were about to end, the first to end first, at most
    /// ``DailyReport/listLimit``.
    public var left: [LeftRecord] = []
    /// How many there are.
    public var leftCount = 0
    /// Sheets whose last import was refused.
    public var refused: [RefusedImport] = []

    public init() {}

    /// How much there is to look at.
    public var count: Int { leftCount + refused.count }

    /// A record that is missing in the sheet it came from.
    public struct LeftRecord: Hashable, Sendable {
        public let record: RecordID
        public var holder: Person?
        public let employer: String?
        /// The last day as it is recorded.
        public let validUntil: CalendarDate
        /// Since when it is missing.
        public let leftOn: CalendarDate

        public init(
            record: RecordID,
            holder: Person?,
            employer: String?,
            validUntil: CalendarDate,
            leftOn: CalendarDate
        ) {
            self.record = record
            self.holder = holder
            self.employer = employer
            self.validUntil = validUntil
            self.leftOn = leftOn
        }
    }

    /// An import that was refused, so that the registry is as it was before.
    public struct RefusedImport: Hashable, Sendable {
        /// What the sheet is called.
        public let source: String
        public let on: CalendarDate
        /// Why, in the words of the import.
        public let summary: String

        public init(source: String, on day: CalendarDate, summary: String) {
            self.source = source
            on = day
            self.summary = summary
        }
    }
}
