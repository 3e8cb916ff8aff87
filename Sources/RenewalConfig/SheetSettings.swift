package import RenewalFiles

/// A sheet that is taken into the registry by itself whenever it has changed.
package struct SheetSettings: Hashable, Sendable {
    /// What it is remembered as.
    package var name: String
    /// Its path, on a share or not.
    package var file: String
    /// Stop reminding of what it no longer holds.
    package var syncs = false
    /// Take the good rows although there are bad ones.
    package var skipsBad = false
    /// Pass over columns that are not understood.
    package var ignoresColumns = false
    /// The path of a map of its titles.
    package var map: String?
    /// The sheet of a workbook; `nil` takes the first visible one with a header.
    package var sheet: String?
    /// Of a text; `nil` finds it out.
    package var encoding: TextEncoding?
}
