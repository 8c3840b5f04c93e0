/**
 * The owner of accounts whom a question names, by the whole name or by a first name that only one of them has; undefined for none.
 * "Who is at risk in Priya's book?" is about the accounts of Priya.
 */
export function namedOwner(question: string, owners: readonly string[]): string | undefined {
  const text = ` ${question.replaceAll(/[^\p{L}\p{N}]+/gu, " ")} `.toLowerCase();
  const says = (name: string): boolean => text.includes(` ${name.toLowerCase()} `);
  const whole = owners.find(says);
  if (whole !== undefined) return whole;
  const first = owners.filter((name) => says(name.split(/\s+/)[0] ?? name));
  return first.length === 1 ? first[0] : undefined;
}
