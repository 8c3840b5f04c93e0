/** Lower case, without accents, with straight apostrophes: texts that a reader takes for the same are the same. */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  if (!/[^\u0000-\u007F]/.test(lower)) return lower;
  return lower
    .replaceAll(/[\u2018\u2019\u02BC\u00B4]/g, "'")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "");
}
