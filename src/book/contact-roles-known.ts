import type { Book } from "./book.ts";
import { ROLES_ARE_KNOWN } from "./queries/contact-roles.ts";

/** False where no contact of the whole book has a role: nobody can say then who is missing. */
export async function contactRolesKnown(book: Book): Promise<boolean> {
  const [row] = await book.rows<{ known: boolean }>(`SELECT ${ROLES_ARE_KNOWN} AS known`);
  return row?.known ?? true;
}
