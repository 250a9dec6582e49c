// npm run event -- create …: makes an event with its keys as files, which a hub's first start
// takes.
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ZodError, z } from 'zod';
import { issuesOf } from '../../domain/base/issues.ts';
import { inUse } from '../../domain/event/event-changes.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import {
  daysFrom,
  eventFileOf,
  eventKinds,
  eventPresets,
  newEventSchema,
} from '../../domain/event/new-event.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import { textEncodingSchema } from '../../domain/roster/roster-import.ts';
import { readDelegations } from '../../intake/event/delegations.ts';
import { readSessions } from '../../intake/event/sessions.ts';
import type { ReadTable } from '../../intake/event/table-lines.ts';
import { IntakeError } from '../../intake/intake-error.ts';
import { maxEventTable } from '../../intake/limits.ts';
import { readRosterFile } from '../../intake/read-file.ts';
import { intakeErrorWords, readingLines } from '../../intake/report-lines.ts';
import { CallFailure } from '../../main/base/call-failure.ts';
import { openArchive, readArchive } from '../../main/day-close/open-archive.ts';
import { readEarlier } from '../../main/station/earlier-event.ts';
import { makeSigningKeys } from '../../platform/crypto/ed25519.ts';
import en from '../../ui/words/en.json' with { type: 'json' };
import { askPassphrase } from '../verify/ask-passphrase.ts';

const usage = `npm run event -- create --name TEXT --place TEXT --from DAY [--to DAY] --time-zone ZONE --out event.json
    [--kind conference|meeting|training|open-day] [--name-fr TEXT] [--place-fr TEXT] [--day-boundary 04:00]
    [--group-word delegation|organisation|company|faculty|table] [--delegations wco-members|none|FILE] [--sessions FILE] [--encoding NAME]
    [--earlier ARCHIVE|event.json [--with-sessions]]  lists, rooms and policies of an earlier event
    writes event.json, event-secret.txt and event-ticket-key.txt; then: npm run hub -- --event … --event-secret …`;

const kindOption = z.object({ kind: z.enum(eventKinds).default('conference') });

async function create(words: string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      name: text,
      'name-fr': text,
      place: text,
      'place-fr': text,
      from: text,
      to: text,
      kind: text,
      'time-zone': text,
      'day-boundary': text,
      out: text,
      delegations: text,
      'group-word': text,
      sessions: text,
      encoding: text,
      earlier: text,
      'with-sessions': { type: 'boolean' },
    },
  });
  const { name = '', place = '', out, sessions } = values;
  const { kind } = kindOption.parse({ kind: values.kind });
  const source = values.delegations ?? eventPresets[kind].delegations[0];
  if (positionals.join(' ') !== 'create' || out === undefined) throw new Error(usage);
  const earlier = values.earlier === undefined ? null : await earlierFile(placeOf(values.earlier));
  const isTable = source !== 'wco-members' && source !== 'none';
  const request = newEventSchema.parse({
    kind,
    languages: ['en', 'fr'],
    name: { en: name, fr: values['name-fr'] ?? name },
    place: { en: place, fr: values['place-fr'] ?? place },
    timeZone: values['time-zone'] ?? '',
    dayBoundary: values['day-boundary'] ?? '04:00',
    firstDay: values.from,
    lastDay: values.to ?? values.from,
    delegations: isTable ? 'table' : source,
    ...(values['group-word'] === undefined ? {} : { groupWord: values['group-word'] }),
    ...(earlier === null ? {} : { earlier: { withSessions: values['with-sessions'] === true } }),
  });
  const encoding = textEncodingSchema.optional().parse(values.encoding);
  const categories =
    earlier === null ? eventPresets[request.kind].categories : inUse(earlier.categories);
  const event = { ...request, days: daysFrom(request.firstDay, request.lastDay), categories };
  const read = {
    delegations: (bytes: Uint8Array) => readDelegations(bytes, request, encoding),
    sessions: (bytes: Uint8Array) => readSessions({ name: sessions ?? '', bytes }, event, encoding),
  };
  const tables = {
    delegations: isTable ? await rowsIn(source, read.delegations) : [],
    sessions: sessions === undefined ? [] : await rowsIn(sessions, read.sessions),
  };
  const keys = makeSigningKeys();
  const own = { id: randomUUID(), ticketKey: keys.publicKey };
  const made = eventFileOf(request, own, tables, earlier);
  const file = wholeEventFileSchema.parse(made);
  const path = placeOf(out);
  const beside = (what: string): string => path.replace(/(\.json)?$/i, `-${what}.txt`);
  const files: [name: string, text: string, mode: number][] = [
    [path, JSON.stringify(file, null, 2), 0o644],
    [beside('secret'), randomBytes(32).toString('hex'), 0o600],
    [beside('ticket-key'), keys.privateKey, 0o600],
  ];
  // Overwriting a secret would make its tickets worthless.
  const known = files.find(([name]) => existsSync(name));
  if (known !== undefined) throw new Error(`${known[0]} exists. Choose another name with --out`);
  for (const [name, content, mode] of files)
    writeFileSync(name, `${content}\n`, { mode, flag: 'wx' });
  const counts = `${file.delegations.length} delegations, ${tables.sessions.length} sessions, ${file.categories.length} categories, ${file.checkpoints.length} checkpoints`;
  console.log(`${counts}\nKeep secret: ${beside('secret')}, ${beside('ticket-key')}`);
}

/** Reads an event file, or the one in an archive after asking for its passphrase. */
async function earlierFile(path: string): Promise<EventFile> {
  const source = await readEarlier(path);
  if (source !== null) return source.file;
  const archive = await openArchive(await readArchive(path), await askPassphrase());
  return archive.content.event.file;
}

/** npm changes to the repository's root and gives the caller's folder in INIT_CWD. */
function placeOf(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

/** The rows of a table if it has no problems; prints each problem on a line. */
async function rowsIn<R>(
  path: string,
  read: (bytes: Uint8Array) => Promise<ReadTable<R>>,
): Promise<R[]> {
  const {
    rows,
    problems,
    readings,
    leftOut = [],
  } = await read(readRosterFile(placeOf(path), maxEventTable));
  for (const { code, line, uid, value, sameAs } of problems) {
    const words = en.setUp.create.problems[code].replace('{{sameAs}}', String(sameAs));
    const where = line === null ? (uid ?? basename(path)) : `line ${line}`;
    const what = words.replace('{{value}}', () => value);
    console.error(`  ${where}: ${what}. ${en.setUp.create.remedies[code]}`);
  }
  for (const { title, why } of leftOut) console.error(`  left out, ${why}: ${title}`);
  for (const line of readingLines(readings)) console.error(line);
  if (readings.length > 0) throw new Error(`${path}: choose --encoding NAME`);
  if (problems.length > 0) throw new Error(`${path}: nothing was written`);
  return rows;
}

await create(process.argv.slice(2)).catch((error: Error) => {
  if (error instanceof CallFailure) {
    const { title, remedy } = en.error[error.code];
    console.error(`${title}. ${remedy}`);
    process.exitCode = 1;
    return;
  }
  const intake =
    error instanceof IntakeError ? `${intakeErrorWords[error.code]}: ${error.detail}` : null;
  console.error(error instanceof ZodError ? issuesOf(error) : (intake ?? error.message));
  process.exitCode = 1;
});
