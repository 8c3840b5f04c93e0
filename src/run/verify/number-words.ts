const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const LARGE: Readonly<Record<string, number>> = { dozen: 12, hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9 };

const ONE_WORD = [...SMALL.slice(2), "zero", ...TENS, ...Object.keys(LARGE), ...Object.keys(LARGE).map((word) => `${word}s`)].join("|");

/** Source of a pattern for numbers written as words, from two up ("one" is mostly no number: "one of", "no one"). */
export const NUMBER_WORDS = `(?:(?:${ONE_WORD}|one(?=[\\s-](?:${Object.keys(LARGE).join("|")})))(?:[\\s-]+(?:and[\\s-]+)?(?:${ONE_WORD}|${SMALL[1] ?? ""})\\b)*)`;

/** The value of a number in words or digits ("twenty-four", "1,200", "118.8k"); undefined where it is none. */
export function numberIn(text: string): number | undefined {
  const digits = /^(\d[\d,]*(?:\.\d+)?)\s*(k|m|mn|bn|million|billion|thousand)?$/iu.exec(text.trim());
  if (digits !== null) return Number((digits[1] ?? "").replaceAll(",", "")) * scaleOf(digits[2]);
  return wordsValue(
    text
      .toLowerCase()
      .split(/[\s-]+/u)
      .filter((word) => word !== "and" && word !== ""),
  );
}

/** How many decimals a number in digits is written with; a "118.8k" is exact to a hundred, so −2. */
export function decimalsOf(text: string): number {
  const match = /\d[\d,]*(?:\.(\d+))?\s*([a-z]+)?/iu.exec(text);
  return (match?.[1]?.length ?? 0) - Math.round(Math.log10(scaleOf(match?.[2])));
}

function scaleOf(suffix: string | undefined): number {
  switch (suffix?.toLowerCase()) {
    case "k":
    case "thousand":
      return 1e3;
    case "m":
    case "mn":
    case "million":
      return 1e6;
    case "bn":
    case "billion":
      return 1e9;
    default:
      return 1;
  }
}

function wordsValue(words: readonly string[]): number | undefined {
  let total = 0;
  let group = 0;
  for (const word of words) {
    const large = LARGE[word] ?? LARGE[word.replace(/s$/u, "")];
    if (SMALL.includes(word)) group += SMALL.indexOf(word);
    else if (TENS.includes(word)) group += (TENS.indexOf(word) + 2) * 10;
    else if (large !== undefined && large < 1e3) group = Math.max(1, group) * large;
    else if (large !== undefined) {
      total += Math.max(1, group) * large;
      group = 0;
    } else return undefined;
  }
  return words.length === 0 ? undefined : total + group;
}
