/**
 * Waits for all works and gives their results. One that fails is told when the others have ended, so that nobody takes away what they work on.
 * Throws what the first of the list that failed threw.
 */
export async function together<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === "rejected") throw a.reason;
  if (b.status === "rejected") throw b.reason;
  return [a.value, b.value];
}
