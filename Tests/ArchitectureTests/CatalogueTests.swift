import Foundation
import Testing

/// The documentation catalogue is complete; DocC checks its links (`Scripts/docs`).
@Suite struct CatalogueTests {
    /// The text of an article outside its code blocks.
    private func prose(of article: SourceFile) -> String {
        var isCode = false
        return article.lines.filter { line in
            let isFence = line.hasPrefix("```")
            if isFence { isCode.toggle() }
            return !isCode && !isFence
        }.joined(separator: "\n")
    }

    @Test func articlesExist() {
        #expect(Catalogue.articles.count >= 10)
    }

    @Test func theLandingPageLeadsToEveryArticle() throws {
        let landing = try #require(Catalogue.articles.first { $0.name == "RenewalRules.md" })
        let linked = prose(of: landing).matches(of: /- <doc:(\w+)>/).map { String($0.1) + ".md" }
        #expect(Set(linked + ["RenewalRules.md"]) == Set(Catalogue.articles.map(\.name)))
    }

    @Test(arguments: Catalogue.articles) func everyRuleMentionedExists(article: SourceFile) {
        for match in prose(of: article).matches(of: /\b[RADV][0-9]+b?\b/) where match.0 != "D0" {
            #expect(RuleTable.ids.contains(String(match.0)), "\(article.name): \(match.0)")
        }
    }

    @Test func theArticleOnNoticesListsEveryKind() throws {
        let kinds = try #require(SourceTree.sources.first { $0.name == "NoticeKind.swift" })
        let words = kinds.lines.flatMap { $0.matches(of: /case \w+ = "([a-z_.]+)"/) }.map { String($0.1) }
        let article = try #require(Catalogue.articles.first { $0.name == "Notices.md" })
        let listed = article.lines.flatMap { $0.matches(of: /^\| N\d+ \| `([a-z_.]+)`/) }.map { String($0.1) }
        #expect(words.count > 40)
        #expect(listed.sorted() == words.sorted())
    }
}
