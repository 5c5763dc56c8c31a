import { writeFileSync } from 'node:fs';
import { loadModel, type StoredModel } from '../../src/domain/quotes/reported/tag-model.ts';
import { type Article, isSplit, readArticles } from './attributions.ts';
import { readExamples } from './examples.ts';
import { trainField } from './random-field.ts';
import { findLeast, fitStatements, ratePieces, readStatements, type StatementExample } from './statements.ts';

/** `npm run train -- FOLDER`: fits the models of reported speech to a split of PolNeAR and writes them where the program reads them. */
const [folder = ''] = process.argv.slice(2);
if (!isSplit(folder)) {
  console.error(
    `usage: npm run train -- FOLDER, where FOLDER holds text/ and attributions/ of PolNeAR; "${folder}" does not`,
  );
  process.exit(2);
}

const ROOM = new URL('../../src/domain/quotes/reported/', import.meta.url);

/** Parts of the articles, each of which is read by a model that was fitted to the others. */
const FOLDS = 3;

/** The part of the statements shown that should be right, of those in articles that neither model was fitted to. A higher part shows fewer. */
const PRECISION = 0.843;

const articles = readArticles(folder);
const tags = fitTags('all articles', articles);
write('model.json', tags);
const folds = Array.from({ length: FOLDS }, (_, fold) => readFold(fold));
const unseen = folds.flatMap((pieces, fold) =>
  ratePieces(weigh(folds.filter((_, other) => other !== fold).flat()), pieces),
);
const least = findLeast(unseen, PRECISION);
const shown = unseen.filter(({ rating }) => rating >= least);
console.log(
  `${shown.length} of ${unseen.length} unseen pieces are shown, from a rating of ${least.toFixed(3)} on`,
);
write('statement-model.json', round({ ...weigh(folds.flat()), least }));

function fitTags(name: string, of: readonly Article[]): StoredModel {
  const examples = of.flatMap(readExamples);
  console.log(`${name}: ${examples.length} sentences`);
  const model = trainField(examples, {
    epochs: 20,
    averageFrom: 10,
    rate: 0.03,
    dropout: 0.6,
    leastCount: 30,
    leastWeight: 0.02,
    seed: 1,
    onEpoch: (epoch, loss) => console.log(`epoch ${epoch}: loss ${loss.toFixed(3)} a sentence`),
  });
  console.log(`${Buffer.from(model.features, 'base64').length / 4} features`);
  return model;
}

/** The possible statements of one part of the articles, read by a model of the others. */
function readFold(fold: number): StatementExample[][] {
  const isIn = (_: Article, index: number) => index % FOLDS === fold;
  const others = articles.filter((article, index) => !isIn(article, index));
  const model = loadModel(fitTags(`all but part ${fold + 1}`, others));
  return articles.filter(isIn).flatMap((article) => readStatements(article, model));
}

function weigh(pieces: readonly (readonly StatementExample[])[]) {
  return fitStatements(pieces.flat(), { epochs: 30, rate: 0.05, decay: 0.03, leastCount: 15 });
}

function round({ bias, weights, least }: ReturnType<typeof weigh> & { least: number }) {
  const short = (value: number) => Number(value.toFixed(3));
  const kept = Object.entries(weights).map(([trait, weight]) => [trait, short(weight)] as const);
  return { bias: short(bias), least: short(least), weights: Object.fromEntries(kept.sort()) };
}

function write(name: string, model: object): void {
  writeFileSync(new URL(name, ROOM), `${JSON.stringify(model, null, 1)}\n`);
}
