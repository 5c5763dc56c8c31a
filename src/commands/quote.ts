import { UserError } from '../domain/errors.ts';
import type { Asker } from '../domain/model/answer-desk.ts';
import type { FoundQuotation, QuotationQuery } from '../domain/quotes/lookup/find.ts';
import type { Scope, StoryArchive } from '../domain/story/archive.ts';
import type { Story } from '../domain/story/story.ts';
import { askerOf } from './asker.ts';
import { type Command, type Invocation, type PageRequest, type Press, scopeOf } from './command.ts';
import { echoBold } from './echo.ts';
import { PRIVATE_OPTION, readText, wantsPrivacy } from './options.ts';
import { pageOf, pagerBlocks, readOffset } from './paging.ts';
import { createContextPress, quotationBlocks } from './quotation-view.ts';
import type { Action, Block, Button, Inline, Reply } from './reply.ts';
import { resolveStory, STORY_OPTION, suggestStories } from './story-option.ts';

const MAX_ABOUT = 200;
const MAX_SPEAKER = 100;
const MAX_CHOICES = 25;
/** Beyond this many, a better question serves a member more than another page. */
const MAX_MATCHES = 30;
const PAGE = { offset: 0, limit: 3 };
const NEAREST = 4;
/** The string by which a button asks for reported speech too. */
const REPORTED = 'reported';

/** The declaration of `/quote`. */
export const QUOTE_DATA = {
  name: 'quote',
  description: 'Find what somebody said, word for word, in the stored stories',
  options: [
    { type: 3, name: 'about', description: 'What it is about, in your own words', max_length: MAX_ABOUT },
    { type: 3, name: 'speaker', description: 'Who said it', autocomplete: true, max_length: MAX_SPEAKER },
    { ...STORY_OPTION, description: 'Only in this story: type words of its title' },
    { type: 5, name: 'reported', description: 'Also what the story reports in its own words' },
    PRIVATE_OPTION,
  ],
} as const satisfies Command['data'];

export interface QuoteDeps {
  readonly archive: StoryArchive;
  /** Best first; empty when nothing matches. */
  readonly findQuotations: (query: QuotationQuery, asker: Asker) => Promise<FoundQuotation[]>;
}

/** What is looked for; buttons carry it with the page's offset, so that they work after a restart. */
interface View {
  readonly about?: string;
  readonly speaker?: string;
  readonly story?: Story;
  /** Reported speech too. */
  readonly reported: boolean;
}

/** `/quote`: exact words, who said them, and where they stand. */
export function createQuoteCommand(deps: QuoteDeps): Command {
  const { archive } = deps;
  const show: Press['run'] = async (args, press) => {
    const [view, offset] = await readArgs(archive, scopeOf(press.caller), args);
    return showQuotations(deps, view, press, { ...PAGE, offset });
  };
  return {
    data: QUOTE_DATA,
    isPrivate: wantsPrivacy,
    run: async (invocation) =>
      showQuotations(
        deps,
        await readView(archive, scopeOf(invocation.caller), invocation.options),
        invocation,
        invocation.page,
      ),
    async suggest({ name, value }, { caller }) {
      if (name === 'story') return suggestStories(archive, scopeOf(caller), value);
      return (await archive.speakers(scopeOf(caller), value, MAX_CHOICES))
        .filter((speaker) => speaker.name.length <= MAX_SPEAKER)
        .map((speaker) => ({ name: nameWithRole(speaker), value: speaker.name }));
    },
    presses: {
      page: { answer: 'update', run: show },
      open: { answer: 'private', run: show },
      context: createContextPress(archive),
    },
  };
}

/** The action that shows the quotations of one story, privately for who pressed. */
export function openQuotes(story: Pick<Story, 'id'>): Action {
  return openView({ story, reported: false });
}

/** What the options ask for. Throws `UserError` for a story that is not there, or a text that is too long. */
export async function readView(
  archive: StoryArchive,
  scope: Scope,
  options: Invocation['options'],
): Promise<View> {
  const about = readText(options, 'about');
  const speaker = readText(options, 'speaker');
  const named = readText(options, 'story');
  if (about && about.length > MAX_ABOUT) throw new UserError(`about: ${MAX_ABOUT} characters at most.`);
  if (speaker && speaker.length > MAX_SPEAKER)
    throw new UserError(`speaker: ${MAX_SPEAKER} characters at most.`);
  // Asked for nothing in particular, the newest story's quotations are the answer.
  const everywhere = named === undefined && (about !== undefined || speaker !== undefined);
  const reported = options.reported === true;
  return {
    about,
    speaker,
    story: everywhere ? undefined : await resolveStory(archive, scope, named),
    reported,
  };
}

