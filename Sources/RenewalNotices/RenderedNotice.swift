package import RenewalRules

/// A rendered notice: one subject, and the same text in two forms.
package struct RenderedNotice: Hashable, Sendable {
    package let language: Language
    /// One line without controls.
    package let subject: String
    /// Paragraphs with LF line ends, ending in one.
    package let text: String
    /// A whole HTML document with LF line ends and no external resources; empty where nobody asked for it.
    package let html: String
    /// Whether the plain texts replaced a broken template.
    package let usedFallback: Bool

    package init(language: Language, subject: String, text: String, html: String, usedFallback: Bool) {
        self.language = language
        self.subject = subject
        self.text = text
        self.html = html
        self.usedFallback = usedFallback
    }
}
