import { EventEmitter } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { loadStationParts, pageBeginning } from '../../../main/app/start/load-station-parts.ts';
import { loadByParts } from '../../../main/base/load-by-parts.ts';

const loaded: string[] = [];
vi.stubGlobal('partLoaded', (name: string) => loaded.push(name));

/** A folder as the build leaves it, with files that record that they run. */
function builtWith(names: readonly string[], listed: unknown = names): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-parts-'));
  for (const name of names) writeFileSync(join(folder, name), `partLoaded('${name}');`);
  writeFileSync(join(folder, 'station-parts.json'), JSON.stringify(listed));
  loaded.length = 0;
  return folder;
}

const noPage = (): Promise<void> => Promise.resolve();

describe('the parts of the station', () => {
  test('are loaded in the order of the build, packages among them', async () => {
    const folder = builtWith(['b.js', 'a.js'], ['b.js', 'uuid', 'a.js']);
    await loadStationParts(folder, noPage);
    expect(loaded).toEqual(['b.js', 'a.js']);
  });

  test('give this thread to others after each, even where there is nothing to wait for', async () => {
    const order: string[] = [];
    const part = (name: string) => async () => {
      order.push(name);
    };
    // Due within a millisecond of the first part.
    setTimeout(() => order.push('others'), 0);
    await loadByParts([part('first'), part('second')]);
    expect(order).toEqual(['first', 'others', 'second']);
  });

  test('wait for the page, and none is loaded meanwhile', async () => {
    const others = builtWith(['other.js']);
    const folder = builtWith(['waiting.js']);
    let begin: () => void = () => undefined;
    const page = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const loading = loadStationParts(folder, () => page);
    // Later work that waits for nothing comes first.
    await loadStationParts(others, noPage);
    expect(loaded).toEqual(['other.js']);
    begin();
    await loading;
    expect(loaded).toEqual(['other.js', 'waiting.js']);
  });

  test('are told if one fails', async () => {
    const folder = builtWith(['fine.js'], ['fine.js', 'missing.js']);
    await expect(loadStationParts(folder, noPage)).rejects.toThrow('missing.js');
  });
});

describe('the beginning of a page', () => {
  const never = new Promise<void>(() => undefined);

  test('needs nothing before the page is there', async () => {
    await pageBeginning(new EventEmitter(), never)();
  });

  test('needs this thread from then on until the page asks for its code', async () => {
    const contents = new EventEmitter();
    let ask: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      ask = resolve;
    });
    const begins = pageBeginning(contents, asked);
    contents.emit('did-navigate');
    let isOver = false;
    const waiting = begins().then(() => {
      isOver = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isOver).toBe(false);
    ask();
    await waiting;
  });

  test('is waited for no longer than a moment: a page that crashed asks for nothing', async () => {
    const contents = new EventEmitter();
    const begins = pageBeginning(contents, never);
    contents.emit('did-navigate');
    await begins();
    // Only what is over by now may come first: one more wait would lose.
    expect(await Promise.race([begins().then(() => 'no wait'), turn('a wait')])).toBe('no wait');
  });
});
