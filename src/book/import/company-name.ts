import { slug } from "../../core/text.ts";

const LEGAL_FORMS = new Set(
  `ab ag as asa bv co company corp corporation eurl gmbh holding holdings inc incorporated kg kgaa kk limited llc llp lp ltd ltda nv oy oyj plc pte pty pvt
   sa sarl sas se spa srl ug`.split(/\s+/),
);

/** A company's name without its legal form: "Acme Corp." → "Acme". A name that is nothing else stays as it is. */
export function withoutLegalForm(name: string): string {
  const words = dotsOfInitialsRemoved(name)
    .split(/[\s,]+/)
    .filter((word) => word !== "");
  let length = words.length;
  while (length > 1 && (LEGAL_FORMS.has(bare(words[length - 1] ?? "")) || (length < words.length && isAnd(words[length - 1] ?? ""))))
    length -= 1;
  return words.slice(0, length).join(" ");
}

/** The key under which names are compared: lower case, no accents, punctuation, "and" or legal form. Empty when nothing is left. */
export function nameKey(name: string): string {
  const known = keysOfNames.get(name);
  if (known !== undefined) return known;
  const key = wholeName(withoutLegalForm(name));
  if (keysOfNames.size >= MOST_NAMES) keysOfNames.clear();
  keysOfNames.set(name, key);
  return key;
}

/** Every step of an import asks for the keys of all names again. */
const keysOfNames = new Map<string, string>();
const MOST_NAMES = 500_000;

/** A name as it is written but for case, accents and punctuation, its legal form kept. Empty when nothing is left. */
export function wholeName(name: string): string {
  // Most names are written in ASCII, where nothing has to be taken apart.
  if (/^[\x20-\x7e]*$/.test(name)) {
    const words = name
      .replaceAll("'", "")
      .toLowerCase()
      .split(/[^a-z0-9]+/);
    return words.filter((word) => word !== "" && word !== "and").join(" ");
  }
  return name
    .normalize("NFKD")
    .replaceAll(/\p{M}|['’]/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && word !== "and")
    .join(" ");
}

/**
 * The keys of a name without blanks, without its legal form and with it: "GTXPro" shares one with "GTX Pro Inc.", "AcmeCorp" with "Acme
 * Corp". A name with umlauts has those of its spelling without them too: "Müller" shares one with "Mueller" and one with "Muller". Names that
 * agree in these only are joined, and the report says so. None for a name of which nothing is left.
 */
export function compactNames(name: string): readonly string[] {
  const spelled = UMLAUT.test(name) ? [name, withoutUmlauts(name)] : [name];
  const keys = spelled.flatMap((spelling) => [compactName(spelling), wholeName(spelling).replaceAll(" ", "")]);
  return [...new Set(keys)].filter((key) => key !== "");
}

const UMLAUT = /[äöüæøå]|[aou]\u0308|a\u030a/i;
const SPELLED_OUT: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", æ: "ae", ø: "oe", å: "aa" };

/** As keyboards without umlauts write it: ae, oe, ue; of Danish and Norwegian letters ae, oe, aa. */
function withoutUmlauts(name: string): string {
  return name.normalize("NFC").replaceAll(/[äöüæøå]/gi, (letter) => SPELLED_OUT[letter.toLowerCase()] ?? letter);
}

/** The key of a name without blanks and legal form. */
export function compactName(name: string): string {
  return nameKey(name).replaceAll(" ", "");
}

/** Short id for a company name: "Acme Corp" → `acme`. Empty for a name without Latin letters or digits. */
export function shortSlug(name: string): string {
  return slug(withoutLegalForm(name));
}

function bare(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}]/gu, "");
}

/** In "GmbH & Co. KG" the sign belongs to the legal form, in "Ember & Oak" it does not. */
function isAnd(word: string): boolean {
  return word === "&" || word.toLowerCase() === "and";
}

/** "S.A." → "SA", "A/S" → "AS". */
function dotsOfInitialsRemoved(name: string): string {
  if (!/[./]/.test(name)) return name;
  return name.replaceAll(/(?<=(?:^|[\s.])\p{L})\.(?=\p{L}\b|\s|$)/gu, "").replaceAll(/\bA\/S\b/gi, "AS");
}
