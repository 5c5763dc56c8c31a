import { writeFileSync } from 'node:fs';
import { isSplit, readArticles } from './attributions.ts';
import { readExamples } from './examples.ts';
import { trainField } from './random-field.ts';

/** `npm run train -- FOLDER`: fits the model of reported speech to a split of PolNeAR and writes it where the program reads it. */
const [folder = ''] = process.argv.slice(2);
if (!isSplit(folder)) {
  console.error(
    `usage: npm run train -- FOLDER, where FOLDER holds text/ and attributions/ of PolNeAR; "${folder}" does not`,
  );
  process.exit(2);
}

const TARGET = new URL('../../src/domain/quotes/reported/model.json', import.meta.url);
const examples = readArticles(folder).flatMap(readExamples);
console.log(`${examples.length} sentences`);
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
writeFileSync(TARGET, `${JSON.stringify(model, null, 1)}\n`);
console.log(`${Buffer.from(model.features, 'base64').length / 4} features`);
