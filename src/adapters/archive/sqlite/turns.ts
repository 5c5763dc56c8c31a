/** Things that wait, handed out in turn by whose they are; each owner's in their order. */
export interface Turns<T> {
  add(owner: string, thing: T): void;
  next(): T | undefined;
  waiting(): number;
}

export function createTurns<T>(): Turns<T> {
  // In the order of their next turn, which a Map keeps.
  const byOwner = new Map<string, T[]>();
  let waiting = 0;
  return {
    add(owner, thing) {
      waiting += 1;
      const things = byOwner.get(owner);
      if (things) things.push(thing);
      else byOwner.set(owner, [thing]);
    },
    next() {
      const [first] = byOwner;
      if (!first) return undefined;
      const [owner, things] = first;
      const thing = things.shift();
      waiting -= 1;
      byOwner.delete(owner);
      if (things.length > 0) byOwner.set(owner, things);
      return thing;
    },
    waiting: () => waiting,
  };
}
