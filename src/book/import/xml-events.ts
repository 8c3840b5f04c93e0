import { Parser } from "saxen";

export interface XmlEvents {
  /** Names come without their prefix. */
  readonly open?: (name: string, attributes: () => Record<string, string>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** Reads an XML text from beginning to end. Throws Error for what is not well formed. */
export function readXml(xml: string, { open, close, text }: XmlEvents): void {
  const parser = new Parser();
  parser.on("openTag", (name, attributes) => open?.(local(name), attributes));
  parser.on("closeTag", (name) => close?.(local(name)));
  parser.on("text", (raw, decode) => text?.(decode(raw)));
  parser.on("cdata", (raw) => text?.(raw));
  parser.on("error", (error) => {
    throw error;
  });
  parser.parse(xml);
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
