/** Languages that triage reads, in the order of their bits. */
export const LANGUAGES = ["en", "de", "fr", "es"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Small words that tell a language, folded (no accents). Words that two of them share stand in both. */
const SMALL_WORDS: Readonly<Record<Language, string>> = {
  en: `the and is are was were be been to of in on at for with from by an a i we you your our my it its this that these those not no do does did
    have has had can could would should will how what when where why which who there if but or as so than then they them us me please since any all
    cant dont doesnt isnt wont didnt havent im ive weve youre get gets after before about still only just into out up`,
  de: `der die das den dem des und ist sind war wird werden ich wir sie ihr ihre ihren unser unsere mein nicht kein keine ein eine einen einem einer zu
    zum zur im in auf mit von vom bei aus nach seit fur wie was wann wo warum wer es uns mir bitte noch auch aber oder wenn dass kann konnen haben hat
    habe nur schon mehr alle beim als am um uber unter durch man mochte danke guten hallo`,
  fr: `le la les un une des du de et est sont etait nous vous je il elle ils on notre nos votre vos mon ma mes ce cette ces ne pas plus que qui quoi dont
    ou dans sur avec pour par en au aux depuis sans mais si quand comment pourquoi a y se sa son leur leurs avons avez ai fait etre avoir bonjour merci
    tout tous toute toujours encore cela ca d l qu c n s j`,
  es: `el la los las un una unos unas de del y es son era esta estan estamos nosotros ustedes yo mi mis su sus nuestro nuestra nuestros nuestras que no se
    en con por para sin sobre desde hasta pero si cuando como donde porque al lo le les me nos ha han hemos he hay muy mas ya o este esto eso hola gracias
    todo todos todas puede pueden podemos tienen tiene`,
};

/** Small words of languages that triage does not read and would take for one of its own; words shared with those are left out. */
const FOREIGN_WORDS = `non sono siamo abbiamo questo questa della delle degli alla gli piu perche anche quando riusciamo lavorare buongiorno grazie
  nao voce voces uma nossa nosso nossos nossas estao temos muito obrigado isso pelo pela het een niet wij zijn ons onze kunnen naar heeft hebben
  wordt werkt ligt maar dla czy nasz jest prosze och inte vi har att som ikke jeg ett fungerar tack`;
/** The place of those words behind LANGUAGES. */
export const FOREIGN = LANGUAGES.length;
/** So many small words of other languages, and no fewer than of any that triage reads, tell that a text is in another. */
const FOREIGN_LEAST = 2;

/** Bits of the languages that a folded word is a small word of, with that of FOREIGN; 0 for every other word. */
export function languageBits(): (folded: string) => number {
  const bits = new Map<string, number>();
  const lists = [...LANGUAGES.map((language) => SMALL_WORDS[language]), FOREIGN_WORDS];
  for (const [place, list] of lists.entries()) for (const word of list.split(/\s+/)) bits.set(word, (bits.get(word) ?? 0) | (1 << place));
  return (folded) => bits.get(folded) ?? 0;
}

/** The language whose small words are clearly most in the counts given (in the order of LANGUAGES), else undefined. */
export function clearLanguage(counts: ArrayLike<number>): Language | undefined {
  const all = Array.from(counts).slice(0, LANGUAGES.length);
  const [most = 0, next = 0] = all.toSorted((a, b) => b - a);
  return most >= 3 && most >= 1.5 * next ? LANGUAGES[all.indexOf(most)] : undefined;
}

/** True where the small words (LANGUAGES, then FOREIGN) are those of a language that triage does not read. */
export function isForeign(counts: ArrayLike<number>): boolean {
  const foreign = counts[FOREIGN] ?? 0;
  return foreign >= FOREIGN_LEAST && LANGUAGES.every((_, place) => foreign >= (counts[place] ?? 0));
}
