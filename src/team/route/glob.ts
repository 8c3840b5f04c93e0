/**
 * True where a path matches a glob: `*` is anything within a name, `**` any folders, `?` one character; case does not matter. A pattern
 * matches at any depth and a last `*` or `**` takes whole folders: `health/*` finds `work/health/acme.json` and `health/2026/acme.json`.
 * Takes time in proportion to path times pattern, whatever the pattern.
 */
export function matchesGlob(path: string, pattern: string): boolean {
  const parts = partsOf(path.replaceAll("\\", "/"));
  const wanted = partsOf(pattern);
  const last = wanted.at(-1);
  const open = last === "*" || last === "**" ? [...wanted.slice(0, -1), "*", "**"] : wanted;
  return wanted.length > 0 && matchSequence(parts, ["**", ...open], "**", matchName);
}

function partsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split("/")
    .filter((part) => part !== "" && part !== ".");
}

function matchName(name: string, pattern: string): boolean {
  return matchSequence([...name], [...pattern], "*", (character, wanted) => wanted === "?" || character === wanted);
}

/** Items against a pattern in which `star` stands for any number of items: on a mismatch only the last star is stretched. */
function matchSequence<T extends string>(
  items: readonly T[],
  pattern: readonly T[],
  star: T,
  same: (item: T, wanted: T) => boolean,
): boolean {
  let item = 0;
  let place = 0;
  let lastStar = -1;
  let stretchedTo = 0;
  while (item < items.length) {
    const wanted = pattern[place];
    const found = items[item];
    if (wanted === star) {
      lastStar = place;
      stretchedTo = item;
      place += 1;
    } else if (wanted !== undefined && found !== undefined && same(found, wanted)) {
      item += 1;
      place += 1;
    } else if (lastStar >= 0) {
      stretchedTo += 1;
      item = stretchedTo;
      place = lastStar + 1;
    } else return false;
  }
  return pattern.slice(place).every((rest) => rest === star);
}
