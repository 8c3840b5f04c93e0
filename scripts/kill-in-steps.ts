/**
 * Runs `kill` until so many kills are done, `step` at a time, and prints the sum of what it counted after each step: who interrupts a long run
 * still has its figures. Returns the whole sum, undefined of no kills.
 */
export async function killInSteps<Counts extends Summable<Counts>>(
  kills: number,
  step: number,
  kill: (kills: number) => Promise<Counts>,
): Promise<Counts | undefined> {
  let sum: Counts | undefined;
  for (let left = kills; left > 0; left -= step) {
    const counts = await kill(Math.min(step, left));
    sum = sum === undefined ? counts : added(sum, counts);
    console.log(JSON.stringify(sum));
  }
  return sum;
}

/** Figures, and lists of what went wrong. */
type Summable<Counts> = Record<keyof Counts, number | readonly string[]>;

function added<Counts extends Summable<Counts>>(a: Counts, b: Counts): Counts {
  const names = Object.keys(a) as (keyof Counts)[];
  return Object.fromEntries(names.map((name) => [name, both(a[name], b[name])])) as Counts;
}

function both(a: number | readonly string[], b: number | readonly string[]): number | readonly string[] {
  return typeof a === "number" ? a + Number(b) : [...a, ...(typeof b === "number" ? [] : b)];
}
