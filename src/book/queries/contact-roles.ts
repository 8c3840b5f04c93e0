/**
 * SQL that is true where the exports say who of the contacts has which role. Where no contact of the whole book has one, the export has no
 * such column, or nobody fills it: then an account without a champion is not told from one whose champion nobody wrote down. Noted at import;
 * see import/no-roles.ts.
 */
export const ROLES_ARE_KNOWN = "(SELECT count(*) FROM meta WHERE key = 'contact_roles' AND value = 'none') = 0";
