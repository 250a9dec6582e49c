import { basename } from 'node:path';
import { z } from 'zod';
import { type EventText, givenTexts, onScreens } from '../../domain/base/language.ts';
import { countTakenOver, nameWithoutYear } from '../../domain/event/earlier-event.ts';
import { inUse } from '../../domain/event/event-changes.ts';
import type { Category, EventFile } from '../../domain/event/event-file.ts';
import { eventPlaces } from '../../domain/event/event-places.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import type { BadgeTemplate } from '../../domain/templates/badge-template.ts';
import type { EarlierEvent } from '../../preload/contract/station/set-up.ts';
import { CallFailure } from '../base/call-failure.ts';
import { checkJsonFile } from '../base/config/read-file-problems.ts';
import { openArchive, readArchive } from '../day-close/open-archive.ts';

export interface EarlierSource {
  file: EventFile;
  /** From an archive; the new event keeps them with their logos. */
  templates: BadgeTemplate[];
}

/**
 * The earlier event chosen for a new one, none at first. Its path never leaves the main process.
 */
export function createEarlierChoice() {
  let chosen: { path: string; source: EarlierSource | null } | null = null;
  const source = (): EarlierSource => {
    if (chosen?.source == null) throw new CallFailure('not-found', 'earlier event');
    return chosen.source;
  };
  return {
    /** Null where the dialog was closed. Throws what `readArchive` throws. */
    choose: async (path: string | null): Promise<EarlierEvent | null> => {
      if (path === null) return null;
      const next = { path, source: await readEarlier(path) };
      chosen = next;
      return viewOf(next);
    },
    /**
     * Opens the archive chosen last. Throws `not-found` without one, and what `openArchive` throws.
     */
    open: async (passphrase: string): Promise<EarlierEvent> => {
      if (chosen === null) throw new CallFailure('not-found', 'earlier event');
      const { path } = chosen;
      const { content } = await openArchive(await readArchive(path), passphrase);
      const next = { path, source: { file: content.event.file, templates: content.templates } };
      chosen = next;
      return viewOf(next);
    },
    drop: (): void => {
      chosen = null;
    },
    /** Throws CallFailure `not-found` where none is chosen and open. */
    source,
    /** The categories that sessions of the new event may name. Throws like `source`. */
    categories: (): Category[] => inUse(source().file.categories),
  };
}

/**
 * The source in a JSON event file; null for an archive, which needs its passphrase.
 *
 * @throws what `readArchive` throws
 */
export async function readEarlier(path: string): Promise<EarlierSource | null> {
  const checked = checkJsonFile(path, wholeEventFileSchema, eventPlaces);
  if (checked.ok) return { file: checked.value, templates: [] };
  if (checkJsonFile(path, newerSchema, eventPlaces).ok)
    throw new CallFailure('archive-newer', basename(path));
  await readArchive(path);
  return null;
}

/** An event file of a format that this version does not know. */
const newerSchema = z.object({ formatVersion: z.int().min(2), ticketKeys: z.unknown() });

function viewOf({ path, source }: { path: string; source: EarlierSource | null }): EarlierEvent {
  const fileName = basename(path);
  if (source === null) return { fileName, event: null };
  const { file } = source;
  return {
    fileName,
    event: {
      languages: file.languages,
      name: withoutYear(file.name),
      place: file.place,
      timeZone: file.timeZone,
      dayBoundary: file.dayBoundary,
      ...countTakenOver(file),
      categories: inUse(file.categories).map((one) => ({
        id: one.id,
        name: onScreens(one.name, file),
      })),
      templates: source.templates.length,
    },
  };
}

function withoutYear(name: EventText): EventText {
  const texts = Object.entries(name).map(([language, text]) => [language, nameWithoutYear(text)]);
  return givenTexts(Object.fromEntries(texts));
}
