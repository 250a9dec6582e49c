import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openedAgainAfter, searchSettlesAfter } from '../../../domain/station/activity.ts';
import {
  type ActivityLog,
  activityCsv,
  activityViews,
  createActivityLog,
} from '../../../main/station/activity.ts';
import { activityCalls } from '../../../preload/contract/station/alerts.ts';
import { activityOfCall } from '../../support/activity-of-call.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
let log: ActivityLog;
let failures: unknown[];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  desk = makeDeskContext();
  failures = [];
  log = createActivityLog(desk.context, (error) => failures.push(error));
});
afterEach(() => {
  vi.useRealTimers();
  desk.close();
});

const search = (detail: string) =>
  log.note(desk.caller, { kind: 'search', delegateId: null, detail });
const open = (delegateId: string) =>
  log.note(desk.caller, { kind: 'opened', delegateId, detail: '' });
const all = { kind: null, operatorId: null } as const;
function lines() {
  const views = activityViews(desk.context, { ...all, limit: 100 });
  // As the page gets it: the gateway drops fields that the contract does not name.
  return activityCalls.getActivity.output
    .parse(views)
    .rows.map(({ kind, detail }) => [kind, detail]);
}

describe('the activity log', () => {
  it('keeps a search once it settled, not each key', () => {
    for (const words of ['l', 'li', 'lin', 'lind']) search(words);
    expect(lines()).toEqual([]);
    vi.advanceTimersByTime(searchSettlesAfter);
    expect(lines()).toEqual([['search', 'lind']]);
    search('');
    vi.advanceTimersByTime(searchSettlesAfter);
    expect(lines()).toHaveLength(1);
  });

  it('keeps the search that led to a delegate, and the opening once', () => {
    const { id, printedName } = desk.addDelegate(1);
    search('lind');
    open(id);
    // The page asks again whenever something changed.
    open(id);
    const { rows } = activityViews(desk.context, { ...all, limit: 10 });
    expect(rows).toMatchObject([
      { kind: 'opened', printedName, operatorName: 'Operator' },
      { kind: 'search', detail: 'lind' },
    ]);
    desk.setClock('2018-10-02T19:00:00+02:00');
    open(id);
    expect(lines()).toHaveLength(2);
    desk.pass(openedAgainAfter);
    open(id);
    expect(lines()).toHaveLength(3);
  });

  it('does not give one operator’s search to another', () => {
    search('lind');
    log.note(desk.supervisor, { kind: 'search', delegateId: null, detail: 'berg' });
    log.flush();
    const by = activityViews(desk.context, { ...all, limit: 10 }).rows;
    expect(by.map(({ operatorName, detail }) => `${operatorName} ${detail}`).sort()).toEqual([
      'Operator lind',
      'Supervisor berg',
    ]);
    const own = { kind: null, operatorId: desk.supervisor.operator?.id ?? null };
    expect(activityViews(desk.context, { ...own, limit: 10 }).rows).toHaveLength(1);
  });

  it('says that there is more, and narrows down by kind', () => {
    for (const detail of ['a', 'b', 'c']) {
      log.note(desk.caller, { kind: 'export', delegateId: null, detail });
    }
    log.note(desk.caller, { kind: 'settings', delegateId: null, detail: 'language' });
    expect(activityViews(desk.context, { ...all, limit: 3 })).toMatchObject({ more: true });
    const exports = { kind: 'export', operatorId: null, limit: 3 } as const;
    const { rows, more } = activityViews(desk.context, exports);
    expect([rows.map(({ detail }) => detail), more]).toEqual([['c', 'b', 'a'], false]);
  });

  it('writes no formula into its file', () => {
    search('=HYPERLINK("http://x")');
    log.flush();
    const csv = activityCsv(desk.context, all, 'en');
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(csv.split('\r\n')[0]).toBe('\uFEFFTime (UTC),What,Who,Delegate,Detail');
  });

  it('fails without a word to whoever searched', () => {
    desk.context.db.prepare('DROP TABLE activity').run();
    expect(() => open('00000000-0000-5000-8000-000000000001')).not.toThrow();
    expect(failures).toHaveLength(1);
  });
});

describe('what is noted of a call', () => {
  it('is its search, opening, batch, export and settings', () => {
    expect(activityOfCall('searchDelegates', { query: 'lind', limit: 20 }, {})).toMatchObject({
      kind: 'search',
      detail: 'lind',
    });
    expect(activityOfCall('exportBadgeBalance', {}, true)).toMatchObject({ kind: 'export' });
    expect(activityOfCall('saveStationSettings', { sounds: false }, {})?.detail).toBe('sounds');
  });

  it('is nothing where the file dialog was closed, or nothing was asked of anybody', () => {
    expect(activityOfCall('exportBadgeBalance', {}, false)).toBeNull();
    expect(activityOfCall('getCounts', undefined, {})).toBeNull();
  });
});
