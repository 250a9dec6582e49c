import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { allCallsOf, firstAnswers } from '../../../main/app/gateway/all-calls.ts';
import { createCallGroups } from '../../../main/app/gateway/call-groups.ts';
import type { Desk } from '../../../main/app/gateway/desk.ts';
import type { CallGroup } from '../../../main/base/calls.ts';
import { call, none } from '../../../preload/contract/base.ts';
import { calls } from '../../../preload/contract.ts';

const definition = call({
  access: 'anyone',
  input: z.undefined(),
  output: z.string(),
  activity: none,
});

function groupOf(...names: readonly string[]): CallGroup {
  return {
    calls: Object.fromEntries(names.map((name) => [name, definition])),
    handlers: Object.fromEntries(names.map((name) => [name, () => name])),
  };
}

/** Two groups that are loaded when needed, with a record of what has been loaded. */
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
  return { groups: createCallGroups([groupOf('scan')], [later('sync'), later('report')]), loaded };
}

describe('calls in groups', () => {
  it('a call of the first group loads nothing', async () => {
    const { groups, loaded } = twoLater();
    const found = await groups.find('scan');
    expect(found?.handler(undefined, { operator: null })).toBe('scan');
    expect(loaded).toEqual([]);
  });

  it('another call loads what comes before it and its own group, once', async () => {
    const { groups, loaded } = twoLater();
    const [found] = await Promise.all([groups.find('sync'), groups.find('sync')]);
    expect(found?.handler(undefined, { operator: null })).toBe('sync');
    expect(loaded).toEqual(['sync']);
    await groups.find('report');
    await groups.loadAll();
    expect(loaded).toEqual(['sync', 'report']);
  });

  it('a name that no group has is none, nor is one that every object has', async () => {
    const { groups } = twoLater();
    expect(await groups.find('format')).toBeNull();
    expect(await groups.find('constructor')).toBeNull();
  });

  it('a group that could not be loaded is loaded again the next time', async () => {
    const { groups, loaded } = twoLater(1);
    await expect(groups.find('sync')).rejects.toThrow('no such file');
    expect(await groups.find('sync')).not.toBeNull();
    expect(loaded).toEqual(['sync']);
  });

  it('what every face asks for at its start is in the first groups', () => {
    // Recorded at the gateway of a kiosk, a door and a desk that were started and left alone.
    const first = firstAnswers.flatMap((answersOf) =>
      Object.keys(answersOf({ context: {} } as unknown as Desk).calls),
    );
    const asked = [
      'getStation',
      'tellCamera',
      'kioskWipe',
      'getDoor',
      'listSignIns',
      'getSync',
      'getRecovery',
    ];
    expect(first).toEqual(expect.arrayContaining(asked));
    expect(new Set(first).size).toBe(first.length);
  });

  it('every call of the contract has an answer', async () => {
    const all = allCallsOf({
      context: {},
      parts: {},
      dayClose: {},
      onPurged: () => {},
    } as unknown as Desk);
    for (const name of Object.keys(calls)) {
      expect(await all.find(name), name).not.toBeNull();
    }
  });
});
