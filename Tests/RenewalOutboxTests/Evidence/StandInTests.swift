import RenewalDelivery
import RenewalRules
import Testing

@testable import RenewalOutbox

/// A receiver of events tries out identity numbers: without the state file, nothing reveals which one an id stands for.
@Suite struct StandInTests {
    @Test func standInsAreStablePerFileAndDifferBetweenFiles() throws {
        let id = "11010519491231002X"
        let (one, other) = (FileSecret(Array(repeating: 1, count: 32)), FileSecret(Array(repeating: 2, count: 32)))
        #expect(one.standIn(for: id) == one.standIn(for: id))
        #expect(one.standIn(for: id) != other.standIn(for: id))
        #expect(one.standIn(for: id) != one.standIn(for: "110101199003077715"))
        #expect(one.standIn(for: id).utf8.count == StableID.length)
        #expect(one.standIn(for: id) != StableID.of(id))
    }
}
