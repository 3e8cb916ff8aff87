import Foundation
import GRDB

extension World {
    /// Gives the state file the id and the secret of its seed, from which ids are made that decide the order of
    /// sending.
    func fixIdentity() throws {
        var dice = Dice(seed: seed, purpose: 8)
        let salt = Data((0..<32).map { _ in UInt8(dice.int(0...255)) })
        let id = (0..<32).map { _ in String(dice.int(0...15), radix: 16) }.joined()
        let queue = try DatabaseQueue(path: configuration.statePath)
        try queue.write { database in
            try database.execute(sql: "UPDATE instance SET id = ?, salt = ?", arguments: [id, salt])
        }
        try queue.close()
    }
}
