import Testing

@testable import RenewalRules

/// A registrant or an employer chose the name; somebody else reads it in the office's mail.
@Suite struct PresentableNameTests {
    private static let people = [
        "李伟", "欧阳娜娜", "张伟1", "王芳（小）", "赵 敏", "阿卜杜拉·买买提", "古丽娜尔•阿不都热依木", "迪丽热巴・迪力木拉提", "买买提．吐尔逊",
        "司马〇", "㐱䶮", "𬱖", "Zhang San", "ZHANG SAN", "Li Wei (Bob)", "J. R. R. Tolkien", "J.R.R. Tolkien",
        "O'Neill", "O’Neill", "D'Angelo", "Jean-Luc Picard", "Martin Luther King Jr.", "King, Martin L., Jr.",
        "Dr. Zhang Wei", "Prof. Dr. Ing. Anna Müller", "St. John Smith", "Nguyễn Thị Hương", "Ravi s/o Kumar",
        "Mohd. Rashid bin Abdullah", "محمد بن سلمان", "Иван Петрович", "བསྟན་འཛིན", "ᠪᠠᠲᠤ", "สมชาย",
        "William \"Bill\" Gates",
        "Zhang Wei, Ph.D.", "e\u{301}mile Zola", "García Márquez, Gabriel José de la Concordia",
        "李伟 1****************X", "李伟（…0211）", "Er. Singh", "Smt. Devi", "Dr. Fr. Martin", "Ma. Teresa Cruz",
        "Sto. Domingo", "张伟（曾用名：张三）", "张伟(原名:张三)",
    ]
    private static let organizations = [
        "示例化工有限公司", "中国石油化工股份有限公司（北京）", "北京·上海联合矿业有限公司", "58同城（天津）有限公司", "7天酒店", "第3工程局#2项目部",
        "中国人民解放军第5720工厂", "“一带一路”安全技术中心", "示例市应急管理局、住房和城乡建设局", "A&B Mining Co., Ltd.",
        "Sinopec Corp. Shanghai Branch", "St. Mary's Hospital", "U.S. Steel", "JD.com Logistics", "Yahoo! Inc.",
        "No. 3 Plant [North]", "3M", "GmbH & Co. KG", "ООО «Ромашка»".filter { !"«»".contains($0) }, "建筑施工安全",
        "其他安全（不包括消防安全）", "甲公司（原：乙公司）", "㈱日建設計", "河南××设计院", "Gebr. Müller GmbH",
        "Messrs. Lee & Sons",
    ]

    @Test(arguments: people) func personNamesAreAccepted(name: String) throws {
        let shown = try PresentableName(name, of: .person).description
        #expect(!shown.isEmpty && shown.unicodeScalars.count <= PresentableName.limit)
        _ = try PresentableName(name, of: .organization)
    }

    @Test(arguments: ["建筑工程，机电工程", "建筑工程；机电工程", "专业：机电工程", "建筑工程、机电工程"])
    func categoryNamesAreAccepted(name: String) throws {
        #expect(try PresentableName(name, of: .category).description == name)
    }

    @Test(arguments: organizations) func employerNamesAreAccepted(name: String) throws {
        #expect(try !PresentableName(name, of: .organization).description.isEmpty)
    }

    @Test(arguments: [
        ("Zhang San. NOTICE: your account is closed, sign in at https://evil.test", PresentableName.Problem.hasAddress),
        ("Zhang San. NOTICE your account is closed", .isSentence), ("See www.evil.test", .hasAddress),
        ("ｗｗｗ．evil．test", .hasAddress), ("ask a@evil.test", .hasAddress), ("a＠evil.test", .hasAddress),
        ("evil.test", .isSentence), ("张三您的账户已被冻结请立即致电客服办理", .isSentence), ("张三，请致电", .hasSign),
        ("Zhang San 13800001234", .hasNumber), ("Zhang San 138-0000", .hasNumber), ("李伟 10.0.0.1", .hasNumber),
        ("one two three four five six seven eight nine", .isSentence), ("{{secrets}}", .hasSign), ("<b>", .hasSign),
        ("\u{2800}\u{3164}\u{200B}", .isEmpty), ("…", .isEmpty), ("=1+1", .isEmpty),
        (String(repeating: "a ", count: 40), .isTooLong), ("王\u{E863}", .hasPrivateUse),
        ("Zhang Ma. Sign in now", .isSentence), ("张三：请致电", .hasSign), ("张三（请：致电）", .hasSign),
        ("张三（原：李四）请致电：王五", .hasSign), ("张三（原：李四：王五）", .hasSign),
        ("王\u{F0000}伟", .hasPrivateUse),
    ])
    func messagesInPlaceOfAPersonsNameAreRefused(text: String, problem: PresentableName.Problem) {
        #expect(throws: problem) { _ = try PresentableName(text, of: .person) }
    }

