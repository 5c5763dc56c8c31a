import { matchName } from '../../english/name-match.ts';
import type { KnownSpeaker } from '../../story/archive.ts';

/** How far a name may fit less well than the best one and still be meant. */
const NEARLY = 0.25;

/** Those whose names or roles fit what was typed, best first, then by number of quotations; all of them for a blank text. */
export function rankSpeakers<T extends KnownSpeaker>(typed: string, speakers: readonly T[]): T[] {
  return fitSpeakers(typed, speakers).map(({ speaker }) => speaker);
}

/** Those whose names fit what was typed as well as the best one does, nearly, best first. */
export function keepBestNames<T extends KnownSpeaker>(typed: string, speakers: readonly T[]): T[] {
  const fitting = fitSpeakers(typed, speakers);
  const best = fitting[0]?.fit ?? 0;
  return fitting.filter(({ fit }) => fit >= best - NEARLY).map(({ speaker }) => speaker);
}

function fitSpeakers<T extends KnownSpeaker>(typed: string, speakers: readonly T[]) {
  const isEverybody = typed.trim() === '';
  return speakers
    .map((speaker) => ({ speaker, fit: isEverybody ? 1 : matchName(typed, speaker.name, speaker.role) }))
    .filter(({ fit }) => fit > 0)
    .sort(
      (a, b) =>
        b.fit - a.fit ||
        b.speaker.quotations - a.speaker.quotations ||
        compareText(a.speaker.name, b.speaker.name),
    );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
