// Trains other classifiers on the tickets of one file and lets them read those of another: what it costs them, by what they do of what triage does.
import { readFileSync } from "node:fs";
import { containerBootstrap } from "@nlpjs/core";
import { LangEn } from "@nlpjs/lang-en-min";
import { Nlp } from "@nlpjs/nlp";
import natural from "natural";
import model from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";

const [trainingFile, ticketsFile] = process.argv.slice(2);
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

const results = [
  await measured("natural Bayes", "capability", 400, (text) => bayes.classify(text)),
  await measured("natural logistic regression", "type, from 150 tickets", 400, (text) => regression.classify(text)),
  await measured("nlp.js", "capability", texts.length, (text) => nlp.process("en", text)),
  await measured("wink-nlp", "sentiment", texts.length, (text) => wink.readDoc(text).out(wink.its.sentiment)),
];
console.log(JSON.stringify(results));

async function measured(name, does, most, read) {
  for (const text of texts.slice(0, 50)) await read(text);
  const own = texts.slice(0, most);
  const before = process.cpuUsage();
  for (const text of own) await read(text);
  const { user, system } = process.cpuUsage(before);
  return { name, does, tickets: own.length, cpuSeconds: (user + system) / 1e6 };
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
