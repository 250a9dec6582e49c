import { describe, expect, it } from 'vitest';
import { groupsOfFour } from '../../../domain/base/groups-of-four.ts';
import { toldAges } from '../../../renderer/check-in/list-ages-line.tsx';
import { firstHubDraft, hubOf } from '../../../renderer/hub-hosting/hub-draft.ts';
import { isInviteText } from '../../../renderer/scanning/invite-text.ts';

const now = Date.UTC(2018, 9, 2, 8);

describe('the ages of roster and stop list', () => {
  it.each([
    ['never confirmed', null, null, { kind: 'never' }],
    ['confirmed together', 12_000, 12_000, { kind: 'one', age: 12_000 }],
    ['nearly together: the older one', 12_000, 71_999, { kind: 'one', age: 71_999 }],
    ['a minute apart', 12_000, 72_000, { kind: 'each', roster: 12_000, stopList: 72_000 }],
    ['only the roster', 12_000, null, { kind: 'each', roster: 12_000, stopList: null }],
    ['only the stop list', null, 5_000, { kind: 'each', roster: null, stopList: 5_000 }],
  ] as const)('%s', (_name, roster, stopList, told) => {
    const since = (age: number | null): number | null => (age === null ? null : now - age);
    const lists = { roster: since(roster), stopList: since(stopList), clock: null, old: false };
    expect(toldAges(lists, now)).toEqual(told);
  });
});

describe('a hub that is typed in', () => {
  it.each([
    [
      { name: ' Registration hall ', port: ' 7443 ' },
      { name: 'Registration hall', port: 7443 },
    ],
    [
      { name: 'Hall', port: '1024' },
      { name: 'Hall', port: 1024 },
    ],
    [
      { name: 'Hall', port: '65535' },
      { name: 'Hall', port: 65_535 },
    ],
    [{ name: 'Hall', port: '1023' }, null],
    [{ name: 'Hall', port: '65536' }, null],
    [{ name: 'Hall', port: '74e2' }, null],
    [{ name: 'Hall', port: '' }, null],
    [{ name: '  ', port: '7443' }, null],
  ])('%o becomes %o', (draft, hub) => {
    expect(hubOf(draft)).toEqual(hub);
  });

  it('begins with a port that will do', () => {
    expect(hubOf({ ...firstHubDraft, name: 'Hall' })).not.toBeNull();
  });
});

describe('a code of a hub', () => {
  it('is known by its beginning, also where Caps Lock turned it', () => {
    expect(isInviteText('LH:eyJ1')).toBe(true);
    expect(isInviteText('lh:EYj1')).toBe(true);
    expect(isInviteText('LT1LH:')).toBe(false);
  });

  it('is shown in groups of four', () => {
    expect(groupsOfFour('K7WQ3XMA')).toEqual(['K7WQ', '3XMA']);
    expect(groupsOfFour('K7WQ3')).toEqual(['K7WQ', '3']);
    expect(groupsOfFour('')).toEqual([]);
  });
});
