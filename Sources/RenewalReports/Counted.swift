/// Writes a number with its noun: `1 delivery`, `2 deliveries`.
package func counted(_ count: Int, _ singular: String, _ plural: String) -> String {
    "\(count) \(count == 1 ? singular : plural)"
}
