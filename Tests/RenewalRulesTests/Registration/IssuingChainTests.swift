import RenewalRules
import Testing

/// Who issues a qualification certificate, in which form, and under which seal.
@Suite struct IssuingChainTests {
    private func findings(_ change: (inout QualificationRecord) -> Void) throws -> [RenewalExplanation.Finding] {
        let results = CalendarDate("2025-12-10")
        var record = QualificationRecord(
            id: "Q-1",
            holder: Person(id: "P-1", name: "陈静"),
            collection: QualificationCollection(resultsOn: results)
        )
        change(&record)
        let explanation = RenewalExplanation(
            of: .qualification(record),
            on: try #require(CalendarDate("2026-03-01")),
            acknowledgedOn: nil,
            policy: RenewalPolicy()
        )
        for rule in explanation.rules {
            #expect(RuleSentence.of(rule, in: .chinese) != nil && RuleSentence.of(rule, in: .english) != nil, "\(rule)")
        }
        return explanation.findings
    }

    @Test func issuerStageAndSealAreExplained() throws {
        let findings = try findings { record in
            record.form = .both
            record.examYear = 2025
            record.issuing = IssuingChain(issuer: "江苏省人力资源和社会保障厅", stage: .atProvince)
            record.seal = .mohrssSpecial
        }
        let texts = findings.map(\.chinese)
        #expect(texts.contains("由江苏省人力资源和社会保障厅颁发，应急管理部和人力资源社会保障部共同用印"))
        #expect(texts.contains("纸质证书：已到省级考试机构"))
        #expect(texts.contains("电子证书用印：人社部职业资格证书专用电子印章"))
    }

    @Test func theProvinceIssuesWhereNoNameIsRecorded() throws {
        #expect(try findings { _ in }.contains { $0.chinese.hasPrefix("由省级人力资源社会保障部门颁发") && $0.rules.contains("R4") })
    }

    @Test func collectedPaperHasNoIssuingStage() throws {
        let findings = try findings { record in
            record.issuing.stage = .atCity
            record.collection = QualificationCollection(resultsOn: nil, collectedOn: CalendarDate("2026-02-01"))
        }
        #expect(!findings.contains { $0.rules.contains("R9") })
    }

    @Test(arguments: [(2020, CertificateForm.paper), (2021, .both), (2025, .both)])
    func examinationYearDeterminesTheForm(year: Int, form: CertificateForm) throws {
        let record = QualificationRecord(id: "Q-1", examYear: year)
        #expect(record.knownForm == form)
        #expect(record.isCollected)
        let told = try findings { $0.examYear = year }.filter { $0.rules.contains("A21") }.map(\.chinese)
        #expect(told.count == 1 && told[0].contains(form == .paper ? "只有纸质证书" : "还有电子证书"))
    }

    @Test func recordedFormWinsOverTheYear() {
        #expect(QualificationRecord(id: "Q-1", form: .electronic, examYear: 2019).isCollected == false)
        #expect(QualificationRecord(id: "Q-1").knownForm == nil)
        #expect(QualificationRecord(id: "Q-1").isCollected)
    }

    @Test func sealIsRequiredOnlyOnElectronicCertificates() {
        #expect(QualificationRecord(id: "Q-1", form: .electronic, examYear: 2022).lacksSeal)
        #expect(QualificationRecord(id: "Q-1", form: .both).lacksSeal)
        #expect(!QualificationRecord(id: "Q-1", form: .both, examYear: 2020).lacksSeal)
        #expect(!QualificationRecord(id: "Q-1", form: .electronic, examYear: 2022, seal: .issuer).lacksSeal)
        #expect(!QualificationRecord(id: "Q-1", form: .paper, examYear: 2022).lacksSeal)
        #expect(!QualificationRecord(id: "Q-1", examYear: 2022).lacksSeal)
    }

    @Test func aCertificateWithoutAnExaminationIsNoticed() throws {
        let findings = try findings { $0.collection = QualificationCollection(resultsOn: nil) }
        #expect(findings.contains { $0.chinese.contains("请核对是否考试合格") && $0.rules.contains("R1") })
    }
}
