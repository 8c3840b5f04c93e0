/** The topmost parent of an account; where parents go round in a circle, the smallest id of the circle. */
export function rootOf(account: string, parents: ReadonlyMap<string, string>): string {
  const path = [account];
  for (let parent = parents.get(account); parent !== undefined; parent = parents.get(parent)) {
    const again = path.indexOf(parent);
    if (again >= 0) return path.slice(again).sort()[0] ?? account;
    path.push(parent);
  }
  return path.at(-1) ?? account;
}
