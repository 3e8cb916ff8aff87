/// What becomes of two people of the registry that are one.
package struct PersonMerge: Hashable, Sendable {
    /// The person who stays.
    package let kept: String
    /// The person who is no more.
    package let gone: String
    /// What goes from one to the other, by table and id.
    package var moved: [RowName] = []
    /// The empty fields of the one who stays that are filled.
    package var filled: [Field] = []
    /// The fields in which they differ: those of the one who stays are kept.
    package var differing: [Field] = []
    /// Whether it is done, and not only shown.
    package var isWritten = false

    /// A column, with what the one who is no more has in it.
    package struct Field: Hashable, Sendable {
        package let column: String
        /// What the one who stays has; `nil` for nothing.
        package let kept: String?
        package let gone: String
    }
}
