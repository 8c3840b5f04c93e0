import type { Review } from "./qbr-review.ts";

/**
 * Tells whether a text names another account than the one given. Names are compared word by word, whatever stands between the words; looked
 * up, not searched for, so that a book of a hundred thousand accounts costs no more.
 */
export function othersNamed(own: string, names: readonly string[]): (text: string) => boolean {
  const ownWords = ` ${wordsOf(own).join(" ")} `;
  const others = new Set(names.map((name) => wordsOf(name).join(" ")).filter((name) => name !== "" && !ownWords.includes(` ${name} `)));
  const longest = Math.max(1, ...[...others].map((name) => name.split(" ").length));
  return (text) => {
    const found = wordsOf(text);
    return found.some((_, start) => {
      for (let length = 1; length <= longest && start + length <= found.length; length += 1) {
        if (others.has(found.slice(start, start + length).join(" "))) return true;
      }
      return false;
    });
  };
}

/** The review without rows whose words name another account, and how many those were. */
export function withoutOthers(review: Review, names: readonly string[]): { readonly review: Review; readonly withheld: number } {
  const namesOther = othersNamed(review.account.name, names);
  const keep = <Row extends object>(rows: readonly Row[]): Row[] =>
    rows.filter((row) => !Object.values(row).some((value) => typeof value === "string" && namesOther(value)));
  const kept = {
    goals: keep(review.goals),
    requests: keep(review.requests),
    tickets: keep(review.tickets),
    releases: keep(review.releases),
    features: review.features,
  };
  const count = (of: Pick<Review, "goals" | "requests" | "tickets" | "releases">): number =>
    of.goals.length + of.requests.length + of.tickets.length + of.releases.length;
  return { review: { ...review, ...kept }, withheld: count(review) - count(kept) };
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
