import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EventFile } from '../../../domain/event/event-file.ts';
import type { RegistrationStatus } from '../../../domain/roster/delegate-fields.ts';
import type { MappedField } from '../../../domain/roster/roster-import.ts';
import { ConnectorFailure } from '../failure.ts';
import { nothingSaid } from '../file/folder-source.ts';
import { clockOffsetOf, failureOf, type HttpClient, readAnswer } from '../http-client.ts';
import {
  createPersonReader,
  maxOutsidePhotoBytes,
  type PersonTexts,
  type RosterChanges,
  type RosterSource,
} from '../roster-source.ts';
import type { IndicoSettings } from '../settings.ts';
import {
  fieldTexts,
  formPath,
  type IndicoRegistration,
  type indicoStates,
  type ListedRegistration,
  registrationSchema,
  registrationsSchema,
} from './wire.ts';

/** Digest of each registration's line in the list, and when all forms were last read (UTC ms). */
const cursorSchema = z.strictObject({
  wholeAt: z.int(),
  rows: z.record(z.string(), z.string()),
});

const statuses: Readonly<Record<(typeof indicoStates)[number], RegistrationStatus>> = {
  complete: 'confirmed',
  pending: 'pending',
  unpaid: 'pending',
  rejected: 'revoked',
  withdrawn: 'cancelled',
};

export interface IndicoSource {
  settings: IndicoSettings;
  client: HttpClient;
  event: EventFile;
  /** UTC milliseconds. */
  clock: () => number;
}

/**
 * The registrations of one form. Indico sends the whole list and no changes, so the lists are
 * compared here. The list lacks the form's answers. So each new registration, and each whose line
 * has changed, is read separately; from time to time all of them are. A registration missing from
 * the list was deleted there.
 */
export function openIndicoSource(source: IndicoSource): RosterSource {
  const { settings, client, clock } = source;
  const path = formPath(settings.event, settings.form);
  return {
    changes: async (since) => {
      const cursor = since === null ? null : cursorSchema.parse(JSON.parse(since));
      const answer = await client.ask({ method: 'GET', path, largest: 64 * 2 ** 20 });
      if (answer.status !== 200) throw failureOf(answer);
      const list = readAnswer(answer, registrationsSchema);
      const now = clock();
      const isWhole =
        cursor === null || now - cursor.wholeAt >= settings.wholeEveryMinutes * 60_000;
      const before = cursor?.rows ?? {};
      const rows = Object.fromEntries(list.map((row) => [String(row.id), digestOf(row)]));
      const read = personReader(source);
      const changes = nothingSaid();
      changes.clockOffset = clockOffsetOf(answer, now);
      for (const row of list) {
        if (!isWhole && before[String(row.id)] === rows[String(row.id)]) continue;
        const found = await readOne(client, path, row.id);
        // Deleted since the list was made: the next list will lack it.
        if (found !== null) take(changes, read, found, settings);
      }
      changes.tombstones = Object.keys(before).filter((id) => rows[id] === undefined);
      changes.next = JSON.stringify({ wholeAt: isWhole ? now : cursor.wholeAt, rows });
      return changes;
    },
    picture: (place) => readPicture(client, place),
  };
}

/** Null for a picture deleted since. Never requests a place on another server. */
async function readPicture(client: HttpClient, place: string): Promise<Uint8Array | null> {
  if (!/^\/(?!\/)/.test(place)) return null;
  const answer = await client.ask({
    method: 'GET',
    path: place,
    largest: maxOutsidePhotoBytes,
    headers: { accept: 'image/jpeg, image/png' },
  });
  if (answer.status === 404) return null;
  if (answer.status !== 200) throw failureOf(answer);
  return answer.bytes;
}

/** Ignores whether the person is checked in there, because it does not change our roster. */
function digestOf({ full_name, state, personal_data_picture }: ListedRegistration): string {
  return createHash('sha256')
    .update(JSON.stringify([full_name, state, personal_data_picture ?? null]))
    .digest('base64url')
    .slice(0, 16);
}

async function readOne(
  client: HttpClient,
  path: string,
  id: number,
): Promise<IndicoRegistration | null> {
  const answer = await client.ask({ method: 'GET', path: `${path}${id}` });
  if (answer.status === 404) return null;
  if (answer.status !== 200) throw failureOf(answer);
  const found = readAnswer(answer, registrationSchema);
  if (found.id !== id) throw new ConnectorFailure('bad-answer', 'id');
  return found;
}

type Reader = ReturnType<typeof createPersonReader>;

function personReader({ settings, event }: IndicoSource): Reader {
  const fields = new Set<MappedField>(['registrationCode', 'printedName', 'delegation']);
  fields.add('outsideTickets');
  for (const field of [...Object.keys(settings.fields), ...Object.keys(settings.defaults)]) {
    fields.add(field as MappedField);
  }
  fields.delete('status');
  return createPersonReader(event, fields, settings.defaults);
}

function take(
  changes: RosterChanges,
  read: Reader,
  found: IndicoRegistration,
  settings: IndicoSettings,
): void {
  const filled = fieldTexts(found);
  const texts: PersonTexts = {
    printedName: found.full_name,
    registrationCode: `${settings.codePrefix}${found.id}`,
  };
  for (const [field, title] of Object.entries(settings.fields) as [MappedField, string][]) {
    texts[field] = filled.get(title.trim().toLowerCase()) ?? texts[field] ?? '';
  }
  texts.registrationCode = `${settings.codePrefix}${found.id}`;
  texts.outsideTickets = found.checkin_secret ?? '';
  const outsideId = String(found.id);
  const row = read(texts);
  if (row.kind === 'rejected') {
    changes.rejected.push({ id: outsideId, reason: row.rejected.reason });
    return;
  }
  const { registrationCode, values } = row;
  values.status = statuses[found.state];
  const picture = found.personal_data_picture ?? null;
  changes.people.push({
    outsideId,
    handle: outsideId,
    registrationCode,
    values,
    ...(picture !== null && { picture }),
  });
}
