import module from 'node:module';

/**
 * Writes out Node's cache of compiled scripts (NODE_COMPILE_CACHE), for the next life. By itself Node does
 * so only at a good end, which a process that is killed never has. Nothing happens before Node 22.10.
 */
export function keepCompiled(): void {
  const flush: unknown = Reflect.get(module, 'flushCompileCache');
  if (typeof flush === 'function') flush();
}
