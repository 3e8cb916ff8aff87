package import RenewalConfig
import RenewalCouriers
import RenewalNotices

/// What can be wrong with a well-formed configuration: things it points to.
package enum ConfigurationCheck {
    /// Opens the registry, builds every courier and renders every template, and sends nothing.
    ///
    /// - Returns: one line per problem; empty when the daemon would start
    package static func problems(of settings: Settings) -> [String] {
        var problems = TemplateSet(directory: settings.texts.templatesDirectory).check().map {
            "template \($0.file): \($0.message)"
        }
        do {
            _ = try Assembly(settings: settings, engine: CurlEngine(mailThreads: 0))
        } catch {
            problems.append("\(error)")
        }
        return problems
    }
}
