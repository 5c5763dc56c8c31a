import { describe, expect, it } from 'vitest';
import { findTranslationFault } from '../../../src/domain/model/translation-check.ts';
import { createStory } from '../../fixtures/story.ts';

const BODY = `Russian Deputy Foreign Minister Anton Belov told Marta Quist on Monday that “the door is open” after 1,200 troops left Tajikistan.

Colonel Ilya Sorokin of the United Nations said the White House and France had paid 4.5 million crowns.`;
const story = createStory(BODY);
const BELOV =
  'Russian Deputy Foreign Minister Anton Belov told Marta Quist on Monday that “the door is open” after 1,200 troops left Tajikistan.';
const PAID =
  'The White House and France had paid 4.5 million crowns, said Ilya Sorokin of the United Nations.';

const fault = (source: string, text: string, language: string) =>
  findTranslationFault(source, text, story, language);

describe('a faithful translation', () => {
  it.each([
    [
      'de',
      BELOV,
      'Der russische Vizeaußenminister Anton Belov sagte Marta Quist am Montag, „the door is open“, nachdem 1.200 Soldaten Tadschikistan verlassen hatten.',
    ],
    [
      'fr',
      BELOV,
      'Le vice-ministre russe des Affaires étrangères Anton Belov a dit lundi à Marta Quist que « the door is open » après que 1 200 soldats ont quitté le Tadjikistan.',
    ],
    [
      'es',
      PAID,
      'La Casa Blanca y Francia habían pagado 4,5 millones de coronas, dijo Ilya Sorokin, de las Naciones Unidas.',
    ],
    ['ru', PAID, 'Белый дом и Франция заплатили 4,5 миллиона крон, сказал Илья Сорокин из ООН.'],
    ['ar', PAID, 'دفع البيت الأبيض وفرنسا ٤٫٥ مليون كرونة، كما قال إيليا سوروكين من الأمم المتحدة.'],
  ])('into %s passes', (language, source, text) => {
    const plain = text
      .replace(/«\s|\s»/g, '"')
      .replace('„', '“')
      .replace(/(open)“/, '$1”');
    expect(fault(source, plain, language)).toBeUndefined();
  });
});

it.each([
  ['3.5 percent of 1,200,000', '3,5 Prozent von 1.200.000', true],
  ['3.5 percent of 1,200,000', '3,5 Prozent von 1 200 000', true],
  ['4.2 million', '42 Millionen', false],
  ['4.2 million', '4,2 Millionen', true],
  ['1,200 of 3', '1,2 von 3', false],
  ['at 10:30 on 5 May', 'am 5. Mai um 10.30', true],
])('a number keeps its value: %s → %s: %s', (source, text, kept) => {
  expect(fault(source, text, 'de') === undefined).toBe(kept);
});

it('a name that begins the sentence is kept as well', () => {
  const source = 'Sorokin said that France had paid.';
  expect(fault(source, 'Sorokin sagte, Frankreich habe bezahlt.', 'de')).toBeUndefined();
  expect(fault(source, 'Jelnikow sagte, Frankreich habe bezahlt.', 'de')).toMatch(/"Sorokin" was lost/);
});

describe('an unfaithful translation', () => {
  it.each([
    [
      'a number changed',
      PAID,
      'La Casa Blanca y Francia habían pagado 5,4 millones de coronas, dijo Ilya Sorokin, de las Naciones Unidas.',
    ],
    [
      'a number put in',
      PAID,
      'La Casa Blanca y Francia habían pagado 4,5 millones de coronas en 2020, dijo Ilya Sorokin, de las Naciones Unidas.',
    ],
    [
      'a name swapped for another of the story',
      PAID,
      'La Casa Blanca y Francia habían pagado 4,5 millones de coronas, dijo Anton Belov, de las Naciones Unidas.',
    ],
    [
      'a name put in',
      PAID,
      'La Casa Blanca, Boris Jelnikov y Francia habían pagado 4,5 millones de coronas, dijo Ilya Sorokin, de las Naciones Unidas.',
    ],
    [
      'a country swapped',
      PAID,
      'La Casa Blanca y Alemania habían pagado 4,5 millones de coronas, dijo Ilya Sorokin, de las Naciones Unidas.',
    ],
    [
      'a quotation translated',
      BELOV,
      'El viceministro ruso Anton Belov dijo el lunes a Marta Quist que “la puerta está abierta” después de que 1.200 soldados salieran de Tayikistán.',
    ],
    [
      'a quotation invented',
      PAID,
      'La Casa Blanca y Francia habían pagado “con gusto” 4,5 millones de coronas, dijo Ilya Sorokin, de las Naciones Unidas.',
    ],
    [
      'a quotation opened',
      PAID,
      'La Casa Blanca y Francia habían pagado “4,5 millones de coronas, dijo Ilya Sorokin, de las Naciones Unidas.',
    ],
    [
      'a ping',
      PAID,
      '@everyone La Casa Blanca y Francia habían pagado 4,5 millones de coronas, dijo Ilya Sorokin, de las Naciones Unidas.',
    ],
    [
      'a link',
      PAID,
      'La Casa Blanca y Francia habían pagado 4,5 millones de coronas, dijo Ilya Sorokin, de las Naciones Unidas: evil.example',
    ],
    [
      'markup',
      PAID,
      'La Casa Blanca y **Francia** habían pagado 4,5 millones de coronas, dijo Ilya Sorokin, de las Naciones Unidas.',
    ],
    [
      'an essay',
      PAID,
      'La Casa Blanca y Francia habían pagado 4,5 millones de coronas, dijo Ilya Sorokin, de las Naciones Unidas. '.repeat(
        4,
      ),
    ],
    ['nothing', PAID, ''],
  ])('is found: %s', (_, source, text) => {
    expect(fault(source, text, 'es')).toBeDefined();
  });
});