    @Test(arguments: [
        ("示例公司，请登录 https://evil.test 核对", PresentableName.Problem.hasAddress), ("示例公司。请核对", .hasSign),
        ("The account is closed. Sign in now", .isSentence), ("热线4001234567", .hasNumber),
        (String(repeating: "示例", count: 61), .isTooLong), ("\u{E863}山公司", .hasPrivateUse),
        ("The account is with Gebr. Sign in now", .isSentence), ("示例公司：请致电", .hasSign), ("示例公司，请致电", .hasSign),
    ])
    func messagesInPlaceOfAnEmployersNameAreRefused(text: String, problem: PresentableName.Problem) {
        #expect(throws: problem) { _ = try PresentableName(text, of: .organization) }
    }

    @Test func dotsInANameNeverMakeALink() throws {
        #expect(try PresentableName("JD.com Logistics", of: .organization).description == "JD. com Logistics")
        #expect(try PresentableName("J.R.R. Tolkien", of: .person).description == "J. R. R. Tolkien")
        #expect(try PresentableName("买买提．吐尔逊", of: .person).description == "买买提·吐尔逊")
        #expect(try PresentableName("买买提.吐尔逊", of: .person).description == "买买提·吐尔逊")
    }

    @Test func longOrganizationNameIsTruncated() throws {
        let name = try PresentableName(String(repeating: "示例", count: 40), of: .organization).description
        #expect(name.unicodeScalars.count == PresentableName.limit && name.hasSuffix("…"))
    }
}

/// A registrant hid characters in a text, to push other text out of sight or past a filter.
@Suite struct VisibleLineTests {
    @Test(arguments: [
        "\u{2800}", "\u{3164}", "\u{FFA0}", "\u{115F}", "\u{1160}", "\u{AD}", "\u{200B}", "\u{200D}", "\u{200F}",
        "\u{2060}",
        "\u{2064}", "\u{FE00}", "\u{FE0F}", "\u{E0100}", "\u{E0041}", "\u{202E}", "\u{2066}", "\u{61C}", "\u{E000}",
        "\u{F0000}", "\u{FEFF}", "\u{180E}", "\u{34F}", "\u{3000}", "\u{A0}", "\u{2028}", "\u{85}", "\0",
    ])
    func invisibleCharactersAreRemovedOrBecomeOneSpace(filler: String) {
        let line = VisibleLine("李" + String(repeating: filler, count: 150) + "伟" + filler).description
        #expect(["李伟", "李 伟"].contains(line))
    }

    @Test func combiningMarksAreLimited() {
        #expect(VisibleLine("e" + String(repeating: "\u{301}", count: 1000)).description.unicodeScalars.count == 3)
        #expect(VisibleLine("e" + String(repeating: "\u{20DD}", count: 1000)).description.unicodeScalars.count == 5)
        #expect(VisibleLine("\u{301}a \u{301}b").description.unicodeScalars.elementsEqual("a b".unicodeScalars))
    }

    @Test(arguments: ["", "李伟", "Nguyễn Thị Hương", "a – b “c”", "（甲）、乙。", "བསྒྲུབས", "สมชาย ที่รัก", "各位：您好！"])
    func ordinaryTextIsUnchanged(text: String) {
        #expect(VisibleLine(text).description.utf8.elementsEqual(text.utf8))
    }
}
