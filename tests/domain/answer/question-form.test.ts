import { describe, expect, it } from 'vitest';
import { readForm } from '../../../src/domain/answer/question-form.ts';

describe('readForm', () => {
  it.each([
    'What is this story about?',
    "what's this article about",
    'What happened?',
    'tl;dr',
    'Summarise it please',
  ])('reads %j as a question for the whole story', (question) => {
    expect(readForm(question)).toEqual({ form: 'summary' });
  });

  it.each(['What happened in Norvale?', 'What is the tunnel about to replace?'])(
    'reads %j as a question for something in it',
    (question) => {
      expect(readForm(question)).toEqual({ form: 'fact' });
    },
  );

  it.each(['What does CSTO stand for?', 'What does the acronym “CSTO” mean?', 'What is CSTO short for?'])(
    'reads the abbreviation of %j',
    (question) => {
      expect(readForm(question)).toEqual({ form: 'expansion', short: 'CSTO' });
    },
  );

  it.each([
    ['What did Ada Moss say about the bridge?', 'Ada Moss', 'about the bridge'],
    ['How did the mayor respond to the protest?', 'the mayor', 'to the protest'],
    ['What has Russia said?', 'Russia', ''],
  ])('reads who is to speak and on what: %j', (question, speaker, about) => {
    const form = readForm(question);
    expect(form).toMatchObject({ form: 'statement', speaker });
    expect(form.form === 'statement' && form.about.replace('?', '').trim()).toBe(about);
  });

  it('tells a yes-no question from others', () => {
    expect(readForm('Did the council vote?')).toEqual({ form: 'decision' });
    expect(readForm('When did the council vote?')).toEqual({ form: 'fact' });
    expect(readForm('')).toEqual({ form: 'fact' });
  });
});
