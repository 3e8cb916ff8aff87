import CExpat
import Glibc

/// Takes what an XML part says, as it is read.
///
/// Names come without their prefix: what an element is follows from where it stands, whatever namespace its producer
/// writes (transitional or strict).
protocol XMLHandler: AnyObject {
    func start(_ name: String, _ attributes: XMLAttributes) throws(SheetProblem)
    func end() throws(SheetProblem)
}

/// One whose elements hold text, which comes in pieces.
protocol XMLTextHandler: XMLHandler {
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SheetProblem)
}

/// The attributes of an element, valid while it starts.
struct XMLAttributes {
    fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

    /// The value of an attribute without a prefix.
    subscript(_ name: String) -> String? { first { strcmp($0, name) == 0 } }

    /// The value of the attribute that has a prefix and then this name: `r:id`.
    subscript(prefixed name: String) -> String? {
        first { written in strchr(written, CInt(UInt8(ascii: ":"))).map { strcmp($0 + 1, name) == 0 } ?? false }
    }

    private func first(where matches: (UnsafePointer<XML_Char>) -> Bool) -> String? {
        guard var pair = pairs else { return nil }
        while let name = pair[0], let value = pair[1] {
            if matches(name) { return String(cString: value) }
            pair += 2
        }
        return nil
    }

    /// Whether an attribute says yes, in either of the ways XML Schema allows.
    func isTrue(_ name: String) -> Bool { self[name].map { $0 == "1" || $0 == "true" } ?? false }
}

/// Reads one XML part in pieces, and refuses what declares a document type.
final class XMLStream {
    private let parser: XML_Parser
    private let handler: any XMLHandler
    private let textHandler: (any XMLTextHandler)?
    private let part: String
    private var depth = 0
    private var problem: SheetProblem?

    init(of part: String, to handler: any XMLHandler) throws(SheetProblem) {
        guard let parser = XML_ParserCreate(nil) else { throw SheetProblem(.outOfMemory, "no memory for a parser") }
        (self.parser, self.handler, self.part) = (parser, handler, part)
        textHandler = handler as? any XMLTextHandler
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { context, name, attributes in
                guard let name else { return }
                XMLStream.from(context)?.starts(name, XMLAttributes(pairs: attributes))
            },
            { context, _ in XMLStream.from(context)?.ends() }
        )
        if textHandler != nil {
            XML_SetCharacterDataHandler(parser) { context, text, count in
                XMLStream.from(context)?.says(text, Int(count))
            }
        }
        XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in XMLStream.from(context)?.declares() }
    }

    deinit { XML_ParserFree(parser) }

    /// Reads the next piece; an empty one is the last.
    func feed(_ bytes: UnsafeRawBufferPointer) throws(SheetProblem) {
        let status = XML_Parse(
            parser,
            bytes.assumingMemoryBound(to: CChar.self).baseAddress,
            CInt(bytes.count),
            bytes.isEmpty ? 1 : 0
        )
        if let problem { throw problem }
        guard status == XML_STATUS_OK else { throw failure(XML_GetErrorCode(parser)) }
    }

    private func failure(_ code: XML_Error) -> SheetProblem {
        if code == XML_ERROR_NO_MEMORY { return SheetProblem(.outOfMemory, "no memory to parse \(part)") }
        let words = XML_ErrorString(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
        return SheetProblem(.damaged, "\(part):\(XML_GetCurrentLineNumber(parser)): \(words)")
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> XMLStream? {
        context.map { Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
    }

    private func starts(_ name: UnsafePointer<XML_Char>, _ attributes: XMLAttributes) {
        attempt { () throws(SheetProblem) in
            depth += 1
            guard depth <= SheetLimits.xmlDepth else { throw SheetProblem(.damaged, "\(part) is nested too deeply") }
            try handler.start(Self.localName(name), attributes)
        }
    }

    private func ends() {
        depth -= 1
        attempt { () throws(SheetProblem) in try handler.end() }
    }

    private func says(_ text: UnsafePointer<XML_Char>?, _ count: Int) {
        guard let text else { return }
        text.withMemoryRebound(to: UInt8.self, capacity: count) { bytes in
            attempt { () throws(SheetProblem) in
                try textHandler?.text(UnsafeBufferPointer(start: bytes, count: count))
            }
        }
    }

    /// Without a document type there are no entities that grow and none from elsewhere.
    private func declares() {
        attempt { () throws(SheetProblem) in throw SheetProblem(.entities, "\(part) declares a document type") }
    }

    /// The parser is C and knows no errors: the first one is kept, and stops it.
    private func attempt(_ step: () throws(SheetProblem) -> Void) {
        guard problem == nil else { return }
        do throws(SheetProblem) {
            try step()
        } catch {
            problem = error
            XML_StopParser(parser, XML_Bool(XML_FALSE))
        }
    }

    private static func localName(_ name: UnsafePointer<XML_Char>) -> String {
        String(cString: strchr(name, CInt(UInt8(ascii: ":"))).map { UnsafePointer($0 + 1) } ?? name)
    }
}
