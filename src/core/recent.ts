/** What was made lately, by name: at most so many, the oldest makes way. */
export class Recent<T> {
  readonly #made = new Map<string, T>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** What is known by that name, else what `make` gives. */
  get(name: string, make: () => T): T {
    const known = this.#made.get(name);
    if (known !== undefined) return known;
    const fresh = make();
    this.#made.set(name, fresh);
    if (this.#made.size > this.#most) this.delete(this.#made.keys().next().value ?? "");
    return fresh;
  }

  delete(name: string): void {
    this.#made.delete(name);
  }
}
