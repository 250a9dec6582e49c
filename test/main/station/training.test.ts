import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findEvent } from '../../../db/event/events.ts';
import { printJobsInStates } from '../../../db/printing/print-jobs.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { examine } from '../../../main/check-in/examine.ts';
import { emergencyPack } from '../../../main/emergency/emergency-pack.ts';
import { evacuationList } from '../../../main/emergency/evacuation.ts';
import { contentOfJob } from '../../../main/printing/badge-content.ts';
import { trainingConfig, trainingEvent } from '../../../main/station/training.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => {
  desk.close();
});

describe('training', () => {
  let folder: string;
  let training: DeskContext;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lanyard-training-'));
    const base = makeDeskContext({ folder });
    const event = trainingEvent(base.context.db, base.context.event, nodeCrypto, {
      wall: 0,
      keepsSecret: true,
    });
    training = { ...base, context: { ...base.context, event, training: true } };
  });
  afterEach(() => {
    training.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const scan = (text: string) => ({
    kind: 'scan' as const,
    scan: { source: 'camera' as const, readings: [text], seenAt: 0 },
  });

  /** The badge of a person who was checked in there: the text of its QR code, and its mark. */
  function badgeOf(station: DeskContext, delegateId: string) {
    const answer = checkIn(station.context, station.caller, {
      key: randomUUID(),
      target: { kind: 'delegate', delegateId },
      identity: null,
    });
    if (answer.outcome !== 'admitted') throw new Error(answer.outcome);
    const [job] = printJobsInStates(station.context.db, ['queued']);
    const content = job === undefined ? 'no job' : contentOfJob(station.context, job);
    if (typeof content === 'string') throw new Error(content);
    return content;
  }

  it('a badge says TRAINING, and a real station does not know it', () => {
    const { id } = training.addDelegate(1);
    desk.addDelegate(1);
    const badge = badgeOf(training, id);
    expect(badge.training).toBe(true);
    expect(examine(training.context, scan(badge.qrText)).verdict.outcome).toBe('already-in');
    expect(examine(desk.context, scan(badge.qrText))).toMatchObject({
      verdict: { outcome: 'badge-not-valid', doubt: 'unheard' },
      delegate: null,
    });
    const answer = checkIn(desk.context, desk.caller, {
      key: randomUUID(),
      target: scan(badge.qrText),
      identity: null,
    });
    expect(answer).toMatchObject({ outcome: 'badge-not-valid', doubt: 'unheard' });
    expect(evacuationList(desk.context, 'en').inside).toBe(0);
  });

  it('a real badge does nothing in training', () => {
    const { id } = desk.addDelegate(1);
    training.addDelegate(1);
    const badge = badgeOf(desk, id);
    expect(badge.training).toBe(false);
    expect(examine(training.context, scan(badge.qrText)).verdict).toMatchObject({
      doubt: 'unheard',
    });
  });

  it('keeps the real event’s secret out of its store', () => {
    const { db, event } = training.context;
    const stored = findEvent(db, event.file.id);
    const hex = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('hex');
    expect(hex(stored?.secret)).toBe(hex(event.secret));
    expect(hex(stored?.secret)).not.toBe(hex(desk.context.event.secret));
  });

  it('has no reminder and no hub, and the configured event only with a roster of its own', () => {
    training.addDelegate(1);
    expect(emergencyPack(training.context).due).toBe(false);
    const event = { file: '/e.json', secretFile: '/s.txt' };
    const hub = { host: { name: 'Hub', port: 4000 } };
    expect(trainingConfig({ event, hub, language: 'fr' })).toEqual({ language: 'fr' });
    expect(trainingConfig({ event, roster: '/r.csv' })).toEqual({ event, roster: '/r.csv' });
  });
});
