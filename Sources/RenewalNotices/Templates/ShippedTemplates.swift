/// The templates of this version of the program, which stand in for files that an office's folder does not have.
package enum ShippedTemplates {
    /// The paths of the files inside the folder, sorted: `en/registration.expired.mustache`.
    package static var names: [String] { texts.keys.sorted() }

    /// The text of a file; `nil` when none of this name is shipped.
    package static func text(of name: String) -> String? { texts[name] }
}
