import RenewalRules
import Testing

@testable import RenewalReports

/// The language a person at a terminal is spoken to in.
@Suite struct LanguageTests {
    @Test(arguments: [
        (["LANG": "zh_CN.UTF-8"], Language.chinese), (["LANG": "en_GB.UTF-8"], .english), (["LANG": "zh"], .chinese),
        (["LC_MESSAGES": "en_US", "LANG": "zh_CN.UTF-8"], .english),
        (["LC_ALL": "zh_CN.UTF-8", "LC_MESSAGES": "en_US", "LANG": "en_US"], .chinese),
        (["LC_ALL": "", "LANG": "en_US.UTF-8"], .english),
    ])
    func theEnvironmentNamesIt(environment: [String: String], language: Language) {
        #expect(Language(environment: environment) == language)
    }

    @Test(arguments: [
        [:], ["LANG": "C"], ["LANG": "C.UTF-8"], ["LANG": "POSIX"], ["LANG": "fr_FR.UTF-8"], ["LANG": ""],
        ["LC_ALL": "C", "LANG": "zh_CN.UTF-8"], ["LANG": "enm_GB"],
    ])
    func otherLocalesLeaveItToTheConfiguration(environment: [String: String]) {
        #expect(Language(environment: environment) == nil)
    }
}
