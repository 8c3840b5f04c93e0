import type { Database } from "../snapshot/database.ts";

/** True where the book has contacts and not one of them a role. Needs the filled tables. */
export async function hasNoRoles(db: Database): Promise<boolean> {
  const [row] = await db.rows<{ contacts: number; roles: number }>("SELECT count(*) AS contacts, count(role) AS roles FROM contacts");
  return row !== undefined && row.contacts > 0 && row.roles === 0;
}
