import RenewalOutbox
import RenewalRegistry
import RenewalRules
import RenewalSQLite

/// What goes wrong with the two databases, and when; all on the event loop's one thread.
///
/// It happens to the life that asks; outside of any, the simulator's own look at a file is no step of the world.
final class Faults: @unchecked Sendable {
    private var dice: Dice
    private var lockedUntil: UnixTime?
    private var unreadableUntil: UnixTime?

    init(dice: Dice) { self.dice = dice }

    /// How the transactions of a state file are run.
    var atState: InlineTransactions { InlineTransactions(before: before, after: after) }

    /// How the reads of the registry are run.
    var atRegistry: InlineTransactions { InlineTransactions(before: { [self] _ in try beforeRead() }) }

    /// Before a transaction on the state file: a crash, a lock, an I/O error, a delay, or an event at the office.
    private func before(_ access: TransactionAccess) throws {
        guard let life = Life.current else { return }
        let world = life.world
        try life.step()
        world.time.pass(.milliseconds(dice.int(1...30)))
        guard !world.isCalm else { return }
        if happens(onceIn: 400, world) { try life.crash("before a transaction") }
        if happens(onceIn: 100, world) { world.office.act() }
        if dice.happens(onceIn: 300) { world.time.pass(.seconds(dice.int(1...120))) }
        if happens(onceIn: 500, world) {
            // The machine is suspended and resumes.
            let pause = Duration.seconds(dice.int(600...200_000))
            world.story.tell("life \(life.number): is suspended for \(pause)")
            world.time.pass(pause)
        }
        if access == .writes, happens(onceIn: 250, world) {
            // A slow backup.
            lockedUntil = world.time.now + .seconds(dice.happens(onceIn: 3) ? dice.int(60...2400) : 5)
        }
        if let end = lockedUntil, access == .writes || dice.happens(onceIn: 50) {
            world.time.pass(.seconds(10))
            if world.time.now >= end { lockedUntil = nil }
            count(world, "life \(life.number): state file locked")
            throw OutboxError.busy(path: world.configuration.statePath)
        }
        if happens(onceIn: 2000, world) {
            count(world, "life \(life.number): I/O error at the state file")
            throw OutboxError.writeFailed(reason: Phrase(verbatim: "disk I/O error"))
        }
    }

    /// After a commit: a crash before anybody knows of it, or an error that hides it.
    private func after(_ access: TransactionAccess) throws {
        guard let life = Life.current else { return }
        guard !life.isDead else { throw Life.gone }
        guard access == .writes, !life.world.isCalm else { return }
        life.world.keepEarly()
        if happens(onceIn: 180, life.world) { try life.crash("after a commit") }
        if happens(onceIn: 2000, life.world) {
            count(life.world, "life \(life.number): I/O error reported after a commit")
            throw OutboxError.writeFailed(reason: Phrase(verbatim: "disk I/O error"))
        }
    }

    /// Before a read of the registry.
    private func beforeRead() throws {
        guard let life = Life.current else { return }
        let world = life.world
        guard !life.isDead else { throw RegistryError.cancelled }
        world.time.pass(.milliseconds(dice.int(1...20)))
        guard !world.isCalm else { return }
        if happens(onceIn: 100, world) { world.office.act() }
        if happens(onceIn: 800, world) { unreadableUntil = world.time.now + .seconds(dice.int(10...3000)) }
        if let end = unreadableUntil {
            guard world.time.now < end else { return unreadableUntil = nil }
            count(world, "life \(life.number): registry unreadable")
            throw RegistryError.busy(path: world.configuration.registryPath)
        }
    }

    /// By step, and so more rarely where every day is lived: its many scans take as many steps as months do otherwise.
    private func happens(onceIn count: Int, _ world: World) -> Bool {
        dice.happens(onceIn: world.feed == nil ? count : count * 8)
    }

    private func count(_ world: World, _ what: String) {
        world.story.tell(what)
        world.story.count { $0.faults += 1 }
    }
}
