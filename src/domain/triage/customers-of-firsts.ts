/** Whose the last tickets were that repeat no other. */
interface CustomersOfFirsts {
  /** Whether the ticket that this one repeats is known to be another customer's; remembers this one where it repeats none. */
  isOfAnother(id: string, account: string | undefined, duplicateOf: string | undefined): boolean;
}

/** As many as the finder of duplicates remembers. */
const REMEMBERED = 8192;

/** Remembers the customers of the last tickets, in a bounded amount of memory. */
export function customersOfFirsts(): CustomersOfFirsts {
  const accounts = new Map<string, string>();
  return {
    isOfAnother: (id, account, duplicateOf) => {
      if (account === undefined) return false;
      if (duplicateOf !== undefined) return (accounts.get(duplicateOf) ?? account) !== account;
      accounts.set(id, account);
      const [oldest] = accounts.size > REMEMBERED ? accounts.keys() : [];
      if (oldest !== undefined) accounts.delete(oldest);
      return false;
    },
  };
}
