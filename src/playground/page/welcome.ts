import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { CommandInput, PageChoice } from '../page-protocol.ts';
import { type Invocable, listInvocables, parseCommandLine } from './command-line.ts';
import { el, find } from './elements.ts';
import type { PageView } from './view.ts';

/** Stands for a speaker of the stored stories, whom the bot names. */
const SPEAKER = '{speaker}';

/**
 * Commands worth trying first, best first. One whose command or options are not registered is not offered, nor one
 * about a speaker before the bot has named any.
 */
const EXAMPLES: readonly string[] = [
  '/summary',
  `/quote speaker:${SPEAKER}`,
  `/ask question:What did ${SPEAKER} say?`,
  '/stories',
  '/story add',
  '/feed follow',
  '/headline schedule',
  '/headline now',
];

export interface WelcomeActions {
  /** Writes a command into the composer and runs it. */
  write(text: string): void;
  /** Asks the bot for choices; the answer is to carry the nonce. `false` when it cannot be asked now. */
  ask(input: CommandInput, focused: string, nonce: string): boolean;
}

export interface Welcome {
  update(view: PageView): void;
  /** Takes the bot's choices where they answer this part's question. */
  showChoices(nonce: string, choices: readonly PageChoice[] | undefined): void;
}

/** What a newcomer sees above the first message, with commands to click that fit the stories that are stored. */
export function createWelcome({ write, ask }: WelcomeActions): Welcome {
  const nonce = crypto.randomUUID();
  let view: PageView | undefined;
  let speaker: string | undefined;
  let asked: readonly APIApplicationCommand[] | undefined;
  return {
    update: (next) => {
      view = next;
      renderWelcome(next, speaker, write);
      if (!next.bot.online || asked === next.commands || !canRun('/quote speaker:x', next.commands)) return;
      const input = { channel: next.channel, name: 'quote', options: { speaker: '' } };
      if (ask(input, 'speaker', nonce)) asked = next.commands;
    },
    showChoices: (answered, choices) => {
      if (answered !== nonce || !choices || !view) return;
      // One with an office, which stands behind the name, is somebody who is quoted rather than an organisation.
      const choice = choices.find(({ name, value }) => name !== value) ?? choices[0];
      speaker = choice && String(choice.value);
      renderWelcome(view, speaker, write);
    },
  };
}

function renderWelcome(
  { bot, channel, channels, commands }: PageView,
  speaker: string | undefined,
  write: (text: string) => void,
): void {
  const examples = listExamples(commands, speaker).map((text) => renderExample(text, write));
  const hint = examples.length > 0 ? 'Type / to see its commands, or try one:' : 'It has no commands yet.';
  find('welcome', HTMLElement).replaceChildren(
    el('div', { class: 'welcome-hash', 'aria-hidden': 'true' }, '#'),
    el('h1', {}, `Welcome to #${channels.find(({ id }) => id === channel)?.name ?? ''}!`),
    el('p', {}, `${bot.name} answers from the stored news stories. ${hint}`),
    el('div', { class: 'examples' }, ...examples),
  );
}

/** The examples that the registered commands can run, else the first few commands themselves. */
function listExamples(commands: readonly APIApplicationCommand[], speaker: string | undefined): string[] {
  const fitting = EXAMPLES.filter((text) => speaker !== undefined || !text.includes(SPEAKER));
  const known = fitting
    .map((text) => text.replace(SPEAKER, speaker ?? ''))
    .filter((text) => canRun(text, commands));
  if (known.length > 0) return known;
  return listInvocables(commands)
    .slice(0, 4)
    .map(({ title }) => `/${title}`);
}

function canRun(text: string, commands: readonly APIApplicationCommand[]): boolean {
  const invocables: readonly Invocable[] = listInvocables(commands);
  return parseCommandLine(text, invocables)?.rest === '';
}

function renderExample(text: string, write: (text: string) => void): HTMLElement {
  const button = el('button', { type: 'button', class: 'example' }, text);
  button.addEventListener('click', () => write(text));
  return button;
}
