import RenewalDelivery
import RenewalRules

extension Outbox {
    /// What outsiders get in place of an id that is an identity number: the same each time from this state file, and
    /// another from every other.
    ///
    /// - Returns: 26 characters of `a–z2–7`
    package func standIn(for id: String) -> String { secret?.standIn(for: id) ?? MaskedText(ofOurs: id).description }
}

extension FileSecret {
    /// A keyed code of the id: without the key no number can be tried out.
    func standIn(for id: String) -> String { StableID.text(of: code("stand-in", Array(id.utf8))) }
}
