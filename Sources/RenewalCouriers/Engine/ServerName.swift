/// The server that an address names, without what may be secret in it.
enum ServerName {
    /// Host and port, as an administrator has written them: `mail.example.test:465`, `[::1]`.
    static func of(_ url: String) -> String {
        String(url.drop { $0 != "/" }.drop { $0 == "/" }.prefix { !"/?#".contains($0) })
    }

    /// The host alone: `mail.example.test`, `[::1]`.
    static func host(of url: String) -> String {
        let place = of(url)
        guard let colon = place.lastIndex(of: ":"), place[place.index(after: colon)...].allSatisfy(\.isNumber) else {
            return place
        }
        return String(place[..<colon])
    }
}
