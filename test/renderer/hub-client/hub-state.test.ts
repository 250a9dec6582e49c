import { describe, expect, it } from 'vitest';
import { type LinkState, syncTroubleSchema } from '../../../domain/sync/sync-status.ts';
import type { SyncView } from '../../../preload/contract/sync-view.ts';
import {
  askingCount,
  asksToJoinAgain,
  type HubState,
  hubState,
  hubTone,
  isAwayLong,
  isHeard,
  isHeldUp,
  troubleGroup,
} from '../../../renderer/hub-client/hub-state.ts';
import en from '../../../ui/words/en.json' with { type: 'json' };

const now = Date.UTC(2018, 9, 2, 8);
const calm: LinkState = {
  phase: 'idle',
  online: true,
  trouble: null,
  lastContact: now - 2_000,
  offlineSince: null,
  waiting: 0,
  quarantined: 0,
  clockOffset: 0,
  pull: null,
};

function view(state: Partial<LinkState>, rest: Partial<SyncView> = {}): SyncView {
  return {
    link: {
      hubName: 'Registration hall',
      url: 'https://192.0.2.7:7443',
      state: { ...calm, ...state },
      lists: { roster: now, stopList: now, clock: null, old: false },
      clockOff: null,
      clockToConfirm: null,
    },
    host: null,
    hasPeers: false,
    openDuplicates: 0,
    now,
    ...rest,
  };
}
const stateOf = (state: Partial<LinkState>): HubState => hubState(view(state), now);
const running = { state: 'running', url: 'https://192.0.2.7:7443', fingerprint: '00' } as const;

describe('how a station stands with its hub', () => {
  it('is alone without link and hub', () => {
    expect(hubState({ ...view({}), link: null }, now)).toEqual({ kind: 'alone' });
  });

  it('is synced while the contact is fresh', () => {
    expect(stateOf({})).toEqual({ kind: 'synced', lastContact: now - 2_000 });
  });

  it('does not flicker with each poll and each check-in', () => {
    expect(stateOf({ phase: 'syncing', waiting: 2 }).kind).toBe('synced');
  });

  it('tells what waits once that is much, or takes long', () => {
    expect(stateOf({ phase: 'syncing', waiting: 10 })).toEqual({
      kind: 'catching-up',
      waiting: 10,
    });
    expect(stateOf({ waiting: 1, lastContact: now - 11_000 })).toEqual({
      kind: 'catching-up',
      waiting: 1,
    });
  });

  it('tells how far a long pull is, and none of an empty one', () => {
    expect(stateOf({ pull: { done: 25, total: 100 } })).toEqual({ kind: 'syncing', pull: 0.25 });
    expect(stateOf({ pull: { done: 101, total: 100 } })).toEqual({ kind: 'syncing', pull: 1 });
    expect(stateOf({ pull: { done: 0, total: 0 } })).toEqual({ kind: 'syncing', pull: null });
    expect(stateOf({ lastContact: null })).toEqual({ kind: 'syncing', pull: null });
  });

  it('is offline since the contact was lost, with what waits', () => {
    expect(stateOf({ online: false, offlineSince: now - 5_000, waiting: 37 })).toEqual({
      kind: 'offline',
      since: now - 5_000,
      waiting: 37,
    });
    expect(stateOf({ online: false })).toMatchObject({ since: now - 2_000 });
    expect(stateOf({ online: false, lastContact: null })).toMatchObject({ since: null });
  });

  it('puts a trouble before everything else of the link', () => {
    const state = stateOf({ trouble: 'revoked', online: false, waiting: 5 });
    expect(state).toEqual({ kind: 'trouble', group: 'revoked', waiting: 5 });
  });

  it('hosts while its own hub runs, and says when it does not', () => {
    expect(hubState(view({}, { host: running }), now).kind).toBe('hosting');
    expect(hubState({ ...view({}), link: null, host: running }, now)).toEqual({
      kind: 'hosting',
      lastContact: null,
    });
    expect(hubState(view({}, { host: { state: 'starting' } }), now).kind).toBe('host-starting');
    expect(hubState(view({}, { host: { state: 'failed', detail: 'port' } }), now)).toEqual({
      kind: 'host-failed',
      detail: 'port',
    });
  });
});

