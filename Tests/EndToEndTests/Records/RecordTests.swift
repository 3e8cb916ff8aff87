import Foundation
import RenewalTestSupport
import Testing

/// The office's events recorded through the command line: one line for what was recorded or why it was not.
@Suite(.startsPrograms) struct RecordTests {
    private let office: Office

    /// R-1 expires in 60 days, R-2 in 700 days.
    init() throws {
        office = try Office()
        try office.fill(2) { $0 == 1 ? 60 : 700 }
        try office.configure(smtpPort: 1, httpPort: 1)
    }

    private func words(of command: String) -> [String] {
        let configuration = command.contains("--config") ? [] : ["--config", office.configuration]
        return ["registry", "record"] + command.split(separator: " ").map(String.init)
            + ["--registry", office.registry] + configuration
    }

    private func says(_ words: String..., by command: String, line: Int = #line) throws {
        let ending = try Program.run("renewald", self.words(of: command))
        let place = Testing.SourceLocation(fileID: #fileID, filePath: #filePath, line: line, column: 1)
        #expect(ending.status == 0, "\(ending.errors)", sourceLocation: place)
        #expect(ending.output.count { $0 == "\n" } == 1, sourceLocation: place)
        for word in words { #expect(ending.output.contains(word), "\(ending.output)", sourceLocation: place) }
    }

    private func ends(_ status: Int32, saying words: String..., by command: String, line: Int = #line) throws {
        let ending = try Program.run("renewald", self.words(of: command))
        let place = Testing.SourceLocation(fileID: #fileID, filePath: #filePath, line: line, column: 1)
        #expect(ending.status == status, "\(ending.errors)", sourceLocation: place)
        #expect(ending.output == "", sourceLocation: place)
        for word in words { #expect(ending.errors.contains(word), "\(ending.errors)", sourceLocation: place) }
        if status != 64 { #expect(ending.errors.count { $0 == "\n" } == 1, "\(ending.errors)", sourceLocation: place) }
    }

    private func exported(_ table: String) throws -> String {
        try office.renewald(["registry", "export", "--registry", office.registry, table])
    }

    @Test func renewalIsRecordedFromFilingToSuccessor() throws {
        try says(
            "filed application A-1 for a renewal",
            "a decision is usual between",
            by: "file R-1 --procedure renewal --id A-1"
        )
        try says("A-1 is in initial review", by: "advance A-1 initial_review")
        try says(
            "approved application A-1",
            "registration R-9 is valid until",
            by: "decide A-1 approved --new-id R-9 --registration-no 44019999999"
        )
        let story = try office.renewald(["explain", "R-1", "--config", office.configuration, "--language", "en"])
        #expect(story.contains("renewed"))
        #expect(try exported("registration").contains(#""R-9","44019999999","P-1","E-1""#))
        try ends(65, saying: "NO_APPLICATION under rule R16", by: "decide A-1 rejected")
    }

    /// What is missing, and why a registration ends, are told to whoever asks.
    @Test func reasonsAreRecordedAndExplained() throws {
        func explained(_ record: String) throws -> String {
            try office.renewald(["explain", record, "--config", office.configuration, "--language", "zh-CN"])
        }
        try says("filed application A-1", by: "file R-1 --procedure renewal --id A-1")
        try says("缺少劳动合同", by: "advance A-1 supplement_required --reason 缺少劳动合同")
        let missing = try explained("R-1")
        #expect(missing.contains("办理事项：补正材料") && missing.contains("，需补正：缺少劳动合同"), "\(missing)")
        try ends(64, saying: "which documents are missing", by: "advance A-1 initial_review --reason 缺少劳动合同")
        try says("cancelled registration R-2", by: "cancel R-2 --reason on_request")
        let ended = try explained("R-2")
        #expect(ended.contains("注销，原因：本人申请注销") && !ended.contains("需准备"), "\(ended)")
        try ends(64, saying: "deceit", by: "cancel R-1 --reason bribery")
    }

    @Test func aRefusalIsOneLineWithCodeRuleAndAdvice() throws {
        try ends(
            65,
            saying: "filing a renewal of registration R-2: TOO_EARLY under rule R20 (",
            "wait until 20",
            by: "file R-2 --procedure renewal"
        )
        try ends(
            65,
            saying: "EMPLOYER_CHANGED under rule R18",
            "file a change first",
            by: "file R-1 --procedure renewal --new-employer E-2"
        )
        try ends(65, saying: "lies in the future", by: "cancel R-1 --on \(Office.day(nil, plus: 2))")
        #expect(try exported("history").split(separator: "\r\n").count == 1)
    }

    @Test func usageErrorsEndWith64AndMissingRecordsWith66() throws {
        try ends(64, saying: "renewla", by: "file R-1 --procedure renewla")
        try ends(64, saying: "--person", by: "file R-1 --procedure initial")
        try ends(64, saying: "2026-02-30", by: "cancel R-1 --on 2026-02-30")
        try ends(64, saying: "--employer", by: "change R-1")
        try ends(64, saying: "decide and withdraw", by: "advance A-1 approved")
        try ends(66, saying: "there is no registration R-没有", by: "cancel R-没有")
        try ends(66, saying: "there is no employer E-9", by: "change R-1 --employer E-9")
        try ends(66, saying: "none.yaml", by: "cancel R-1 --config \(office.directory.path("none.yaml"))")
    }

    @Test func configurationSuppliesRegistryAndPolicy() throws {
        try office.configure(smtpPort: 1, httpPort: 1, rules: "{earliest: 24mo}")
        let output = try office.renewald(
            ["registry", "record", "file", "R-2", "--procedure", "renewal", "--config", office.configuration]
        )
        #expect(output.contains("filed application"))
    }

    @Test func aRenamedEmployerReachesItsRegistrations() throws {
        try says(
            "2 active registrations are concerned",
            by: "rename-employer E-1 示例化工集团有限公司 --by 王芳"
        )
        #expect(try exported("employer").contains("示例化工集团有限公司"))
        let history = try exported("history")
        #expect(history.contains(#""王芳","employer.renamed","employer","E-1""#))
        #expect(history.contains(#"""from"":""示例化工有限公司"""#))
    }

    @Test func movesEndsAndDeclinesAreRecorded() throws {
        try says("recorded 48 hours for registration R-1", by: "education R-1 48")
        try office.write("id,name\nE-2,青山矿业有限公司\n", to: "employer.csv")
        let file = office.directory.path("employer.csv")
        _ = try office.renewald(["registry", "import", "--registry", office.registry, "--write", file])
        try says("recorded the move of registration R-1", "file a change next", by: "change R-1 --employer E-2")
        try says("filed application A-1 for a change", by: "file R-1 --procedure change --id A-1")
        try says("withdrew application A-1", by: "withdraw A-1 --reason 重复提交")
        try says("notices to them end", by: "decline P-1")
        try says("cancelled registration R-1", by: "cancel R-1")
        try ends(65, saying: "ENDED under rule V9", by: "cancel R-1")
        try says("revoked registration R-2", "no new registration is possible through", by: "revoke R-2")
        let events = try exported("history").matches(of: /[a-z]+\.[a-z]+(?=","[a-z])/).map { String($0.0) }
        #expect(
            events == [
                "registration.education", "registration.moved", "application.filed", "application.withdrawn",
                "person.declined", "registration.cancelled", "registration.revoked",
            ]
        )
    }

    @Test func collectionAndTheSixStepsAreRecorded() throws {
        try office.write("id,person_id\nQ-1,P-1\n", to: "qualification.csv")
        let file = office.directory.path("qualification.csv")
        _ = try office.renewald(["registry", "import", "--registry", office.registry, "--write", file])
        let (from, to) = (Office.day(nil, plus: 1), Office.day(nil, plus: 30))
        try says("it is not open", by: "collection Q-1 --from \(from) --to \(to) --method mail")
        try ends(65, saying: "TOO_EARLY under rule R11", "wait until \(from)", by: "collection Q-1 --collected")
        try ends(64, saying: "--results-on", by: "collection Q-1")
        try says("began credential application S-1", by: "application-step begin --person P-1 --id S-1")
        try ends(64, saying: "work_experience", by: "application-step materials S-1 identity,diploma")
        try ends(65, saying: "NOT_COMPLETE under rule R41", by: "application-step materials S-1 identity")
        try ends(65, saying: "WRONG_STEP under rule R57", by: "application-step exam S-1 passed")
        for step in [
            "materials S-1 identity,education,title,work_experience --declared-true",
            "online S-1 data,uploads,registration_fee,intermediate_exam", "exam S-1 passed",
            "review S-1 approved --number 2026-0042", "fee-paid S-1",
            "produced S-1 --form electronic --email zhang.wei@example.test",
        ] { try says("credential application S-1 is in", by: "application-step \(step)") }
        try says("is in delivered", by: "application-step delivered S-1")
    }
}
