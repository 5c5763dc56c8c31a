import { EventEmitter } from 'node:events';
import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { queryObjects, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Loaded before the program that is measured: at each SIGUSR2 writes what it holds, collected garbage aside.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const listened = new Set();
const known = new WeakSet();
for (const name of ['on', 'addListener', 'prependListener']) {
  const listen = EventEmitter.prototype[name];
  EventEmitter.prototype[name] = function (...args) {
    if (!known.has(this)) {
      known.add(this);
      listened.add(new WeakRef(this));
    }
    return listen.apply(this, args);
  };
}
const warnings = [];
process.on('warning', ({ name }) => warnings.push(name));

function countListeners() {
  let count = 0;
  for (const reference of listened) {
    const emitter = reference.deref();
    if (!emitter) listened.delete(reference);
    else for (const name of emitter.eventNames?.() ?? []) count += emitter.listenerCount(name);
  }
  return count;
}

process.on('SIGUSR2', async () => {
  // What the first collection finalizes is gone with the second.
  collect();
  await new Promise(setImmediate);
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo();
  const seen = {
    heapMb: (heapUsed + external) / 2 ** 20,
    rssMb: rss / 2 ** 20,
    emitters: queryObjects(EventEmitter, { format: 'count' }),
    signals: queryObjects(AbortSignal, { format: 'count' }),
    listeners: countListeners(),
    timers: resources.filter((name) => name === 'Timeout').length,
    resources: resources.length,
    files: readdirSync('/proc/self/fd').length,
    warnings: warnings.filter((name) => name !== 'ExperimentalWarning').length,
  };
  const file = process.env.INSIDE_FILE;
  writeFileSync(`${file}.part`, JSON.stringify(seen));
  renameSync(`${file}.part`, file);
});
