import { UserError } from '../domain/errors.ts';
import type {
  InteractionHandle,
  LoopbackDiscord,
  LoopbackEvents,
  StoredMessage,
} from './loopback/loopback.ts';
import type { Outcome, PageBackend } from './page-backend.ts';
import type { PageChannel, PageEvent, PageForm } from './page-protocol.ts';

/** The guild, the channels and the member through whose eyes the page sees the loopback Discord. */
export interface PageScene {
  readonly guild: { readonly id: string; readonly name: string };
  readonly channels: readonly PageChannel[];
  readonly member: { readonly id: string; readonly name: string };
}

/** The loopback Discord as the page's member sees it. */
export function createLoopbackBackend(discord: LoopbackDiscord, scene: PageScene): PageBackend {
  const user = scene.member.id;
  return {
    state: () => ({
      type: 'state',
      ...scene,
      bot: { id: discord.bot.id, name: discord.bot.username, online: discord.isOnline },
      commands: listCommands(discord, scene),
      messages: scene.channels
        .flatMap(({ id }) => discord.messages(id))
        .filter(({ visibleTo }) => visibleTo === undefined)
        .map(({ message }) => message),
    }),
    subscribe: (listener) => subscribe(discord, scene, listener),
    run: (input) => settle(() => discord.runCommand({ ...input, user })),
    press: (message, customId) => settle(() => discord.press({ message, customId, user })),
    runOnMessage: (message, name) => settle(() => discord.runMessageCommand({ message, name, user })),
    submit: (interaction, values) => settle(() => discord.submit({ interaction, values, user })),
    post: (channel, content) => void begin(() => discord.post({ channel, user, content })),
    suggest: async (input, focused) => {
      const handle = begin(() => discord.autocomplete({ ...input, focused, user }));
      const outcome = await handle.outcome;
      return outcome.kind === 'failed' ? undefined : handle.choices();
    },
  };
}

function listCommands(discord: LoopbackDiscord, { guild }: PageScene) {
  return [...discord.commands(guild.id), ...discord.commands()];
}

function subscribe(
  discord: LoopbackDiscord,
  scene: PageScene,
  listener: (event: PageEvent) => void,
): () => void {
  const channels = new Set(scene.channels.map(({ id }) => id));
  const isShown = ({ visibleTo, message }: StoredMessage) =>
    channels.has(message.channel_id) && (visibleTo === undefined || visibleTo === scene.member.id);
  const stops = [
    listen(discord, 'message', (change) => {
      if (!isShown(change)) return;
      const { message, change: kind } = change;
      listener(
        kind === 'delete'
          ? { type: 'message', change: kind, id: message.id }
          : { type: 'message', change: kind, message },
      );
    }),
    listen(discord, 'commands', () => {
      listener({ type: 'commands', commands: listCommands(discord, scene) });
    }),
    listen(discord, 'presence', ({ online }) => listener({ type: 'presence', online })),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function listen<E extends keyof LoopbackEvents>(
  discord: LoopbackDiscord,
  event: E,
  listener: (...args: LoopbackEvents[E]) => void,
): () => void {
  discord.on(event, listener);
  return () => discord.off(event, listener);
}

async function settle(start: () => InteractionHandle): Promise<Outcome> {
  const handle = begin(start);
  const { kind: outcome } = await handle.outcome;
  const shown = handle.events.find((event) => event.kind === 'modal');
  if (!shown) return { outcome };
  // As the bot sent it, and found to be one.
  const modal = shown.modal as unknown as PageForm['modal'];
  return { outcome, form: { interaction: handle.id, modal } };
}

/** What Discord's client would not let the member do, such as pressing a button that is gone, is the page's mistake. */
function begin<T>(start: () => T): T {
  try {
    return start();
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : 'This cannot be done.', { cause: error });
  }
}
