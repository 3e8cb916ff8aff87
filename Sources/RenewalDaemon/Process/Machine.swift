import Foundation
import RenewalDelivery
import RenewalRules

/// The identity of this machine.
enum Machine {
    /// Derived from the machine's id, which must not leave it; empty where there is none.
    ///
    /// - Source: machine-id(5)
    static var identity: String {
        let id = try? String(contentsOfFile: "/etc/machine-id", encoding: .utf8)
        guard let id = id?.filter(\.isHexDigit), id.utf8.count == 32 else { return "" }
        return StableID.of("renewald \(id)")
    }
}
