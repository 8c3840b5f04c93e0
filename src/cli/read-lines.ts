/** The lines of a stream of text, without their ends (`\n` or `\r\n`) and without a byte-order mark. Holds one line and one chunk at a time. */
export async function* readLines(stream: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let parts: string[] = [];
  let isFirst = true;
  const finish = (end: string): string => {
    const line = [...parts, end].join("").replace(/\r$/, "");
    parts = [];
    const start = isFirst ? line.replace(/^\uFEFF/, "") : line;
    isFirst = false;
    return start;
  };
  for await (const chunk of stream) {
    const lines = (typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true })).split("\n");
    const rest = lines.pop() ?? "";
    for (const line of lines) yield finish(line);
    if (rest !== "") parts.push(rest);
  }
  const last = finish(decoder.decode());
  if (last !== "") yield last;
}
