/// A sentence in both languages, side by side, so that neither can be forgotten.
///
/// What a program prints, and why something failed, is a phrase until the moment it is shown.
public struct Phrase: Hashable, Sendable {
    public let chinese: String
    public let english: String

    /// Makes a phrase of the same sentence in Chinese, as an office writes it, and in English.
    public init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }

    /// What is the same in both languages: a path, a number, a word somebody else wrote.
    public init(verbatim text: String) { self.init(text, text) }

    /// Makes a phrase of words of the vocabulary.
    public init(_ words: BothLanguages) { self.init(words.chinese, words.english) }

    /// Several things in one sentence: `甲、乙`, `A, B`.
    package init(list items: [String]) {
        self.init(Language.chinese.list(items), Language.english.list(items))
    }

    /// The sentence in a language.
    public subscript(language: Language) -> String { language.text(of: (chinese, english)) }
}

extension DefaultStringInterpolation {
    /// Warns of a phrase inside a text: it has to be one of the two.
    @available(*, deprecated, message: "name the language: phrase.english, phrase[language]")
    package mutating func appendInterpolation(_ phrase: Phrase) { appendInterpolation(phrase.english) }
}

/// What can be said in both languages: the errors that reach somebody at a terminal.
public protocol Speakable {
    var phrase: Phrase { get }
}

extension Speakable where Self: CustomStringConvertible {
    /// The English sentence, as logs have it.
    public var description: String { phrase.english }
}
