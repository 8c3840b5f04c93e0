/**
 * The name under which an export that tells people only as a number (active users of a week, by customer) brings them into usage: an event of
 * this name is no event. Its rows become the table `user_counts`.
 */
export const USER_COUNT = "(active users)";

/** SQL of the largest number of active users that an export tells of each account in the days for which `inDays` holds. */
export function mostUsers(accountIs: string, columns: Readonly<Record<string, string>>): string {
  const cells = Object.entries(columns).map(([name, inDays]) => `max(users) FILTER (${inDays}) AS ${name}`);
  return `SELECT account, ${cells.join(", ")} FROM user_counts WHERE ${accountIs} GROUP BY account`;
}
