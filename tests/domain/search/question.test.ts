import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../../src/domain/search/question.ts';

describe('readQuestion', () => {
  it.each([
    ['Who leads the board?', 'person'],
    ['What is the name of the officer who fell?', 'person'],
    ['When does the ferry stop?', 'time'],
    ['In what year was the mill built?', 'time'],
    ['Where will the debate be held?', 'place'],
    ['How many passengers were there?', 'number'],
    ['What is the population of Gull Island?', 'number'],
    ['How much did the town pay?', 'money'],
    ['How many weeks of paid leave are there?', 'number'],
    ['What would the average fee be?', 'money'],
    ['How old is Ada Moss?', 'age'],
    ['How long did the trial last?', 'duration'],
    ['What percentage of voters agreed?', 'share'],
    ['Why did the board stop it?', 'other'],
    ['ferry passengers', 'other'],
  ])('%j asks for a %s', (query, kind) => {
    expect(readQuestion(query).kind).toBe(kind);
  });

  it('keeps the words that say what it is about, each once', () => {
    expect(
      readQuestion('In what year was the mill, the stone mill, built?').terms.map((term) => term.lower),
    ).toEqual(['mill', 'stone', 'built']);
    expect(readQuestion('How many?').terms.map((term) => term.lower)).toEqual(['how', 'many']);
    expect(readQuestion('?!').terms).toEqual([]);
  });
});
