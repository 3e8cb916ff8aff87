import RenewalTestSupport
import Testing

/// What the operator's commands print about hostile rows: one line each, without control sequences.
@Suite(.startsPrograms) struct HostileTerminalTests {
    typealias Layout = HostileOffice.Layout

    private func expectTame(_ text: String) {
        let wild = text.unicodeScalars.filter { scalar in
            let category = scalar.properties.generalCategory
            return scalar != "\n" && [.control, .format, .lineSeparator, .paragraphSeparator].contains(category)
        }
        #expect(wild.isEmpty)
    }

    @Test(arguments: Layout.allCases) func checkPrintsOneLinePerProblem(layout: Layout) throws {
        let check = try HostileOffice.of(layout).check
        expectTame(check)
        let lines = check.split(separator: "\n")
        let problems = lines.filter { $0.wholeMatch(of: /[a-z_]+: \d+/) == nil && $0 != "remarks:" }.dropLast()
        #expect(problems.count > 10)
        #expect(problems.allSatisfy { $0.wholeMatch(of: /[a-z_]+(\.[a-z_]+)? .*: .*/) != nil })
        // Rows with the same fault share a line.
        let sum = try #require(lines.last?.wholeMatch(of: /(\d+) problems, (\d+) remarks/))
        let counts = [sum.1, sum.2].compactMap { Int($0) }
        #expect(counts.reduce(0, +) >= problems.count)
    }

    @Test(arguments: Layout.allCases, ["text", "json", "csv"])
    func planAndListEscapeHostileValues(layout: Layout, format: String) throws {
        let office = try HostileOffice.of(layout).office
        let options = ["--config", office.configuration, "--format", format]
        let plan = try office.renewald(["plan", "--since", "never"] + options)
        expectTame(plan)
        guard format != "csv" else { return }
        let list = try office.renewald(["outbox", "list", "--limit", "1000"] + options)
        expectTame(list)
        #expect(!list.contains(HostileInput.identityNumber) && !plan.contains(HostileInput.identityNumber))
        #expect(list.split(separator: "\n").allSatisfy { $0.contains("sent") || $0.contains("shown") })
    }

    @Test(arguments: Layout.allCases) func explainHasNoForgedLines(layout: Layout) throws {
        let office = try HostileOffice.of(layout).office
        let options = ["--config", office.configuration]
        let tame = try office.renewald(["explain", "G-1"] + options).split(separator: "\n").count
        for input in HostileInput.all where input.fate == .told && input.values[.id] == nil {
            let story = try office.renewald(["explain", input.recordID] + options)
            expectTame(story)
            // An overlong review body name counts as missing, which adds two lines.
            let isLong = input.values.values.contains {
                if case .text(let text) = $0 { text.utf8.count > 2000 } else { false }
            }
            #expect(story.split(separator: "\n").count <= tame + (isLong ? 2 : 0), "\(story)")
            #expect(!story.contains(HostileInput.identityNumber))
        }
    }

    /// The answer quotes the id, which comes from whoever typed it.
    @Test(arguments: ["H-28\n<0>forged done", "H-18\u{9B}0m", "R-\u{1B}[31m\nrenewald: all is well"])
    func explainEscapesABadID(id: String) throws {
        let office = try HostileOffice.of(.foreign).office
        let ending = try Program.run("renewald", ["explain", id, "--config", office.configuration])
        #expect([65, 66].contains(ending.status))
        expectTame(ending.errors)
        #expect(ending.errors.split(separator: "\n").count == 1, "\(ending.errors)")
    }
}
