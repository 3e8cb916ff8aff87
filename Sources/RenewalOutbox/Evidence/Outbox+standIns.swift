import RenewalDelivery
import RenewalRules

extension Outbox {
    package func standIn(for id: String) -> String { secret?.standIn(for: id) ?? MaskedText(ofOurs: id).description }
}

extension FileSecret {
    /// A keyed code of the id: without the key no number can be tried out.
    func standIn(for id: String) -> String { StableID.text(of: code("stand-in", Array(id.utf8))) }
}
