import { describe, expect, it } from 'vitest';
import { readFrame } from '../../../../src/domain/answer/roles/question-frame.ts';

const frame = (question: string) => {
  const { slot, target, predicate, agent, patient } = readFrame(question);
  const words = (part: typeof agent) => part.map(({ text }) => text).join(' ');
  return [slot, words(target), predicate?.text, words(agent), words(patient)];
};

describe('readFrame', () => {
  it.each([
    ['Who chaired the council?', 'agent', '', 'chaired', '', 'the council'],
    ['Whom did Ada Moss endorse in June?', 'patient', '', 'endorse', 'Ada Moss', ''],
    ['Which bank lent the money?', 'agent', 'bank', 'lent', '', 'the money'],
    ['Which bank did Norvale ask?', 'patient', 'bank', 'ask', 'Norvale', ''],
    ['How many residents were arrested?', 'patient', 'residents', 'arrested', '', ''],
    ['How many seats did the Harbour Party win?', 'patient', 'seats', 'win', 'the Harbour Party', ''],
    ['When was the bridge closed by the city?', 'circumstance', '', 'closed', 'the city', 'the bridge'],
    ['Where will the first debate be held?', 'circumstance', '', 'debate', '', ''],
    ['Did Bo Lind sell the farm?', 'truth', '', 'sell', 'Bo Lind', 'the farm'],
    ['Who is the mayor of Norvale?', 'complement', '', undefined, '', 'the mayor of Norvale'],
  ])('reads who does what to whom in “%s”', (question, ...parts) => {
    expect(frame(question)).toEqual(parts);
  });

  it.each([
    ['Who does Moss say started the fire?', 'agent', '', 'started', '', 'the fire'],
    ['Which law did the court say Norvale does not keep?', 'patient', 'law', 'keep', 'Norvale', ''],
  ])('reads the clause within in “%s”', (question, ...parts) => {
    expect(frame(question)).toEqual(parts);
  });

  it.each([
    ['How long does each public debate last?', 'last'],
    ['What did the Moss campaign say about it?', 'say'],
    ['To what level could the minimum wage be cut?', 'cut'],
  ])('takes no noun for the verb of “%s”', (question, verb) => {
    expect(frame(question)[2]).toBe(verb);
  });

  it('takes the noun for the deed where the verb says little', () => {
    expect(frame('Who conducted the poll?')[2]).toBe('poll');
    expect(frame('Where did the meeting take place?')[2]).toBe('meeting');
  });

  it('tells a question for people or a body from one for a thing', () => {
    const asks = [
      'Who won?',
      'Which bank lent it?',
      'Which mayor left?',
      'Which book won?',
      'Why did it fall?',
    ];
    expect(asks.map((question) => readFrame(question).asksSomebody)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('reads any text', () => {
    for (const text of ['', '?', 'who', 'what happened', 'how many', '“”', 'did'])
      expect(() => readFrame(text)).not.toThrow();
  });
});
