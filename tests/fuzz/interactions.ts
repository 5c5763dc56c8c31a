import {
  BAD_PERMISSIONS,
  chooseSender,
  type FuzzInteraction,
  type Maker,
  type Material,
  send,
} from './senders.ts';
import { SHARED_ID } from './stage.ts';

const TEXTS = [
  '',
  ' ',
  'x',
  'bridge',
  'Ryabkov',
  '@everyone',
  '<@&1>',
  '``` `',
  '|| p1|headline|confirm',
  '../../guilds',
  '\u202e\u0000',
  '\ud800',
  '“”',
  '0',
  '-1',
  'NaN',
  '[]',
  '%00',
  "'; DROP TABLE slots;--",
  'constructor',
  '__proto__',
  'ß'.repeat(300),
  'word '.repeat(1500),
  '🙂'.repeat(120),
  SHARED_ID,
  'UTC',
  'Mars/Olympus',
  '0 0 1 1 *',
  '* * * * *',
  'rotate',
  'digest',
  'latest',
  'skip',
  'catch-up',
  'brief',
  'full',
  'German',
] as const;
/** The form that `/story add` shows. */
const STORY_FORM = 'p1|story|paste';

/** Any interaction that a member, or whoever forges one, could have Discord send. */
export function makeInteraction(material: Material): FuzzInteraction {
  const maker = chooseSender(material);
  const { random } = maker;
  const dice = random.int(100);
  if (dice < 36) return makeCommand(maker);
  if (dice < 48) return makeSuggestion(maker);
  if (dice < 74) return makePress(maker);
  if (dice < 82) return makeForm(maker);
  if (dice < 88) return makeMenuUse(maker);
  return makeOdd(maker);
}

/** A forged custom_id, or a permission field as Discord never writes it. */
export function makeForgery(material: Material): FuzzInteraction {
  const maker = chooseSender(material);
  const dice = maker.random.int(100);
  if (dice < 50) return makePress(maker, 1);
  return dice < 70 ? makeForm(maker, 1) : makeCommand(maker, 1);
}

function makeCommand(maker: Maker, forged = 0.15): FuzzInteraction {
  const { name, data } = makeUse(maker);
  return send(maker, `command ${name}`, 2, { data }, forged);
}

function makeSuggestion(maker: Maker): FuzzInteraction {
  const { name, data } = makeUse(maker, true);
  return send(maker, `suggest ${name}`, 4, { data }, 0.15);
}

type Option = {
  readonly name: string;
  readonly type: number;
  readonly options?: readonly Option[];
  readonly choices?: readonly { readonly value: unknown }[];
};

/** A use of one of the commands that the bot has registered, whatever they are. */
function makeUse(maker: Maker, isTyping = false): { name: string; data: object } {
  const { random, stage } = maker;
  const command = random.pick(stage.loopback.commands().filter(({ type }) => type === 1)) as {
    id: string;
    name: string;
    options?: readonly Option[];
  };
  const channels: Record<string, object> = {};
  const fill = (options: readonly Option[]): object[] => {
    const groups = options.filter(({ type }) => type <= 2);
    if (groups.length > 0) {
      const group = random.pick(groups);
      const named = random.chance(0.95) ? group.name : makeText(maker);
      return [{ name: named, type: group.type, options: fill(group.options ?? []) }];
    }
    const given = options.filter(() => random.chance(0.7));
    const focused = isTyping ? random.pick(given.length > 0 ? given : [undefined]) : undefined;
    return given.map((option) => ({
      name: option.name,
      type: option.type,
      value: option === focused && random.chance(0.5) ? '' : makeValue(maker, option, channels),
      ...(option === focused && { focused: true }),
    }));
  };
  const options = fill(command.options ?? []);
  const extra = random.chance(0.05)
    ? [{ name: makeText(maker), type: random.int(13), value: makeText(maker) }]
    : [];
  const data = {
    id: command.id,
    name: command.name,
    type: 1,
    options: [...options, ...extra],
    resolved: { channels },
  };
  return { name: command.name, data };
}

function makeValue(maker: Maker, option: Option, channels: Record<string, object>): unknown {
  const { random, stage } = maker;
  if (random.chance(0.05)) return random.pick([null, 7, -1, 1e300, true, {}, [], { id: 1 }]);
  if (option.choices?.length && random.chance(0.8)) return random.pick(option.choices).value;
  if (option.type === 5) return random.chance(0.5);
  if (option.type === 4 || option.type === 10) return random.int(100) - 20;
  if (option.type === 7) {
    const id = random.pick([...stage.guilds.flatMap((guild) => guild.channels), '1', '', makeText(maker)]);
    const permissions = random.pick(['1024', '1024', '0', '2048', ...BAD_PERMISSIONS]);
    if (random.chance(0.8)) channels[id] = { id, type: 0, name: 'x', permissions };
    return id;
  }
  const sensible: Readonly<Record<string, string>> = {
    timezone: 'UTC',
    cron: '0 0 1 1 *',
    schedule: SHARED_ID,
  };
  if (random.chance(0.6) && sensible[option.name]) return sensible[option.name];
  // Long enough that no custom_id holds it: a button that carries it is remembered in the store.
  if (maker.guild && random.chance(0.15)) return `${maker.guild.secret} `.repeat(9).trim();
  return makeText(maker);
}

