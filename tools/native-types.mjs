/**
 * Strips types with Oxc wherever tests load TypeScript in a separate thread or process (`--import`
 * this module). Node itself would use SWC compiled to WebAssembly, and V8 sometimes ends the whole
 * process as threads with WebAssembly come and go:
 * `Check failed: jit_page_->allocations_.erase(addr) == 1` (nodejs/node#64500).
 * The product runs built JavaScript and is not affected.
 */
// @ts-expect-error The types are of Electron's Node 20; tests run on the project's own.
import { registerHooks } from 'node:module';
import { transformSync } from 'rolldown/utils';

registerHooks({
  /**
   * @param {string} url
   * @param {object} context
   * @param {(url: string, context: object) => { format: string, source: unknown }} nextLoad
   */
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (loaded.format !== 'module-typescript') return loaded;
    const { code, errors } = transformSync(url, String(loaded.source), {
      lang: 'ts',
      tsconfig: false,
      typescript: { onlyRemoveTypeImports: true },
    });
    if (errors.length > 0) throw new SyntaxError(`${url}: ${errors[0]?.message}`);
    return { ...loaded, format: 'module', source: code };
  },
});
