/** The text of a header field, its encoded words (RFC 2047) decoded; one in an unknown charset stays as written. */
export function decodedWords(text: string): string {
  // Blanks between two encoded words are no part of the text.
  return text
    .replaceAll(/(\?=)[ \t]+(?==\?[^?\s]+\?[BbQq]\?)/g, "$1")
    .replaceAll(/=\?([^?\s*]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?\s]*)\?=/g, (whole, charset: string, encoding: string, word: string) => {
      const bytes = encoding.toLowerCase() === "b" ? Buffer.from(word, "base64") : quoted(word);
      return decoded(bytes, charset) ?? whole;
    });
}

/** Raw bytes of a header, given as Latin-1: UTF-8 where they are, else as Windows writes them. */
export function rawText(latin1: string): string {
  if (!/[\u0080-\u00FF]/.test(latin1)) return latin1;
  const bytes = Buffer.from(latin1, "latin1");
  return decoded(bytes, "utf-8") ?? decoded(bytes, "windows-1252") ?? latin1;
}

function quoted(word: string): Buffer {
  const latin1 = word
    .replaceAll("_", " ")
    .replaceAll(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(latin1, "latin1");
}

function decoded(bytes: Buffer, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
