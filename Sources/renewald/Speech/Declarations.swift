import ArgumentParser
import RenewalRules

// What commands declare of themselves is written in both languages, side by side, and read in the one that is spoken.

extension String {
    /// An abstract or a discussion; examples are the same in every language and stand below it.
    static func both(_ chinese: String, _ english: String, examples: String...) -> String {
        ([Phrase(chinese, english)[.spoken]] + examples.map(example)).joined(separator: "\n\n")
    }

    /// A discussion that is examples alone.
    static func examples(_ examples: String...) -> String { examples.map(example).joined(separator: "\n\n") }

    /// The head of an example in a discussion.
    static let exampleHead = "Example: "

    private static func example(_ command: String) -> String { exampleHead + command }
}

extension ArgumentHelp {
    /// The help of an argument, with the name of its value where it has one.
    static func both(_ chinese: String, _ english: String, value: BothLanguages? = nil) -> ArgumentHelp {
        ArgumentHelp(Phrase(chinese, english)[.spoken], valueName: value.map { Phrase($0)[.spoken] })
    }
}

extension ValidationError {
    /// What is wrong with a command line.
    init(_ chinese: String, _ english: String) { self.init(Phrase(chinese, english)) }

    /// What is wrong with a command line.
    init(_ phrase: Phrase) { self.init(phrase[.spoken]) }
}
