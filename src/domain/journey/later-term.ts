/** A contract that begins so many days after the account's first use or won deal is not its first. */
export const LATER_TERM = 90;
