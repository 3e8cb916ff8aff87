package import RenewalRules

/// New facts about collecting a qualification certificate; `nil` keeps what is recorded.
///
/// - Source: rules R7–R12
package struct CollectionDates: Hashable, Sendable {
    package var resultsOn: CalendarDate?
    /// The announced period, both days inclusive.
    package var opensOn: CalendarDate?
    package var closesOn: CalendarDate?
    package var method: QualificationCollection.Method?
    /// Whether it was collected on the day of the event.
    package var isCollected = false

    package init() {}

    var isEmpty: Bool { self == CollectionDates() }
}
