const MARKDOWN = /!?\[([^\]]*)\]\s*\([^)]*\)/gu;
const HTML = /<\/?[a-z][^>]*>/giu;
const ADDRESS = /\b(?:[a-z][a-z0-9+.-]*:\/\/|www\.|(?:javascript|data|mailto):)[^\s<>()"']*/giu;

/**
 * A sentence without links, images, HTML and addresses: an answer rests on Facts and names its sources by id. `removed` holds what was taken
 * out, so that the answer can say so.
 */
export function withoutAddresses(text: string): { readonly text: string; readonly removed: readonly string[] } {
  const removed: string[] = [];
  const take = (whole: string, label = ""): string => {
    removed.push(whole);
    return label;
  };
  const plain = text
    .replaceAll(MARKDOWN, (whole: string, label: string) => take(whole, label))
    .replaceAll(HTML, (whole) => take(whole))
    .replaceAll(ADDRESS, (whole) => take(whole, "[address removed]"));
  return { text: removed.length === 0 ? text : plain.replaceAll(/ {2,}/gu, " ").trim(), removed };
}