describe('a trouble', () => {
  it.each(syncTroubleSchema.options)('%s has words and a next step, or heals by itself', (code) => {
    const group = troubleGroup(code);
    if (group !== null)
      expect(Object.keys(en.trouble[group])).toEqual(['short', 'title', 'remedy']);
  });

  it('that the operator can do nothing about is not shown', () => {
    const healing = syncTroubleSchema.options.filter((code) => troubleGroup(code) === null);
    expect(healing.sort()).toEqual(['cursor-too-old', 'epoch-changed', 'replayed', 'unreachable']);
  });

  it('says what to do where the hub refuses what this station sends', () => {
    expect(troubleGroup('bad-signature')).toBe('signature-refused');
    expect(troubleGroup('chain-differs')).toBe('history-differs');
    expect(troubleGroup('too-many-requests')).toBe('over-quota');
    const { trouble } = en;
    for (const group of ['signature-refused', 'history-differs', 'over-quota'] as const) {
      expect(trouble[group].remedy).toMatch(/Nothing was lost\.$/);
    }
  });

  it('is red where check-ins reach nobody, amber otherwise', () => {
    expect(hubTone(stateOf({ trouble: 'revoked' }))).toBe('stop');
    expect(hubTone(stateOf({ trouble: 'wrong-certificate' }))).toBe('stop');
    expect(hubTone(stateOf({ trouble: 'busy' }))).toBe('look');
    expect(hubTone(stateOf({ online: false }))).toBe('look');
    expect(hubTone(stateOf({}))).toBe('go');
  });

  it('offers a new code only where that helps', () => {
    expect(asksToJoinAgain('revoked')).toBe(true);
    expect(asksToJoinAgain('not-known')).toBe(true);
    expect(asksToJoinAgain('signature-refused')).toBe(true);
    expect(asksToJoinAgain('history-differs')).toBe(false);
    expect(asksToJoinAgain('store')).toBe(false);
  });

  it('holds up what waits, as an absent hub does', () => {
    expect(isHeldUp(stateOf({ trouble: 'protocol-too-old' }))).toBe(true);
    expect(isHeldUp(stateOf({ online: false }))).toBe(true);
    expect(isHeldUp(stateOf({ waiting: 100 }))).toBe(false);
  });
});

describe('what the hub says of others', () => {
  it.each<[string, HubState, boolean]>([
    ['in step', stateOf({}), true],
    ['sending', stateOf({ waiting: 100 }), true],
    ['hosting', hubState(view({}, { host: running }), now), true],
    ['without a hub', { kind: 'alone' }, true],
    ['offline', stateOf({ online: false }), false],
    ['revoked', stateOf({ trouble: 'revoked' }), false],
    ['its hub fails', { kind: 'host-failed', detail: '' }, false],
  ])('is current or not: %s', (_name, state, isCurrent) => {
    expect(isHeard(state)).toBe(isCurrent);
  });
});

describe('what the screen asks for', () => {
  it('offers to take over once the hub has been away for more than a minute', () => {
    const away = (since: number): HubState => stateOf({ online: false, offlineSince: since });
    expect(isAwayLong(away(now - 60_000), now)).toBe(false);
    expect(isAwayLong(away(now - 60_001), now)).toBe(true);
    expect(isAwayLong(stateOf({ online: false, lastContact: null }), now)).toBe(false);
    expect(isAwayLong(stateOf({ trouble: 'revoked' }), now)).toBe(false);
  });

  it('counts duplicates, what is in quarantine, and a trouble', () => {
    expect(askingCount(view({}), now)).toBe(0);
    expect(askingCount(view({ quarantined: 2 }, { openDuplicates: 3 }), now)).toBe(5);
    expect(askingCount(view({ trouble: 'revoked' }, { openDuplicates: 1 }), now)).toBe(2);
  });
});