/** A form that is filled in, by whoever, whether it was shown to them or not. */
function makeForm(maker: Maker, forged = 0.3): FuzzInteraction {
  const { random } = maker;
  const customId = random.chance(forged) ? forgeCustomId(maker, STORY_FORM) : STORY_FORM;
  const names = ['title', 'text', 'rest', 'outlet', 'link', 'constructor', makeText(maker)];
  const components = names
    .filter(() => random.chance(0.7))
    .map((name, index) => {
      const value = random.chance(0.9) ? makeText(maker) : random.pick([null, 7, {}, 'x'.repeat(9000)]);
      return { type: 18, id: index, component: { type: 4, id: index + 20, custom_id: name, value } };
    });
  const rows = [{ type: 1, components: [{ type: 4, custom_id: 'title', value: makeText(maker) }] }];
  const data = { custom_id: customId, components: random.chance(0.9) ? components : rows };
  return send(maker, 'form', 5, { data }, 0.15);
}

/** One of the bot's own commands in a message's menu, on a message of any text. */
function makeMenuUse(maker: Maker): FuzzInteraction {
  const { random, stage } = maker;
  const command = random.pick(stage.loopback.commands().filter(({ type }) => type === 3));
  const content = `${makeText(maker)} “${makeText(maker)}” ${makeText(maker)}`;
  const message = random.chance(0.9) ? { id: '1', content, embeds: [], components: [] } : makeText(maker);
  const data = {
    ...{ id: command.id, name: command.name, type: 3, target_id: '1' },
    resolved: { messages: random.chance(0.9) ? { 1: message } : {} },
  };
  return send(maker, `menu ${command.name}`, 2, { data }, 0.15);
}

function makeText({ random }: Maker): string {
  return random.pick(TEXTS);
}

function makePress(maker: Maker, forged = 0.3): FuzzInteraction {
  const { random, learnt } = maker;
  const seen = learnt.customIds.length > 0 ? random.pick(learnt.customIds) : 'p1|headline|confirm';
  const customId = random.chance(forged) ? forgeCustomId(maker, seen) : seen;
  const data = { custom_id: customId, component_type: random.chance(0.97) ? 2 : random.int(20) };
  const press = send(maker, 'press', 3, { data }, 0.15);
  const stored = maker.stage.loopback
    .messages(press.channel)
    .filter(({ visibleTo }) => !visibleTo || visibleTo === press.user);
  const message = stored.length > 0 ? random.pick(stored.slice(-20)).message : { id: '1', components: [] };
  return { ...press, payload: { ...press.payload, message } };
}

function forgeCustomId(maker: Maker, seen: string): string {
  const { random, learnt } = maker;
  const parts = seen.split('|');
  const other = (learnt.customIds.length > 0 ? random.pick(learnt.customIds) : 'p1|quote|page').split('|');
  switch (random.int(7)) {
    case 0:
      return parts
        .with(random.int(parts.length), encodeURIComponent(makeText(maker).toWellFormed()))
        .join('|');
    case 1:
      return [parts[0], ...other.slice(1)].join('|');
    case 2:
      return [...parts.slice(0, 3), ...other.slice(3)].join('|');
    case 3:
      return seen.slice(0, random.int(seen.length + 1));
    case 4:
      return forgeConfirm(maker);
    case 5:
      return makeText(maker);
    default:
      return `${seen}${makeText(maker)}`.slice(0, 300);
  }
}

/** What would save a schedule that nobody proposed, under a name that another server's has or any other. */
function forgeConfirm({ random, stage }: Maker): string {
  const draft = random.chance(0.3) ? SHARED_ID : String(10_000_000 + random.int(89_999_999));
  const channel = random.pick(random.pick(stage.guilds).channels);
  return ['p1', 'headline', 'confirm', draft, channel, '0%200%201%201%20*', 'UTC', 'latest', 'skip'].join(
    '|',
  );
}

/** Unknown commands, context menus, forms, selections, and data of no shape. */
function makeOdd(maker: Maker): FuzzInteraction {
  const { random } = maker;
  const unknown = {
    id: '1',
    name: random.pick(['gone', 'headline ', 'Headline', 'toString', makeText(maker)]),
    type: 1,
  };
  const fields = [{ type: 1, components: [{ type: 4, custom_id: 'x', value: makeText(maker) }] }];
  const odd: readonly [string, number, unknown][] = [
    ['unknown command', 2, unknown],
    ['unknown suggestions', 4, { ...unknown, options: [{ name: 'x', type: 3, value: '', focused: true }] }],
    ['user menu', 2, { ...unknown, name: 'headline', type: 2, target_id: '1', resolved: { users: {} } }],
    [
      'message menu',
      2,
      { ...unknown, name: 'headline', type: 3, target_id: '1', resolved: { messages: {} } },
    ],
    ['form', 5, { custom_id: `p1|headline|confirm|${SHARED_ID}`, components: fields }],
    [
      'selection',
      3,
      { custom_id: 'p1|headline|confirm', component_type: 3 + random.int(6), values: [makeText(maker)] },
    ],
    ['no data', 2 + random.int(4), random.pick([undefined, null, 7, [], 'x'])],
  ];
  const [kind, type, data] = random.pick(odd);
  return send(maker, kind, type, { data }, 0.15);
}
