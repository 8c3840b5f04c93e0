declare module "saxen" {
  /** A SAX parser: it expands no entities of its own and reads nothing but the text it is given. */
  export class Parser {
    on(name: "openTag", handle: (name: string, attributes: () => Record<string, string>) => void): this;
    on(name: "closeTag", handle: (name: string) => void): this;
    on(name: "text", handle: (text: string, decode: (text: string) => string) => void): this;
    on(name: "cdata", handle: (text: string) => void): this;
    on(name: "error", handle: (error: Error) => void): this;
    parse(xml: string): unknown;
  }
}
