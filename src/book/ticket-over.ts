const OVER = String.raw`(^|[^\p{L}])(solved|closed|resolved|done|completed|cancell?ed|merged|gelöst|geschlossen|erledigt|résolue?|fermée?|resuelt[oa]|cerrad[oa])($|[^\p{L}])`;
const NOT_OVER = String.raw`(^|[^\p{L}])(not|non|no|nicht|to be)($|[^\p{L}])`;

/** SQL: a ticket's status says that nothing is left to do; false where it says nothing. */
export const saysOver = (status: string): string =>
  `coalesce(regexp_matches(lower(${status}), '${OVER}') AND NOT regexp_matches(lower(${status}), '${NOT_OVER}'), false)`;
