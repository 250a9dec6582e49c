import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type CallGroup, createCallGroups } from '../../main/ipc/call-groups.ts';
import { call } from '../../preload/contract/define.ts';
import { deskCalls } from '../../preload/contract/desk-calls.ts';
import { firstCalls } from '../../preload/contract/first-calls.ts';
import { officeCalls } from '../../preload/contract/office-calls.ts';

const definition = call({
  input: z.undefined(),
  output: z.string(),
  modes: ['desk'],
  access: 'anyone',
});

function groupOf(...names: readonly string[]): CallGroup {
  return {
    calls: Object.fromEntries(names.map((name) => [name, definition])),
    handlers: Object.fromEntries(names.map((name) => [name, () => name])),
  };
}

/** Two groups that are loaded when needed, and what has been loaded so far. */
function twoLater(failures = 0) {
  const loaded: string[] = [];
  let failing = failures;
  const later = (name: string) => async (): Promise<CallGroup> => {
    if (failing > 0) {
      failing -= 1;
      throw new Error('no such file');
    }
    loaded.push(name);
    return groupOf(name);
  };
  return { calls: createCallGroups(groupOf('scan'), [later('sync'), later('report')]), loaded };
}

describe('calls in groups', () => {
  it('a call of the first group loads nothing', async () => {
    const { calls, loaded } = twoLater();
    const found = await calls.find('scan');
    expect(found?.handler(undefined, { operator: null })).toBe('scan');
    expect(loaded).toEqual([]);
  });

  it('another call loads what comes before it and its own group, once', async () => {
    const { calls, loaded } = twoLater();
    const [found] = await Promise.all([calls.find('sync'), calls.find('sync')]);
    expect(found?.handler(undefined, { operator: null })).toBe('sync');
    expect(loaded).toEqual(['sync']);
    await calls.find('report');
    await calls.loadAll();
    expect(loaded).toEqual(['sync', 'report']);
  });

  it('a name that no group has is none, nor is one that every object has', async () => {
    const { calls } = twoLater();
    expect(await calls.find('format')).toBeNull();
    expect(await calls.find('constructor')).toBeNull();
  });

  it('a group that could not be loaded is loaded again the next time', async () => {
    const { calls, loaded } = twoLater(1);
    await expect(calls.find('sync')).rejects.toThrow('no such file');
    expect(await calls.find('sync')).not.toBeNull();
    expect(loaded).toEqual(['sync']);
  });

  it('what every face asks for at its start is in the first group, and no call is in two', () => {
    // Seen at the door of a kiosk, a door and a desk that were started and left alone.
    for (const name of ['getStation', 'tellCamera', 'kioskWipe', 'getDoor', 'listOperators']) {
      expect(firstCalls).toHaveProperty(name);
    }
    const names = [firstCalls, deskCalls, officeCalls].flatMap((calls) => Object.keys(calls));
    expect(new Set(names).size).toBe(names.length);
  });
});