async function readArgs(
  archive: StoryArchive,
  scope: Scope,
  [about = '', speaker = '', story = '', offset, reported]: readonly string[],
): Promise<[View, offset: number]> {
  const options = { about, speaker, story, reported: reported === REPORTED };
  return [await readView(archive, scope, options), readOffset(offset)];
}

type ViewById = Omit<View, 'story'> & { readonly story?: Pick<Story, 'id'> };

function toArgs({ about = '', speaker = '', story, reported }: ViewById, offset: number): string[] {
  return [about, speaker, story?.id ?? '', String(offset), ...(reported ? [REPORTED] : [])];
}

function openView(view: ViewById): Action {
  return { command: 'quote', press: 'open', args: toArgs(view, 0) };
}

async function showQuotations(
  deps: QuoteDeps,
  view: View,
  press: Pick<Invocation, 'caller' | 'progress'>,
  { offset, limit }: PageRequest = PAGE,
): Promise<Reply> {
  const { about, speaker, story, reported } = view;
  const scope = scopeOf(press.caller);
  const found = await deps.findQuotations(
    { about, speaker, scope, story: story?.id, reported, limit: Math.max(MAX_MATCHES, offset + limit) },
    askerOf(press),
  );
  if (found.length === 0) return { tone: 'refused', blocks: await noMatchBlocks(deps.archive, scope, view) };
  const page = pageOf(found, offset, limit);
  return {
    tone: 'extractive',
    blocks: [
      ...openingBlocks(view, found),
      ...(await quotationBlocks(deps.archive, scope, page.items)),
      ...pagerBlocks(page, 'Quotations', (to) => ({
        command: 'quote',
        press: 'page',
        args: toArgs(view, to),
      })),
    ],
  };
}

/** What was asked for, since Discord does not show it. */
function openingBlocks(view: View, found: readonly FoundQuotation[]): Block[] {
  const asked = describeView(view);
  if (!view.reported && !found.some(({ kind }) => kind === 'direct'))
    return [{ kind: 'note', text: ['No direct quotation found ', ...asked, '. What the stories report:'] }];
  // The story's own heading says enough where nothing else was asked for.
  if (!view.about && !view.speaker) return [];
  return [
    { kind: 'note', text: [view.reported ? 'Quotations and reported speech ' : 'Quotations ', ...asked] },
  ];
}

/** "by Novak about the toll in Harbour bridge reopens", as far as each was asked for. */
function describeView({ about, speaker, story }: View): Inline[] {
  const parts: Inline[][] = [
    ...(speaker ? [['by ', echoBold(speaker)]] : []),
    ...(about ? [['about ', echoBold(about)]] : []),
    ...(story ? [['in ', { bold: story.title }]] : []),
  ];
  return parts.flatMap((part, index): Inline[] => (index === 0 ? part : [' ', ...part]));
}

/** Says that nothing matched, and offers reported speech of the story, or the nearest speakers, as buttons. */
async function noMatchBlocks(archive: StoryArchive, scope: Scope, view: View): Promise<Block[]> {
  const { speaker } = view;
  const speakers = await archive.speakers(scope, speaker ?? '', NEAREST);
  const offers = speakers.length > 0 ? speakers : await archive.speakers(scope, '', NEAREST);
  const buttons = offers.map(
    ({ name }): Button => ({ label: name, action: openView({ speaker: name, reported: false }) }),
  );
  return [
    { kind: 'text', text: ['No quotation found ', ...describeView(view), '.'] },
    ...(buttons.length === 0
      ? [{ kind: 'note', text: ['No stored story quotes anybody yet.'] } as const]
      : [
          { kind: 'note', text: [`These are quoted: ${offers.map(({ name }) => name).join('; ')}`] } as const,
          { kind: 'buttons', buttons } as const,
        ]),
  ];
}

function nameWithRole({ name, role }: { readonly name: string; readonly role?: string }): string {
  return role ? `${name}, ${role}` : name;
}
