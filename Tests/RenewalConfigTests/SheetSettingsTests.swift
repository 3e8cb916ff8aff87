import RenewalFiles
import RenewalRules
import Testing

@testable import RenewalConfig

@Suite struct SheetSettingsTests {
    let workplace: Workplace

    init() throws { workplace = try Workplace() }

    private func configuration(registry: String) -> String {
        """
        version: 1
        registry: \(registry)
        state: {sqlite: /srv/state.db}
        channels: {drop: {type: maildir, path: /srv/mail, from: office@example.test}}
        routes: [{match: {audience: holder}, send: drop}]
        """
    }

    @Test func sheetsAreReadByName() throws {
        let sheet = "{file: /srv/名单.xlsx, sync: true, sheet: 在册, encoding: gbk}"
        let settings = try workplace.parse(
            configuration(registry: "{sqlite: /srv/r.db, sheets: {登记表: \(sheet)}}")
        )
        var expected = SheetSettings(name: "登记表", file: "/srv/名单.xlsx")
        (expected.syncs, expected.sheet, expected.encoding) = (true, "在册", .gb18030)
        #expect(settings.registry.sheets == [expected])
    }

    @Test func anEncodingThatNobodyKnowsIsNamed() {
        let registry = "{sqlite: /srv/r.db, sheets: {a: {file: /srv/a.csv, encoding: latin-1}}}"
        let problems = workplace.problems(in: configuration(registry: registry))
        #expect(problems.contains { $0.contains("encoding") && $0.contains("gb18030") }, "\(problems)")
    }

    @Test func aMappedDatabaseTakesNoSheets() {
        let registry = "{sqlite: /srv/r.db, mapping: {registrations: SELECT 1}, sheets: {a: {file: /srv/a.xlsx}}}"
        #expect(workplace.problems(in: configuration(registry: registry)).contains { $0.contains("registry.sheets") })
    }

    @Test func columnMapsGoThereAndBack() throws {
        let text = ColumnMap.yaml(
            of: [("到期: \"旧\"", "valid_until"), ("血型", nil)],
            fields: [("name", "姓名"), ("valid_until", "有效期至")],
            in: .chinese
        )
        #expect(text.contains("#   valid_until             有效期至\n") && text.contains("\"血型\": unneeded  # ？\n"))
        #expect(try ColumnMap(yaml: text).fields == ["到期: \"旧\"": "valid_until", "血型": "unneeded"])
        #expect(throws: ColumnMap.Problem.self) { try ColumnMap(yaml: "- a\n- b\n") }
    }
}
