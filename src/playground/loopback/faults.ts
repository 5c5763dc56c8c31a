/** What goes wrong with a request. `when: 'after'` means that it was carried out, and only its answer is lost. */
export type FaultAction =
  | {
      readonly kind: 'respond';
      readonly when?: 'before' | 'after';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection is cut. */
  | { readonly kind: 'drop'; readonly when?: 'before' | 'after' }
  /** No answer ever comes; the connection stays open. */
  | { readonly kind: 'hang'; readonly when?: 'before' | 'after' }
  /** The request is carried out and answered `ms` later. */
  | { readonly kind: 'delay'; readonly ms: number };

export interface FaultSpec {
  readonly method?: string;
  /** Matches the path below /api/v10: a part of it, or a pattern. */
  readonly path?: string | RegExp;
  /** Only requests whose JSON body contains this text. */
  readonly body?: string;
  /** How many matching requests it hits; 1 by default, `Infinity` for all. */
  readonly times?: number;
  /** How many matching requests go well first. */
  readonly skip?: number;
  readonly action: FaultAction;
}

export interface Fault {
  /** How many requests it has hit. */
  readonly hits: number;
  remove(): void;
}

export interface Faults {
  add(spec: FaultSpec): Fault;
  clear(): void;
  /** The action for this request, counted as a hit; the fault that was added first wins. */
  take(request: { method: string; path: string; text: string }): FaultAction | undefined;
}

export function createFaults(): Faults {
  const active = new Set<{ spec: FaultSpec; seen: number; hits: number }>();
  return {
    add(spec) {
      const entry = { spec, seen: 0, hits: 0 };
      active.add(entry);
      return {
        get hits() {
          return entry.hits;
        },
        remove: () => void active.delete(entry),
      };
    },
    clear: () => active.clear(),
    take(request) {
      for (const entry of active) {
        if (!matches(entry.spec, request)) continue;
        entry.seen += 1;
        if (entry.seen <= (entry.spec.skip ?? 0)) continue;
        entry.hits += 1;
        if (entry.hits >= (entry.spec.times ?? 1)) active.delete(entry);
        return entry.spec.action;
      }
      return undefined;
    },
  };
}

function matches(spec: FaultSpec, request: { method: string; path: string; text: string }): boolean {
  if (spec.method !== undefined && spec.method !== request.method) return false;
  if (spec.body !== undefined && !request.text.includes(spec.body)) return false;
  if (spec.path === undefined) return true;
  return typeof spec.path === 'string' ? request.path.includes(spec.path) : spec.path.test(request.path);
}
