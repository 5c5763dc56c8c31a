// Plain JavaScript, loaded before any TypeScript: with its stripped and compiled form at hand, Node starts in half the
// time and never loads its TypeScript compiler, which takes 30 MB. May be deleted at any time.
import { constants, enableCompileCache, getCompileCacheDir } from 'node:module';
import { fileURLToPath } from 'node:url';

// With the code that it is made of, for all who start it from anywhere; where that may not be written, as in a container,
// with what is stored.
const { status } = enableCompileCache(
  fileURLToPath(new URL('../node_modules/.cache/pullquote', import.meta.url)),
);
if (status === constants.compileCacheStatus.FAILED) enableCompileCache('data/compile-cache');
// Threads take it from here: what is enabled by a call holds for the main thread alone.
process.env.NODE_COMPILE_CACHE = getCompileCacheDir() ?? '';
