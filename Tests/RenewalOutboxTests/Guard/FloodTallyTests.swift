import RenewalRules
import Testing

@testable import RenewalOutbox

/// Who is held when a scan plans more than usual, and who is not.
@Suite struct FloodTallyTests {
    private func line(
        _ employer: String?,
        _ count: Int,
        _ type: RecordID.RecordType = .registration,
        isUrgent: Bool = false
    ) -> FloodTally.Line {
        FloodTally.Line(type: type, employer: employer, isUrgent: isUrgent, count: count)
    }

    /// The causes held one after the other, and how much is left in the end.
    private func holds(_ lines: [FloodTally.Line], above limit: Int = 1000) -> (scopes: [String], left: Int) {
        var (tally, scopes) = (FloodTally(lines), [String]())
        while let scope = tally.cause(above: limit) {
            scopes.append("\(scope)")
            tally.hold(scope, count: tally.count(of: scope))
        }
        return (scopes, tally.lines.reduce(0) { $0 + $1.count })
    }

    @Test func usualCountsAreNotHeld() {
        #expect(holds([line("E-1", 600), line(nil, 400)]).scopes.isEmpty)
        #expect(holds([]).scopes.isEmpty)
    }

    @Test func employerWithMoreThanHalfIsTheCause() {
        let (scopes, left) = holds([line("E-1", 5000), line("E-2", 90), line(nil, 800)])
        #expect(scopes == ["employer:E-1"] && left == 890)
    }

    /// Attacker: a clerk, on a day when others have nearly as much as usual.
    @Test func employerThatTipsABusyDayIsTheCause() {
        let others = (10..<105).map { line("E-\($0)", 10) }
        let (scopes, left) = holds(others + [line("E-1", 480)])
        #expect(scopes == ["employer:E-1"] && left == 950)
    }

    /// Attackers: clerks of two employers.
    @Test func twoFloodsAreHeldByEmployer() {
        let (scopes, left) = holds([line("E-1", 1100), line("E-2", 1100), line("E-3", 50)])
        #expect(scopes == ["employer:E-1", "employer:E-2"] && left == 50)
    }

    @Test func holdOfAnEmployerCoversAllItsRecords() {
        let (scopes, _) = holds([line("E-1", 600), line("E-1", 700, .credential), line("E-2", 20, .credential)])
        #expect(scopes == ["employer:E-1"])
    }

    @Test func floodAcrossEmployersIsHeldByRecordType() {
        let everybody = (1...100).map { line("E-\($0)", 15) }
        let (scopes, left) = holds(everybody + [line("E-1", 30, .credential), line(nil, 12, .qualification)])
        #expect(scopes == ["record:registration"] && left == 42)
    }

    @Test func floodOfTwoRecordTypesHoldsBoth() {
        let everybody = (1...100).flatMap { [line("E-\($0)", 15), line("E-\($0)", 12, .credential)] }
        let (scopes, left) = holds(everybody + [line(nil, 9, .qualification)])
        #expect(scopes == ["record:registration", "record:credential"] && left == 9)
    }

    @Test func employerWithFewIsNotTheCause() {
        let (scopes, _) = holds((1...1001).map { line("E-\($0)", 1) })
        #expect(scopes == ["record:registration"])
    }

    /// Attacker: a clerk whose wrong dates make everything critical today.
    @Test func urgentNoticesAreCountedApart() {
        let flood = line("E-1", 1100, isUrgent: true)
        let (scopes, left) = holds([flood, line("E-2", 3, isUrgent: true), line("E-3", 990)])
        #expect(scopes == ["urgent:employer:E-1"] && left == 993)
    }

    /// Notices sent before their cause was found do not count against others.
    @Test func alreadySentFloodHoldsNobodyElse() {
        var tally = FloodTally([line("E-1", 900), line("E-2", 950)])
        tally.hold(.part(of: .employer("E-1"), isUrgent: false), count: 0)
        #expect(tally.cause(above: 1000) == nil)
    }

    /// Attackers: clerks of many employers, whose floods leave before they are noticed.
    @Test func successiveFloodsAreCountedTogether() {
        var tally = FloodTally((1...9).map { line("E-\($0)", 900) })
        for number in 1...2 { tally.hold(.part(of: .employer("E-\(number)"), isUrgent: false), count: 0) }
        var held = 0
        while let scope = tally.cause(above: 1000) {
            held += tally.count(of: scope)
            tally.hold(scope, count: tally.count(of: scope))
        }
        #expect(held == 7 * 900)
    }

    @Test func ordinaryFloodDoesNotHoldUrgentNotices() {
        let (scopes, left) = holds([line("E-1", 1100), line("E-1", 5, isUrgent: true), line("E-2", 3, isUrgent: true)])
        #expect(scopes == ["employer:E-1"] && left == 8)
    }

    /// In any combination, no more of either kind is left than the limit, and the search ends.
    @Test(arguments: 0..<200) func neverLeavesMoreThanTheLimit(seed: UInt64) {
        var random = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ bound: UInt64) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((random >> 33) % bound)
        }
        let types = RecordID.RecordType.allCases
        let lines = (0...next(60)).map { _ in
            line(next(4) == 0 ? nil : "E-\(next(9))", 1 + next(90), types[next(7)], isUrgent: next(3) == 0)
        }
        let limit = 1 + next(300)
        var tally = FloodTally(lines)
        while let scope = tally.cause(above: limit) {
            #expect(tally.touches(scope))
            tally.hold(scope, count: next(3) == 0 ? 0 : tally.count(of: scope))
        }
        for isUrgent in [false, true] {
            #expect(tally.lines.filter { $0.isUrgent == isUrgent }.reduce(0) { $0 + $1.count } <= limit)
        }
    }
}

extension FloodTally {
    fileprivate func count(of scope: HoldScope) -> Int {
        var rest = self
        rest.hold(scope, count: 0)
        return lines.reduce(0) { $0 + $1.count } - rest.lines.reduce(0) { $0 + $1.count }
    }
}
