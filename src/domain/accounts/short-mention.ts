interface Named {
  readonly name: string;
}

/** A word of two or three letters that stands alone: no part of an address, a domain or a compound. */
const SHORT = /(?<![\p{L}\p{N}.@&_-])\p{L}{2,3}(?![\p{L}\p{N}@&_-]|\.[\p{L}\p{N}])/gu;

/** Words so short that sentences and trades are full of; written in capitals they are no name either. */
const ORDINARY = new Set(
  (
    "the and for but not you all any can had has her him his how its may new now old one our out own per see she " +
    "two use was way who why did get got let put say too yes yet are ask big few off day end fix top low red due " +
    "am an as at be by do go he hi if in is it me my no of oh ok on or so to up us we " +
    "eu uk usa uae hr pr qa ai ui ux bi vp ceo cfo coo cto cmo cro csm cs ae am pm po kpi okr roi arr mrr acv tcv nrr grr nps ces " +
    "qbr ebr sla poc rfp rfi crm erp api sso sdk sql csv pdf url faq ttv tbd eod eow eta fyi asap wau mau dau smb mm saas b2b " +
    "usd eur gbp chf jpy jan feb mar apr jun jul aug sep oct nov dec mon tue wed thu fri sat sun"
  ).split(" "),
);

/**
 * The account whose name begins with a word of two or three letters that the question writes in capitals, or as the name does ("GTX" of
 * GTX Pro Inc.). Such a word proves nothing where it is an ordinary one, begins two names, or where the whole question is in capitals.
 */
export function shortMentions<Known extends Named>(question: string, accounts: readonly Known[]): { known: Known; length: number }[] {
  const words = [...question.matchAll(SHORT)];
  if (words.length === 0) return [];
  const shouted = question !== question.toLowerCase() && question === question.toUpperCase() && /\s\S/.test(question.trim());
  return accounts.flatMap((known) => {
    const first = firstWord(known);
    const counts =
      /^\p{L}{2,3}$/u.test(first) &&
      !ORDINARY.has(first.toLowerCase()) &&
      words.some(
        ({ 0: word, index }) =>
          sameWord(word, first) && (word === word.toUpperCase() ? !shouted : word === first && !opens(question.slice(0, index))),
      ) &&
      accounts.every((other) => other === known || !sameWord(firstWord(other), first));
    return counts ? [{ known, length: first.length }] : [];
  });
}

function firstWord({ name }: Named): string {
  return name.split(/[\s,]+/)[0] ?? "";
}

function sameWord(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Whether a sentence begins after `before`: its first word has a capital whatever it is. */
function opens(before: string): boolean {
  return /(?:^|[.!?:])$/.test(before.trimEnd());
}
