import { afterAll, describe, expect, it } from 'vitest';
import { answerExtractively } from '../../../../src/domain/answer/extract.ts';
import { archiveOf } from '../../../fixtures/archive.ts';
import { createStory } from '../../../fixtures/story.ts';

const strike = createStory(
  `Harbour workers at Suthers Docks went on strike on Monday because their pay was cut by a tenth.

Mayor Ida Crane closed the port on Tuesday. Union leader Bo Lind, who called the strike, accused Dorn Shipping of breaking its word.

Tarn Lines, the second company at the docks, raised wages after talks with Lind. Dorn Shipping refused to raise wages.

Two dockers were arrested by the harbour police. A reporter was hurt by another bystander, the police said.

Eva Rask, the minister of transport, praised Tarn Lines before making a decision of her own. Crane had met the minister in Pell on Sunday. The town wants a mediator of the strike before Friday.`,
  { id: 'strike', title: 'Strike closes the port of Suthers' },
);
const archive = await archiveOf(strike);
const ask = async (question: string) =>
  (await answerExtractively({ archive }, { question, scope: {}, story: 'strike' })).sentences
    .map(({ text }) => text)
    .join(' ');

afterAll(() => archive.close());

describe('an answer by who did what to whom', () => {
  it.each([
    ['Who closed the port?', 'Ida Crane'],
    ['Who called the strike?', 'Bo Lind'],
    ['Which company raised wages?', 'Tarn Lines'],
    ['Did Tarn Lines raise wages?', 'raised wages'],
    ['Who arrested the dockers?', 'harbour police'],
    ['How many dockers were arrested?', 'Two'],
    ['Why did the workers go on strike?', 'because their pay was cut'],
    ['Who is the minister of transport?', 'Eva Rask'],
    ['Where did Crane meet the minister?', 'in Pell'],
  ])('“%s” finds the one in the part asked for', async (question, words) => {
    expect(await ask(question)).toContain(words);
  });

  it.each([
    ['Who hurt a reporter at the docks?', 'by one who is not named'],
    ['Did Ida Crane call the strike?', 'by somebody else'],
    ['Why did Mayor Crane close the port?', 'for a reason that is not given'],
    ['What is the name of the reporter?', 'by no name'],
    ['Who is the president of Suthers Docks?', 'whose office the story does not name'],
    ['Who will be the mediator of the strike?', 'by nobody yet'],
    ['Did Eva Rask decide?', 'by what is still to come'],
    ['How many reporters did Dorn Shipping arrest?', 'by another'],
    ['Where was the reporter from the Pell paper hurt?', 'at a place that is not told'],
  ])('“%s” is not answered by what was done %s', async (question) => {
    expect(await ask(question)).toBe('');
  });
});
