import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { daysWithFacts, stationReports } from '../../db/day-close.ts';
import { listTemplates } from '../../db/templates.ts';
import { archiveExtension } from '../../domain/base/file-name.ts';
import { englishName } from '../../domain/base/language.ts';
import { type SignedReport, signedReportSchema } from '../../domain/day-close/report.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import { defaultTemplates } from '../../domain/templates/default-templates.ts';
import { publicKeyOf, readPrivateKey } from '../../platform/crypto/ed25519.ts';
import {
  type ArchiveView,
  archiveCalls,
  type MadeArchive,
} from '../../preload/contract/day-close.ts';
import type { ParsedCallInput } from '../../preload/contract.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { type Context, notInTraining } from '../base/context.ts';
import { saveHarmlessFile } from '../base/saved-file.ts';
import { fileNameOf, makePhrase, sealingPhrase } from '../base/sealed-file.ts';
import { stationRetentionState } from '../privacy/station-purge.ts';
import { purgedAt } from './archive-work.ts';
import { checkOfHub } from './day-close-calls.ts';
import type { DayCloseParts, DayHub } from './day-hub.ts';

export function archiveAnswers(desk: CallParts & { dayClose: DayCloseParts }) {
  return answers(archiveCalls, {
    getArchiveView: () => archiveView(desk.dayClose),
    makeArchive: async (request) => {
      const made = await makeArchive(desk.dayClose, request, desk.dialogs.saveArchive);
      if (made !== null)
        desk.log.info({ facts: made.facts, reports: made.reports }, 'event archived');
      return made;
    },
  });
}

/** What an archive made now would hold. Throws what `DayHub` throws. */
export async function archiveView(parts: DayCloseParts): Promise<ArchiveView> {
  const { context } = parts;
  const { db, event } = context;
  const reports = await everyReport(parts);
  return {
    days: daysOf(context).map((day) => ({
      day,
      isClosed: reports.some(({ report }) => report.day === day),
    })),
    reports: reports.length,
    templates: ownTemplates(context),
    purgedAt: purgedAt(db, event.file.id),
    purgeOn: stationRetentionState(context).purgeOn,
  };
}

/**
 * Writes the archive of the event as this station knows it. Nothing changes at the station.
 *
 * @param choosePath where the file goes; null where the operator closed the dialog
 * @param cost log2 of scrypt's N; tests use a small one
 * @returns null without a path
 * @throws CallFailure `training-without-hub`, `archive-too-large`, `file-not-written`, and what
 *   `DayHub` throws: the hub keeps the reports of its days
 */
export async function makeArchive(
  parts: DayCloseParts,
  request: ParsedCallInput<'makeArchive'>,
  choosePath: (name: string) => Promise<string | null>,
  cost?: number,
): Promise<MadeArchive | null> {
  const { context, reads, signingKey } = parts;
  const { event, self } = context;
  notInTraining(context);
  const reports = await everyReport(parts);
  const path = await choosePath(`${fileNameOf(englishName(event.file))}.${archiveExtension}`);
  if (path === null) return null;
  const phrase = request.passphrase ?? makePhrase();
  const key = signingKey();
  const { bytes, facts } = await reads.archive({
    id: randomUUID(),
    made: context.clock(),
    signingKey: key,
    reports,
    cost,
    maker: { station: self.station, publicKey: publicKeyOf(readPrivateKey(key)) },
    event: { file: event.file, version: event.version ?? 1 },
    phrase: sealingPhrase(phrase),
  });
  await saveHarmlessFile(path, bytes);
  return {
    fileName: basename(path),
    facts,
    reports: reports.length,
    passphrase: request.passphrase === null ? phrase : null,
  };
}

function daysOf({ db, event }: Context): LocalDay[] {
  return [...new Set([...event.file.days, ...daysWithFacts(db, event.file.id)])].sort();
}

function ownTemplates({ db }: Context): number {
  return listTemplates(db).filter((one) => !defaultTemplates().includes(one)).length;
}

/** Every report of the event: this station's own, and those of its hub. */
async function everyReport(parts: DayCloseParts): Promise<SignedReport[]> {
  const { context } = parts;
  const own = stationReports(context.db)
    .filter(({ eventId }) => eventId === context.event.file.id)
    .map(({ signed }) => signedReportSchema.parse(JSON.parse(signed)));
  const hub = parts.hub();
  if (hub === null) return own;
  const found = await Promise.all(daysOf(context).map((day) => reportsOfHub(hub, day)));
  for (const signed of found.flat()) checkOfHub(context, signed);
  return [...own, ...found.flat()];
}

async function reportsOfHub(hub: DayHub, day: LocalDay): Promise<SignedReport[]> {
  const newest = await reportOfHub(hub, day);
  if (newest === null) return [];
  const earlier = Array.from({ length: newest.report.revision - 1 }, (_, index) =>
    hub.report({ day, revision: index + 1 }),
  );
  return [...(await Promise.all(earlier)), newest];
}

/** Null for a day that was not closed. */
async function reportOfHub(hub: DayHub, day: LocalDay): Promise<SignedReport | null> {
  try {
    return await hub.report({ day, revision: null });
  } catch (error) {
    const isNone = error instanceof CallFailure && error.detail === 'not-found';
    if (isNone && error.code === 'hub-refused') return null;
    throw error;
  }
}
