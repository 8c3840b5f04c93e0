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

/** Bits of the languages that a folded word is a small word of; 0 for every other word. */
export function languageBits(): (folded: string) => number {
  const bits = new Map<string, number>();
  for (const [place, language] of LANGUAGES.entries())
    for (const word of SMALL_WORDS[language].split(/\s+/)) bits.set(word, (bits.get(word) ?? 0) | (1 << place));
  return (folded) => bits.get(folded) ?? 0;
}

/** The language whose small words are clearly most in the counts given (in the order of LANGUAGES), else undefined. */
export function clearLanguage(counts: ArrayLike<number>): Language | undefined {
  const all = Array.from(counts);
  const [most = 0, next = 0] = all.toSorted((a, b) => b - a);
  return most >= 3 && most >= 1.5 * next ? LANGUAGES[all.indexOf(most)] : undefined;
}
