import { describe, expect, it } from 'vitest';
import { hasAnswerOf } from '../../../src/domain/search/answer-kinds.ts';
import { readQuestion } from '../../../src/domain/search/question.ts';

const has = (question: string, text: string) => hasAnswerOf(readQuestion(question), { text });

describe('hasAnswerOf', () => {
  it.each([
    ['How old is Ada Moss?', 'Ada Moss, 61, stayed.', 'Ada Moss stayed for 61 days.'],
    ['How long was the trial?', 'The trial took nine weeks.', 'The trial of the 40-year-old ended.'],
    ['How long did it last?', 'It lasted a week.', 'It was a week ago.'],
    ['How much did it cost?', 'It cost $4 million.', 'It cost 4 million jobs.'],
    ['What share agreed?', 'Nine percent agreed.', 'Nine agreed.'],
    ['When did it open?', 'It opened in 1931.', 'It opened in Dover.'],
    ['Who won?', 'Bo Lind won.', 'The bridge won.'],
    ['Where is it?', 'It is in Dover.', 'It is broken.'],
    ['How many came?', 'Some forty came.', 'They came.'],
    ['How many came?', 'On May 14, 300 came.', 'On May 14, 2015, no one came.'],
    ['How many came?', 'In 2015, 61 came.', 'The 17-year-old came at 6 p.m.'],
  ])('%s', (question, yes, no) => {
    expect([has(question, yes), has(question, no)]).toEqual([true, false]);
  });

  it('does not take what the question names for its answer', () => {
    expect(has('How many votes were cast in 2012?', 'Votes were cast in 2012.')).toBe(false);
    expect(has('Who beat Bo Lind?', 'Bo Lind was beaten.')).toBe(false);
  });

  it('does not tell where the question names no kind', () => {
    expect(has('Why did it open?', 'It opened.')).toBeUndefined();
  });
});
