import type { APIApplicationCommand } from 'discord-api-types/v10';
import { type Invocable, listInvocables, parseCommandLine } from './command-line.ts';
import { el } from './elements.ts';

/** Commands worth trying first, best first. One whose command or options are not registered is not offered. */
const EXAMPLES: readonly string[] = [
  '/summary',
  '/quote speaker:Ryabkov',
  '/ask question:What did Russia say about Central Asia?',
  '/stories',
  '/headline schedule',
  '/headline now',
];

/** What a newcomer sees above the first message, with commands to click. */
export function renderWelcome(
  channel: string,
  bot: string,
  commands: readonly APIApplicationCommand[],
  write: (text: string) => void,
): HTMLElement {
  return el(
    'section',
    { class: 'welcome', 'aria-label': 'Welcome' },
    el('div', { class: 'welcome-hash', 'aria-hidden': 'true' }, '#'),
    el('h1', {}, `Welcome to #${channel}!`),
    el('p', {}, `${bot} answers from the stored news stories. Type / to see its commands, or try one:`),
    el('div', { class: 'examples' }, ...listExamples(commands).map((text) => renderExample(text, write))),
  );
}

/** The examples that the registered commands can run, else the first few commands themselves. */
export function listExamples(commands: readonly APIApplicationCommand[]): string[] {
  const invocables = listInvocables(commands);
  const known = EXAMPLES.filter((text) => canRun(text, invocables));
  return known.length > 0 ? known : invocables.slice(0, 4).map(({ title }) => `/${title}`);
}

function canRun(text: string, invocables: readonly Invocable[]): boolean {
  const parsed = parseCommandLine(text, invocables);
  return parsed !== undefined && parsed.rest === '';
}

function renderExample(text: string, write: (text: string) => void): HTMLElement {
  const button = el('button', { type: 'button', class: 'example' }, text);
  button.addEventListener('click', () => write(text));
  return button;
}
