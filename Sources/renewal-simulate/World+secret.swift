import Foundation
import GRDB

extension World {
    /// Gives the state file the secret of its seed: the ids of deliveries decide the order in which they leave.
    func fixSecret() throws {
        var dice = Dice(seed: seed, purpose: 8)
        let salt = Data((0..<32).map { _ in UInt8(dice.int(0...255)) })
        let queue = try DatabaseQueue(path: configuration.statePath)
        try queue.write { try $0.execute(sql: "UPDATE instance SET salt = ?", arguments: [salt]) }
        try queue.close()
    }
}
