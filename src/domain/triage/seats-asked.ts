/** What a ticket that wants more seats says of them. */
export interface SeatsAsked {
  /** How many more it asks for, 0 where it does not say; left out where it asks for none. */
  readonly seatsAsked?: number;
}

const SEATS = String.raw`(?:seats?|licen[cs]es?|lizenz(?:en)?|arbeitsplätze|postes|licencias?|puestos)`;
const USERS = String.raw`(?:users?|nutzer|benutzer|utilisateurs|usuarios)`;
const MORE = String.raw`(?:more|additional|extra|further|new|weitere|zusätzliche|neue|mehr|más|nuev[oa]s|nouvelles|autres)`;
const AFTER = String.raw`(?:more|supplémentaires|de\s+plus|en\s+plus|más|adicionales)`;
const WANTS = String.raw`(?:need|require|want|would\s+like|we'd\s+like|add|buy|order|purchase|get|quote\s+for|brauchen|benötigen|möchten|bestellen|il\s+nous\s+faut|besoin\s+de|voulons|souhaitons|ajouter|commander|necesitamos|queremos|añadir|comprar)`;
const BETWEEN = String.raw`(?:to|add|buy|order|purchase|get|have|about|at\s+least|up\s+to|another|an?|some|noch|etwa|ajouter|commander|añadir|comprar)`;
const NUMBER = String.raw`(\d{1,6}(?:[.,]\d{3})*)`;

/** Users need a number: who wants more users to read the news asks for no seats. Not behind "not" and the like, and not before "fewer" and "less". */
const ASKS = new RegExp(
  String.raw`(?<!\b(?:not|no\s{1,3}longer|never|nicht|nicht\s{1,3}mehr)\s{1,3}|n['’]t\s{1,3})(?<!\p{L})${WANTS}\s+(?:${BETWEEN}\s+){0,3}(?:(?:${NUMBER}\s+)?${MORE}\s+${SEATS}|${NUMBER}\s+${MORE}\s+${USERS}|${NUMBER}\s+${SEATS}|(?:${NUMBER}\s+)?${SEATS}\s+${AFTER}|${NUMBER}\s+${USERS}\s+${AFTER})(?!\p{L})(?!\s+(?:fewer|less|weniger|(?:de|en)\s+moins|menos))`,
  "iu",
);
const HINT = /seat|licen|lizenz|platz|plätze|poste|puesto|users?\b|nutzer|utilisateurs|usuarios/i;

/** Reads whether a text asks for more seats, and for how many. */
export function seatsAsked(text: string): SeatsAsked {
  if (!HINT.test(text)) return {};
  const found = ASKS.exec(text);
  if (found === null) return {};
  const [, ...numbers] = found;
  return { seatsAsked: Number((numbers.find((number) => number !== undefined) ?? "0").replaceAll(/[.,]/g, "")) };
}
