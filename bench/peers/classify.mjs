// Trains other classifiers on the tickets of one file and lets them read those of another: what it costs them, by what they do of what triage
// does, and how often they are right on a third file, whose answers are known and which nobody was trained on.
import { readFileSync } from "node:fs";
import { containerBootstrap } from "@nlpjs/core";
import { LangEn } from "@nlpjs/lang-en-min";
import { Nlp } from "@nlpjs/nlp";
import natural from "natural";
import model from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";

const [trainingFile, ticketsFile, judgedFile] = process.argv.slice(2);
const lines = (file) =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
const training = lines(trainingFile).filter(({ language }) => language === "en");
const texts = lines(ticketsFile).map(({ subject, description }) => `${subject}\n${description}`);
const textOf = ({ subject, description }) => `${subject}\n${description}`;

const nlp = await trainedNlp();
const wink = winkNLP(model);
const bayes = trainedNatural(new natural.BayesClassifier(), training, ({ capability }) => capability);
const regression = trainedNatural(new natural.LogisticRegressionClassifier(), training.slice(0, 150), ({ type }) => type);

const judged = lines(judgedFile).filter(({ language }) => language === "en");
const mood = (number) => (number > 0 ? "positive" : number < 0 ? "negative" : "neutral");
const moodOf = ({ sentiment }) => sentiment.replace("very_", "");
const capabilityOf = ({ capability }) => capability ?? "none";

const results = [
  await measured("natural", "Bayes", "capability", 400, async (text) => bayes.classify(text), capabilityOf),
  await measured(
    "natural",
    "logistic regression",
    "type, from 150 tickets",
    400,
    async (text) => regression.classify(text),
    ({ type }) => type,
  ),
  await measured("nlp.js", "", "capability", texts.length, bestOfNlp, capabilityOf),
  await measured("wink-nlp", "", "sentiment", texts.length, async (text) => mood(wink.readDoc(text).out(wink.its.sentiment)), moodOf),
];
console.log(JSON.stringify(results));

/** Its first choice, however unsure it is. */
async function bestOfNlp(text) {
  const { classifications, intent } = await nlp.process("en", text);
  return classifications?.[0]?.intent ?? intent;
}

async function measured(library, method, does, most, read, right) {
  for (const text of texts.slice(0, 50)) await read(text);
  const own = texts.slice(0, most);
  const before = process.cpuUsage();
  for (const text of own) await read(text);
  const { user, system } = process.cpuUsage(before);
  let hits = 0;
  for (const ticket of judged) if ((await read(textOf(ticket))) === right(ticket)) hits += 1;
  const accuracy = hits / judged.length;
  const name = method === "" ? library : `${library} ${method}`;
  const { version } = JSON.parse(readFileSync(`node_modules/${library === "nlp.js" ? "@nlpjs/nlp" : library}/package.json`, "utf8"));
  return { name, version, does, tickets: own.length, cpuSeconds: (user + system) / 1e6, judged: judged.length, accuracy };
}

function trainedNatural(classifier, rows, labelOf) {
  for (const row of rows) classifier.addDocument(textOf(row), labelOf(row));
  classifier.train();
  return classifier;
}

async function trainedNlp() {
  const container = await containerBootstrap();
  container.use(Nlp);
  container.use(LangEn);
  const made = container.get("nlp");
  Object.assign(made.settings, { autoSave: false, log: false, forceNER: false });
  made.addLanguage("en");
  for (const row of training) made.addDocument("en", textOf(row), row.capability);
  await made.train();
  return made;
}
