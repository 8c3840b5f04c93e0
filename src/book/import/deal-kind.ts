/** What a source calls any deal with a customer it has: Salesforce's "Existing Business", HubSpot's "existingbusiness". */
export const EXISTING = "existing";

/** The word between what is no letter; a German one may end a longer word. */
const RENEWAL = String.raw`(^|[^\p{L}])(renewals?|renew|\p{L}*verlängerung(en)?|renouvellements?|renovaci[oó]n|rinnovo)($|[^\p{L}])`;
const NO_RENEWAL = String.raw`(^|[^\p{L}])(non|not|no)[\s-]+(a[\s-]+)?renew`;

/**
 * SQL of a deal's kind from what its source calls it. Companies add types of their own, such as "Existing Customer - Renewal": one that
 * speaks of a renewal is one. Where the type is empty, or says only that the customer is not new, the deal's name or a pipeline of renewals tells;
 * an existing customer's other deals are expansion.
 */
export function dealKindSql(deal: string): string {
  const kind = `${deal}.kind`;
  const isOpen = `coalesce(${kind}, '${EXISTING}') IN ('${EXISTING}', 'existing-customer')`;
  const isRenewals = `coalesce(regexp_full_match(lower(trim(${deal}.pipeline)), 'renewals?( pipeline)?'), false)`;
  return `CASE WHEN ${saysRenewal(kind)} OR (${isOpen} AND (${saysRenewal(`${deal}.name`)} OR ${isRenewals})) THEN 'renewal'
  WHEN ${kind} = '${EXISTING}' THEN 'expansion' ELSE ${kind} END`;
}

function saysRenewal(text: string): string {
  const says = (pattern: string): string => `regexp_matches(lower(${text}), '${pattern}')`;
  return `coalesce(${says(RENEWAL)} AND NOT ${says(NO_RENEWAL)}, false)`;
}
