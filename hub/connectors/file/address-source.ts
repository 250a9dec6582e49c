import { z } from 'zod';
import { maxFileSize } from '../../../intake/limits.ts';
import { type Answer, clockOffsetOf, failureOf, type HttpClient } from '../http-client.ts';
import type { RosterSource } from '../roster-source.ts';
import { nothingSaid } from './folder-source.ts';
import { type FileReading, readPeopleFile } from './read-people-file.ts';

/** The server's validators of the file that was last read. */
const cursorSchema = z.strictObject({ etag: z.string(), modified: z.string() });

/** A file at an HTTPS address. */
export interface AddressSetting extends FileReading {
  url: string;
  client: HttpClient;
  /** UTC milliseconds. */
  clock: () => number;
}

/**
 * A roster at an address, fetched only when it has changed (ETag and Last-Modified, RFC 9110). It
 * is read completely, up to the declared length, before a row counts. An answer that is cut off is
 * discarded.
 */
export function openAddressSource(setting: AddressSetting): RosterSource {
  const { pathname, search } = new URL(setting.url);
  return {
    changes: async (since) => {
      const answer = await setting.client.ask({
        method: 'GET',
        path: `${pathname}${search}`,
        headers: { accept: '*/*', ...conditionsOf(since) },
        largest: maxFileSize,
      });
      const changes = nothingSaid();
      changes.clockOffset = clockOffsetOf(answer, setting.clock());
      if (answer.status === 304 && since !== null) {
        changes.next = since;
        return changes;
      }
      if (answer.status !== 200) throw failureOf(answer);
      const name = 'file';
      const found = await readPeopleFile(answer.bytes, name, setting);
      changes.people = found.people;
      changes.rejected = found.rejected;
      changes.reread = found.reread;
      changes.next = cursorOf(answer);
      return changes;
    },
  };
}

function conditionsOf(since: string | null): Record<string, string> {
  if (since === null) return {};
  const { etag, modified } = cursorSchema.parse(JSON.parse(since));
  return {
    ...(etag === '' ? {} : { 'if-none-match': etag }),
    ...(modified === '' ? {} : { 'if-modified-since': modified }),
  };
}

function cursorOf({ headers }: Answer): string {
  return JSON.stringify({
    etag: headers.etag ?? '',
    modified: headers['last-modified'] ?? '',
  });
}
