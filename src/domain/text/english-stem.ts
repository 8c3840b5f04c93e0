/**
 * The word without its commonest English endings: "transfers", "transferred" and "transferring" become "transfer". It is meant for matching, not for
 * reading; words of other languages lose a plural s at most now and then, which does no harm.
 *
 * It is one of three stems and stays apart from the others: models that users have trained know words by exactly these. Other than triage's
 * `lightStem` it cuts -ly, -eed, the s of -is and words with a digit; other than the router's `stem` it leaves -al, -ion, -ment and -ness.
 */
export function englishStem(word: string): string {
  if (word.length <= 3) return word;
  let stem = word.endsWith("'s") ? word.slice(0, -2) : word;
  if (stem.endsWith("ies") && stem.length > 4) stem = `${stem.slice(0, -3)}y`;
  else if (stem.endsWith("sses")) stem = stem.slice(0, -2);
  else if (stem.length > 3 && stem.endsWith("s") && !stem.endsWith("ss") && !stem.endsWith("us")) stem = stem.slice(0, -1);
  if (stem.endsWith("ing") && stem.length > 5) stem = undoubled(stem.slice(0, -3));
  else if (stem.endsWith("ed") && stem.length > 4) stem = undoubled(stem.slice(0, -2));
  if (stem.endsWith("e") && stem.length > 3) stem = stem.slice(0, -1);
  if (stem.endsWith("ly") && stem.length > 5) stem = stem.slice(0, -2);
  if (stem.endsWith("y") && stem.length > 3) stem = `${stem.slice(0, -1)}i`;
  return stem;
}

/** "stopp" is "stop", but "pass" stays. */
function undoubled(stem: string): string {
  const last = stem.at(-1) ?? "";
  return last === stem.at(-2) && !"lsz".includes(last) ? stem.slice(0, -1) : stem;
}
