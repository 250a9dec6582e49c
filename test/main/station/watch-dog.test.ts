import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clockJump } from '../../../domain/ledger/clock-jump.ts';
import { createClockWatch } from '../../../main/ledger/clock-watch.ts';
import { asksToLeave, isAllowedKey, type KeyInput } from '../../../main/station/allowed-keys.ts';
import { crashesTooOften } from '../../../main/station/crash-guard.ts';
import { createWatchDog, heartbeatMilliseconds } from '../../../main/station/watch-dog.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };

function watched(answers: () => boolean | null) {
  let now = 0;
  const deeds: string[] = [];
  const dog = createWatchDog({
    ask: () => {
      const answer = answers();
      return answer === null ? new Promise(() => {}) : Promise.resolve(answer);
    },
    reload: () => deeds.push(`reload at ${now / 1000}`),
    restart: () => deeds.push(`restart at ${now / 1000}`),
    now: () => now,
    log: silent,
  });
  const run = async (seconds: number): Promise<void> => {
    for (const end = now + seconds * 1000; now < end; ) {
      now += heartbeatMilliseconds;
      dog.beat();
      await Promise.resolve();
      await Promise.resolve();
    }
  };
  return { dog, run, deeds };
}

describe('the watch-dog', () => {
  it('leaves a page alone that answers', async () => {
    const { run, deeds } = watched(() => true);
    await run(3_600);
    expect(deeds).toEqual([]);
  });

  it('loads a page anew that is silent, or blank, for 15 s', async () => {
    for (const answer of [null, false]) {
      const { run, deeds } = watched(() => answer);
      await run(20);
      expect(deeds).toEqual(['reload at 15']);
    }
  });

  it('starts the app anew after the third time in five minutes, and then does nothing more', async () => {
    const { run, deeds } = watched(() => null);
    await run(120);
    expect(deeds).toEqual(['reload at 15', 'reload at 30', 'restart at 45']);
  });

  it('forgets reloads that are long ago, and counts a dead process at once', async () => {
    const { dog, run, deeds } = watched(() => true);
    dog.pageIsGone('crashed');
    dog.pageIsGone('crashed');
    await run(301);
    dog.pageIsGone('crashed');
    expect(deeds).toEqual(['reload at 0', 'reload at 0', 'reload at 305']);
  });
});

it('the third crash within five minutes is one too many', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-crash-'));
  const file = join(folder, 'crashes.json');
  const minute = 60_000;
  expect(crashesTooOften(file, 0)).toBe(false);
  expect(crashesTooOften(file, 4 * minute)).toBe(false);
  expect(crashesTooOften(file, 6 * minute)).toBe(false);
  expect(crashesTooOften(file, 7 * minute)).toBe(true);
  expect(crashesTooOften('/nowhere/crashes.json', 0)).toBe(false);
  rmSync(folder, { recursive: true, force: true });
});

describe('the clock', () => {
  const day = 86_400_000;
  function clock(lastFact = 0) {
    const at = { wall: 10 * day, steady: 5 };
    const jumps: number[] = [];
    const watch = createClockWatch({
      wall: () => at.wall,
      steady: () => at.steady,
      lastFact,
      onChange: (jump) => jumps.push(jump),
    });
    const pass = (steady: number, wall = steady): void => {
      at.steady += steady;
      at.wall += wall;
      watch.look();
    };
    return { watch, pass, jumps };
  }

  it('moved back a day is told, until it is set right again', () => {
    const { watch, pass, jumps } = clock();
    pass(10_000);
    expect(watch.warnings()).toEqual([]);
    pass(10_000, 10_000 - day);
    expect(watch.warnings()).toEqual([{ code: 'clock-moved-back', detail: '1 d' }]);
    pass(10_000);
    pass(10_000, 10_000 + day);
    expect(watch.warnings()).toEqual([]);
    expect(jumps).toEqual([-day, day]);
  });

  it('moved forward is told, and a small correction is not', () => {
    const { watch, pass } = clock();
    pass(10_000, 40_000);
    expect(watch.warnings()).toEqual([]);
    pass(10_000, 10_000 + 25 * 3_600_000);
    expect(watch.warnings()).toEqual([{ code: 'clock-moved-forward', detail: '1 d 1 h' }]);
  });

  it('moved back while the station was off is known by the last fact', () => {
    expect(clock(11 * day).watch.warnings()[0]?.code).toBe('clock-moved-back');
    expect(clock(10 * day).watch.warnings()).toEqual([]);
  });

  it('of a machine that slept is compared anew', () => {
    expect(clockJump({ wall: 0, steady: 0 }, { wall: day, steady: 0 })).toBe(day);
    const { watch, pass } = clock();
    // Resumed: the reading begins before the next check.
    watch.forgetReading();
    pass(10_000);
    expect(watch.warnings()).toEqual([]);
  });
});

describe('the keys of a locked station', () => {
  const none = { type: 'keyDown', control: false, alt: false, meta: false, shift: false };
  const key = (name: string, held: Partial<KeyInput> = {}): KeyInput => ({
    ...none,
    key: name,
    ...held,
  });

  it('write, move the focus or come from a scanner', () => {
    for (const name of [
      'a',
      'é',
      'ش',
      '7',
      ' ',
      'Enter',
      'Tab',
      'Escape',
      'ArrowDown',
      'F13',
      'F24',
    ])
      expect(isAllowedKey(key(name)), name).toBe(true);
    // AltGr, as Windows reports it.
    expect(isAllowedKey(key('@', { control: true, alt: true }))).toBe(true);
  });

  it('do nothing else', () => {
    for (const name of [
      'F1',
      'F5',
      'F6',
      'F11',
      'F12',
      'BrowserBack',
      'ContextMenu',
      'PrintScreen',
    ])
      expect(isAllowedKey(key(name)), name).toBe(false);
    for (const name of ['q', 'r', 'w', 'c', 'v', '+', '-', '0', 'Tab', 'F4'])
      expect(isAllowedKey(key(name, { control: true })), name).toBe(false);
    for (const name of ['F4', 'Tab', 'ArrowLeft', 'd', ' '])
      expect(isAllowedKey(key(name, { alt: true })), name).toBe(false);
    expect(isAllowedKey(key('l', { meta: true }))).toBe(false);
    expect(isAllowedKey(key('Delete', { control: true, alt: true }))).toBe(false);
  });

  it('one chord asks for the way out', () => {
    expect(asksToLeave(key('Q', { control: true, shift: true }))).toBe(true);
    expect(asksToLeave(key('q', { control: true }))).toBe(false);
    expect(asksToLeave(key('Q', { control: true, shift: true, type: 'keyUp' }))).toBe(false);
  });
});
