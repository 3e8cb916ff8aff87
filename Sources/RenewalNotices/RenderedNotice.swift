package import RenewalRules

/// A notice in words: one subject, the same text twice.
package struct RenderedNotice: Hashable, Sendable {
    package let language: Language
    /// One line without controls.
    package let subject: String
    /// Paragraphs with LF line ends, ending in one.
    package let text: String
    /// A whole HTML document with LF line ends and no external resources; empty where nobody asked for it.
    package let html: String
    /// Whether the built-in words had to stand in for a template that is missing or broken.
    package let usedFallback: Bool

    package init(language: Language, subject: String, text: String, html: String, usedFallback: Bool) {
        self.language = language
        self.subject = subject
        self.text = text
        self.html = html
        self.usedFallback = usedFallback
    }
}
