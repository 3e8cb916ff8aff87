extension RenewalExplanation {
    /// Who issued a qualification certificate, its form, and the stage of its paper.
    static func findings(onIssuing record: QualificationRecord) -> [Finding] {
        [finding(onIssuer: record.issuing.issuer)]
            + [finding(onExamOf: record), finding(onFormOf: record)].compactMap(\.self)
            + [finding(onStageOf: record), finding(onSealOf: record)].compactMap(\.self)
    }

    private static func finding(onIssuer name: String?) -> Finding {
        let (issuer, seals) = (IssuingChain.usualIssuer, IssuingChain.sealedBy)
        return Finding(
            "由\(name ?? issuer.chinese)颁发，\(seals.chinese)共同用印",
            "issued by \(name ?? issuer.english), sealed by \(seals.english)",
            ["R1", "R4"]
        )
    }

    private static func finding(onExamOf record: QualificationRecord) -> Finding? {
        guard record.lacksExam else { return nil }
        return Finding(
            "没有登记取得日期或成绩公布日期，请核对是否考试合格",
            "neither the day it was obtained nor the day of the results is recorded: please check",
            ["R1"]
        )
    }

    private static func finding(onFormOf record: QualificationRecord) -> Finding? {
        guard record.form == nil, let year = record.examYear else { return nil }
        let first = QualificationRecord.electronicSince
        return year < first
            ? Finding(
                "\(year)年度考试，只有纸质证书",
                "an examination of \(year): the certificate is on paper only",
                ["R13", "A21"]
            )
            : Finding(
                "\(year)年度考试，除纸质证书外还有电子证书",
                "an examination of \(year): there is an electronic certificate beside the paper",
                ["R13", "A21", "R15"]
            )
    }

    private static func finding(onStageOf record: QualificationRecord) -> Finding? {
        guard let stage = record.issuing.stage?.words, record.isCollected, record.collection.collectedOn == nil
        else { return nil }
        return Finding("纸质证书：\(stage.chinese)", "the paper certificate: \(stage.english)", ["R3", "R8", "R9"])
    }

    private static func finding(onSealOf record: QualificationRecord) -> Finding? {
        if let seal = record.seal?.words {
            return Finding("电子证书用印：\(seal.chinese)", "the electronic certificate bears \(seal.english)", ["R14"])
        }
        guard record.lacksSeal else { return nil }
        return Finding("没有登记电子证书的电子印章，请核对", "no seal of the electronic certificate is recorded", ["R14"])
    }
}
