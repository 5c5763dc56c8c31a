import type { APIApplicationCommand } from 'discord-api-types/v10';
import { type Invocable, listInvocables, parseCommandLine } from './command-line.ts';
import { el, find } from './elements.ts';
import type { PageView } from './view.ts';

/** Commands worth trying first, best first. One whose command or options are not registered is not offered. */
const EXAMPLES: readonly string[] = [
  '/summary',
  '/quote speaker:Ryabkov',
  '/ask question:What did Russia say about Central Asia?',
  '/stories',
  '/headline schedule',
  '/headline now',
];

/** Shows what a newcomer sees above the first message, with commands to click. */
export function showWelcome(
  { bot, channel, channels, commands }: PageView,
  write: (text: string) => void,
): void {
  const examples = listExamples(commands).map((text) => renderExample(text, write));
  const hint = examples.length > 0 ? 'Type / to see its commands, or try one:' : 'It has no commands yet.';
  find('welcome', HTMLElement).replaceChildren(
    el('div', { class: 'welcome-hash', 'aria-hidden': 'true' }, '#'),
    el('h1', {}, `Welcome to #${channels.find(({ id }) => id === channel)?.name ?? ''}!`),
    el('p', {}, `${bot.name} answers from the stored news stories. ${hint}`),
    el('div', { class: 'examples' }, ...examples),
  );
}

/** The examples that the registered commands can run, else the first few commands themselves. */
function listExamples(commands: readonly APIApplicationCommand[]): string[] {
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
