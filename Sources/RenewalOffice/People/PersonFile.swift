/// Everything a registry has about a person.
package struct PersonFile: Hashable, Sendable {
    package let id: String
    /// The person's own row, without what is null.
    package var person: [Field] = []
    /// Whether their identity number is kept, as a code from which nobody reads it.
    package var hasIdentityNumber = false
    /// The rows that belong to them, each table after those it belongs to.
    package var records: [Record] = []
    /// What the history tells of all these rows, in its order.
    package var history: [Entry] = []

    /// A column with what is in it, as a file would have it.
    package struct Field: Hashable, Sendable {
        package let column: String
        package let text: String
    }

    /// A row without what is null; the table of subscriptions names its credential.
    package struct Record: Hashable, Sendable {
        package let name: RowName
        package let fields: [Field]
    }

    /// An entry of the history.
    package struct Entry: Hashable, Sendable {
        package let recordedAt: String
        package let recordedBy: String
        package let event: String
        package let record: RowName
        /// What changed, as JSON.
        package let details: String
    }

    /// The name they are known by.
    package var name: String? { person.first { $0.column == "name" }?.text }
    /// Where mail to them goes, as it is written.
    package var email: String? { person.first { $0.column == "email" }?.text }
}
