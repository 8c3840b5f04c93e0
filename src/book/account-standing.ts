/** What a source's life cycle calls a customer that has left. */
const FORMER = String.raw`(^|[^\p{L}])(churn|churned|former|lost|cancelled|canceled|ex-?(customer|client|kunde|cliente)|past customer|ehemalig\p{L}*|gekündigt\p{L}*|ancien client|antiguo cliente)($|[^\p{L}])`;

/** What a source's life cycle calls somebody who buys nothing yet. */
const PROSPECT = String.raw`(^|[^\p{L}])(prospect|lead|subscriber|opportunity|trial|evaluation|marketing|sales|interessent)`;

/** SQL: the life cycle says that the account has left; null where it says nothing. */
export const saysFormer = (lifecycle: string): string => `regexp_matches(lower(${lifecycle}), '${FORMER}')`;

/** SQL: the life cycle says that the account is no customer yet; null where it says nothing. */
export const saysProspect = (lifecycle: string): string => `regexp_matches(lower(${lifecycle}), '${PROSPECT}')`;

/** SQL of the account's record: it has left, by flag or life cycle; null where neither says anything. A flag stands before the life cycle. */
export const saysLeft = (row: string): string => `coalesce(${row}.churned, ${saysFormer(`${row}.lifecycle`)})`;
