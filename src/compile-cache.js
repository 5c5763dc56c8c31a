// Plain JavaScript, loaded before any TypeScript: with its stripped and compiled form at hand, Node starts in half the
// time and never loads its TypeScript compiler, which takes 30 MB. May be deleted at any time.
import { enableCompileCache, getCompileCacheDir } from 'node:module';

enableCompileCache('data/compile-cache');
// Threads take it from here: what is enabled by a call holds for the main thread alone.
process.env.NODE_COMPILE_CACHE = getCompileCacheDir() ?? '';
