import Foundation
import RenewalDaemon
import RenewalOutbox
import RenewalRules

/// The course of ten years.
extension World {
    /// Lets the years pass, then inspects the result.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.officeHours() }
            if let feed { group.addTask { await self.days(of: feed) } }
            group.addTask {
                await self.turbulence()
                self.isCalm = true
                self.story.tell("calm: nothing goes wrong from here on")
                await self.quiet()
                await Audit(world: self).atTheEnd()
                self.time.end(0)
            }
        }
        isDone = true
    }

    /// Events at the office every few days.
    private func officeHours() async {
        while !isCalm, !isOver {
            do {
                try await time.sleep(until: time.now + .seconds(Int64(dice.int(3600...2_400_000))), of: 0)
            } catch {
                return
            }
            if !isCalm { office.act() }
        }
    }

    /// Midnights, after which more is open, and evenings, when an operator enables what was disabled.
    private func days(of feed: Feed) async {
        while !isOver {
            let tomorrow = active.day(of: time.now).adding(days: 1)
            let midnight = UnixTime(seconds: Int64(tomorrow.dayNumber) * 86_400 - 8 * 3600)
            guard await rest(time.now.duration(to: midnight)) else { return }
            office.look()
            guard await rest(.seconds(20 * 3600)) else { return }
            // The machine may have stood still over a midnight.
            office.look()
            do {
                try feed.endDay(at: time.now)
            } catch {
                story.fail("SIM", "the evening cannot be written: \(error)")
            }
            if !isCalm { await releaseEverything() }
        }
    }

    /// One life after another, with outages in between.
    private func turbulence() async {
        let end = self.end - Self.calm
        while time.now < end, !isOver {
            await chapter(until: end)
            if lives % 3 == 0 { await Audit(world: self).betweenLives() }
            guard await rest(outage) else { return }
            if feed == nil, dice.happens(onceIn: 6) { await order() }
            if feed == nil, letters.happens(onceIn: 4) { await report() }
        }
    }

    /// One life, or two that do not know of each other.
    private func chapter(until end: UnixTime) async {
        let life = newLife()
        let length = Duration.seconds(Int64(dice.int(5...500) * 86_400))
        let last = min(time.now + length, end)
        switch dice.int(0...23) {
        case 0...1: await takeover(of: life, until: last)
        case 2: await life.run(until: min(time.now + .seconds(Int64(dice.int(200...1500))), end), .services)
        case 3: await refuseSecond(beside: life, until: last)
        default: await life.run(until: last, manner)
        }
        restoreFile()
    }

    private var manner: Life.Manner { .parts(every: feed == nil ? dice.pick([1, 30, 60, 90, 120]) ?? 1 : 1) }

    /// Seconds after a crash, hours when it is noticed late, weeks when nobody looks.
    private var outage: Duration {
        switch dice.int(0...9) {
        case 0...5: .seconds(Int64(dice.int(1...30)))
        case 6...7: .seconds(Int64(dice.int(600...80_000)))
        case 8: .seconds(Int64(dice.int(1...6) * 86_400))
        default: .seconds(Int64(dice.int(7...(feed == nil ? 90 : 25)) * 86_400))
        }
    }

    /// A process is stopped for longer than its leases, loses its lock, and another takes over; then the first one
    /// wakes and believes that it still owns the file.
    private func takeover(of life: Life, until end: UnixTime) async {
        story.count { $0.takeovers += 1 }
        let other = newLife()
        let (manner, otherManner) = (manner, manner)
        async let first: Void = life.run(until: end, manner)
        // In the middle of an attempt, if there is one.
        network.stopsSender = life.number
        let patience = Duration.seconds(Int64(dice.int(1...40) * 86_400))
        await network.stop.wait(since: network.stop.count, until: time.now + patience, clock: clock)
        network.stopsSender = nil
        if !life.isDead, life.outbox != nil {
            time.freeze(life.number)
            life.hasLostLock = true
            story.tell("life \(life.number): is stopped, and its lock is lost")
            try? FileManager.default.removeItem(atPath: "\(configuration.statePath).lock")
            async let second: Void = other.run(until: end, otherManner)
            _ = await rest(dice.happens(onceIn: 2) ? .milliseconds(dice.int(1...9000)) : outage)
            time.thaw(life.number)
            story.tell("life \(life.number): goes on")
            await second
        }
        await first
    }

    /// A second instance on the same file is refused.
    private func refuseSecond(beside life: Life, until end: UnixTime) async {
        let manner = manner
        async let first: Void = life.run(until: end, manner)
        if await rest(.seconds(3600)), life.outbox != nil {
            do {
                _ = try Outbox(path: configuration.statePath, access: .daemon, at: time.now)
                story.fail("LOCK", "a second daemon was let in beside life \(life.number)")
            } catch OutboxError.locked {
                story.tell("a second daemon is turned away")
            } catch {
                story.fail("LOCK", "a second daemon is refused with \(error)")
            }
        }
        await first
    }

    /// The clock of the world itself.
    private var clock: LifeClock { LifeClock(time: time, life: 0) }

    /// Waits on behalf of the world.
    ///
    /// - Returns: whether the world continues
    func rest(_ duration: Duration) async -> Bool {
        do {
            try await time.sleep(until: time.now + duration, of: 0)
            return !isOver
        } catch {
            return false
        }
    }

    /// The last life, in which nothing goes wrong any more and everything is completed.
    private func quiet() async {
        guard !isOver else { return }
        await releaseEverything()
        let end = time.now + Self.calm
        lastPlanned = end - Self.patience
        await newLife().run(until: end, .parts(every: 3))
        if time.now < end, !isOver { story.fail("SIM", "the calm life ended early") }
    }
}
