/** One line of a robots.txt that allows or forbids paths. */
export interface RobotsRule {
  readonly isAllowed: boolean;
  readonly pattern: string;
}

/** More is not read (RFC 9309, 2.5, asks for 500 KiB at least). */
const MOST_CHARACTERS = 512_000;
const MOST_RULES = 5000;

/** What a robots.txt says to `agent`, by RFC 9309: in the groups of the agent, else in those of `*`. */
export function readRules(robots: string, agent: string): readonly RobotsRule[] {
  const groups = readGroups(robots.slice(0, MOST_CHARACTERS));
  return groups.get(agent.toLowerCase()) ?? groups.get('*') ?? [];
}

/**
 * Whether the rules let `path` (with its query) be read: the longest pattern that fits decides, allowing where two are as
 * long. All is allowed where nothing is said.
 */
export function allowsPath(rules: readonly RobotsRule[], path: string): boolean {
  const fitting = rules.filter(({ pattern }) => fits(pattern, path));
  const longest = fitting.reduce((length, { pattern }) => Math.max(length, pattern.length), 0);
  const deciding = fitting.filter(({ pattern }) => pattern.length === longest);
  return deciding.length === 0 || deciding.some(({ isAllowed }) => isAllowed);
}

/** The rules by agent; several groups of one agent count together. */
function readGroups(robots: string): ReadonlyMap<string, readonly RobotsRule[]> {
  const groups = new Map<string, RobotsRule[]>();
  let agents: string[] = [];
  let isNaming = false;
  let count = 0;
  for (const line of robots.split(/\r\n?|\n/)) {
    const [, field = '', value = ''] = /^\s*([a-z-]+)\s*:\s*([^#]*?)\s*(?:#.*)?$/i.exec(line) ?? [];
    const name = field.toLowerCase();
    if (name === 'user-agent') {
      if (!isNaming) agents = [];
      isNaming = true;
      agents.push(value.toLowerCase());
      if (!groups.has(value.toLowerCase())) groups.set(value.toLowerCase(), []);
    } else if (name === 'allow' || name === 'disallow') {
      isNaming = false;
      // An empty pattern forbids nothing.
      if (value === '' || count >= MOST_RULES) continue;
      count += 1;
      for (const agent of agents) groups.get(agent)?.push({ isAllowed: name === 'allow', pattern: value });
    }
  }
  return groups;
}

/** `*` stands for anything, `$` at the end for the path's end; looked for from left to right, which never backtracks. */
function fits(pattern: string, path: string): boolean {
  const isAnchored = pattern.endsWith('$');
  const [start = '', ...parts] = (isAnchored ? pattern.slice(0, -1) : pattern).split('*');
  if (!path.startsWith(start)) return false;
  let at = start.length;
  for (const part of parts) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  if (!isAnchored) return true;
  const last = parts.at(-1);
  return last === undefined
    ? at === path.length
    : path.endsWith(last) && path.length - last.length >= at - last.length;
}
