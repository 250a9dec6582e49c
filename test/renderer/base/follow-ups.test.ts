import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { NoticeName } from '../../../preload/contract.ts';
import { onNoticeBatched } from '../../../renderer/base/page-client.ts';

const heard = new Map<NoticeName, Set<() => void>>();

function say(notice: NoticeName): void {
  for (const listener of heard.get(notice) ?? []) listener();
}

beforeEach(() => {
  vi.useFakeTimers();
  heard.clear();
  const on = (notice: NoticeName, listener: () => void): (() => void) => {
    const listeners = heard.get(notice) ?? new Set();
    heard.set(notice, listeners.add(listener));
    return () => listeners.delete(listener);
  };
  vi.stubGlobal('window', { lanyard: { on } });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('hears what follows check-ins once, together with the other listeners, and again after the next', () => {
  const heardBy: string[] = [];
  onNoticeBatched('countsChanged', () => heardBy.push('counts'));
  onNoticeBatched('printJobsChanged', () => heardBy.push('jobs'));
  say('countsChanged');
  say('printJobsChanged');
  vi.advanceTimersByTime(60);
  say('countsChanged');
  expect(heardBy).toEqual([]);
  vi.advanceTimersByTime(40);
  expect(heardBy).toEqual(['counts', 'jobs']);
  vi.advanceTimersByTime(1_000);
  expect(heardBy).toEqual(['counts', 'jobs']);
  say('countsChanged');
  vi.advanceTimersByTime(100);
  expect(heardBy).toEqual(['counts', 'jobs', 'counts']);
});

it('hears any other notice at once', () => {
  const listener = vi.fn();
  onNoticeBatched('stationChanged', listener);
  say('stationChanged');
  expect(listener).toHaveBeenCalledTimes(1);
});

it('hears nothing more once it is unsubscribed, not even what waits', () => {
  const listener = vi.fn();
  const end = onNoticeBatched('countsChanged', listener);
  say('countsChanged');
  end();
  vi.advanceTimersByTime(200);
  say('countsChanged');
  vi.advanceTimersByTime(200);
  expect(listener).not.toHaveBeenCalled();
});
