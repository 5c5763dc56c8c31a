import { DocumentError } from './documents.ts';
import type { Arrival, Feed } from './feed-book.ts';
import { FetchError, type FetchedDocument } from './fetching.ts';
import { findRepeats } from './item-identity.ts';
import { type PollOutcome, planPoll, readFreshness, readRetryAfter } from './poll-plan.ts';
import type { PollPorts } from './poll-ports.ts';
import { takeItems } from './take-items.ts';

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5';
/** What a poll did. */
export interface PollReport {
  readonly outcome: PollOutcome['kind'];
  readonly reason?: string | undefined;
  readonly arrived: readonly Arrival[];
  readonly changed: readonly Arrival[];
}

/**
 * Polls a feed once and stores what it brings for all that follow it. `isFull` asks for the whole feed also where it is
 * unchanged, and stores its newest items again, for somebody who follows it from now on. Throws `StoreError` only.
 */
export async function pollFeed(ports: PollPorts, given: Feed, isFull = false): Promise<PollReport> {
  const report = await poll(ports, given, isFull);
  ports.meter?.count('polls', { result: report.outcome });
  ports.meter?.count('items', { decision: 'new' }, report.arrived.length);
  const withdrawn = report.changed.filter(({ isWithdrawn }) => isWithdrawn).length;
  ports.meter?.count('items', { decision: 'withdrawn' }, withdrawn);
  ports.meter?.count('items', { decision: 'rewritten' }, report.changed.length - withdrawn);
  return report;
}

async function poll(ports: PollPorts, given: Feed, isFull: boolean): Promise<PollReport> {
  const { book, clock } = ports;
  const answer = await ask(ports, given, isFull);
  if (answer instanceof Error) return endPoll(ports, given, { kind: 'failed', reason: answer.message });
  const feed = await followMove(ports, given, answer);
  const { status, headers } = answer;
  if (status === 304) {
    const freshMs = readFreshness(headers['cache-control']);
    return endPoll(ports, { ...feed, readAt: clock.now() }, { kind: 'unchanged', freshMs });
  }
  if (status === 410)
    return endPoll(ports, feed, { kind: 'gone', reason: 'The feed is gone for good (410).' });
  if (status !== 200) {
    const waitMs = readRetryAfter(headers['retry-after'], clock.now());
    return endPoll(ports, feed, {
      kind: 'failed',
      reason: `The server answers with status ${status}.`,
      waitMs,
    });
  }
  const document = { bytes: answer.body, address: answer.url, contentType: headers['content-type'] };
  const read = await ports.reader.feed(document).catch((error: unknown) => catchUnreadable(error));
  if (!read) return endPoll(ports, feed, { kind: 'failed', reason: 'There is no feed at this address.' });
  const { title, site, language } = read;
  const current = {
    ...feed,
    ...{ title, site, language, etag: headers.etag, modified: headers['last-modified'] },
    repeated: findRepeats(read.items, feed.repeated),
  };
  const { lastChange, ...taken } = await takeItems(ports, current, read, isFull);
  const freshMs = Math.max(readFreshness(headers['cache-control']) ?? 0, (read.ttlMinutes ?? 0) * 60_000);
  const plan = planNext(ports, current, { kind: 'read', freshMs });
  await book.record(
    { feed: { ...withoutPlan(current), ...plan, lastChange, readAt: clock.now() }, ...taken },
    clock.now(),
  );
  return { outcome: 'read', arrived: taken.arrived, changed: taken.changed };
}

/** Puts a feed off, as one that cannot be read, whose polls fail for no fault of its own. */
export async function putOffFeed(ports: PollPorts, feed: Feed, reason: string): Promise<void> {
  await endPoll(ports, feed, { kind: 'failed', reason });
}

async function ask(
  { fetcher }: PollPorts,
  feed: Feed,
  isFull: boolean,
): Promise<FetchedDocument | FetchError> {
  const headers = {
    ...(feed.etag && !isFull && { 'if-none-match': feed.etag }),
    ...(feed.modified && !isFull && { 'if-modified-since': feed.modified }),
  };
  try {
    return await fetcher.fetch({ url: feed.url, accept: ACCEPT, headers });
  } catch (error) {
    if (error instanceof FetchError) return error;
    throw error;
  }
}

function catchUnreadable(error: unknown): undefined {
  if (!(error instanceof DocumentError)) throw error;
}

/** A feed that has moved for good is known by its new address from now on. */
async function followMove({ book, log }: PollPorts, feed: Feed, answer: FetchedDocument): Promise<Feed> {
  if (!answer.isMoved || answer.status !== 200) return feed;
  await book.move(feed.url, answer.url);
  log.info({ from: feed.url, to: answer.url }, 'feed has moved');
  return (await book.feed(answer.url)) ?? { ...feed, url: answer.url };
}

async function endPoll(ports: PollPorts, feed: Feed, outcome: PollOutcome): Promise<PollReport> {
  await ports.book.save({ ...withoutPlan(feed), ...planNext(ports, feed, outcome) });
  const reason = 'reason' in outcome ? outcome.reason : undefined;
  if (reason) ports.log.warn({ feed: feed.url, reason }, 'feed could not be read');
  return { outcome: outcome.kind, reason, arrived: [], changed: [] };
}

function planNext({ clock, everyMs, random }: PollPorts, feed: Feed, outcome: PollOutcome) {
  return planPoll(feed, outcome, { now: clock.now(), everyMs, random: random() });
}

/** The feed without what the next plan says anew. */
function withoutPlan({
  nextPoll: _,
  failures: _f,
  failingSince: _s,
  toldAt: _t,
  fault: _r,
  ended: _e,
  ...feed
}: Feed) {
  return feed;
}
