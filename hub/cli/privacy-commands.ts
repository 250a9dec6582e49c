import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ScreenLanguage, screenLanguageSchema } from '../../domain/base/language.ts';
import type { PurgePerson } from '../../domain/operators/people.ts';
import { certificateFile } from '../../domain/privacy/certificate.ts';
import {
  certificateWords,
  copiesLeft,
  missingStations,
  ruleWords,
} from '../../domain/privacy/certificate-words.ts';
import { personWords } from '../../domain/privacy/person-words.ts';
import {
  gdprDays,
  type RetentionRule,
  retentionRuleSchema,
} from '../../domain/privacy/retention.ts';
import type { AdminClient } from '../admin/client.ts';
import { type CommandLine, onlyArgument, UsageError } from './command-line.ts';
import { type Print, printColumns, timeText } from './print.ts';
import { findDelegate } from './roster-commands.ts';
import { savePersonalFile } from './saved-file.ts';

/** `purge …`: requests, approves or withdraws a purge, shows progress, writes the certificate. */
export async function purgeCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<unknown> {
  const [verb = 'request', id] = commandLine.args;
  switch (verb) {
    case 'request':
      return await requestPurge(client, commandLine, print);
    case 'approve':
      return await approvePurge(client, commandLine, needed(id), print);
    case 'withdraw':
      await client.privacy.withdrawPurge(needed(id));
      print('Withdrawn.');
      return 0;
    case 'status':
      return await printPrivacy(client, print);
    case 'destroyed':
      await client.privacy.declareDestroyed({
        station: commandLine.options.station ?? null,
        path: needed(id),
        reason: commandLine.options.reason ?? '',
        by: personOf(commandLine.options.by, '--by'),
      });
      print('Declared destroyed. See: npm run hub -- purge certificate --out DIR');
      return 0;
    case 'certificate':
      return await writeCertificate(client, commandLine, id ?? null, print);
    default:
      throw new UsageError('purge [request]|approve|withdraw|status|destroyed|certificate');
  }
}

function needed(id: string | undefined): string {
  if (id === undefined) throw new UsageError('purge: id of the request, or path, expected');
  return id;
}

async function requestPurge(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const by = personOf(commandLine.options['requested-by'], '--requested-by');
  const request = await client.privacy.requestPurge(by);
  print(`Asked for: ${request.id}. Nothing is deleted yet.`);
  print('Another person approves it within 24 hours:');
  print(`  npm run hub -- purge approve ${request.id} --approved-by NAME`);
}

async function approvePurge(
  client: AdminClient,
  commandLine: CommandLine,
  id: string,
  print: Print,
): Promise<void> {
  const by = personOf(commandLine.options['approved-by'], '--approved-by');
  const { order } = await client.privacy.approvePurge(id, by);
  const { certificate } = await client.privacy.certificate(order.id);
  const missing = missingStations(certificate);
  print(`Purged at the hub: ${order.id}. Stations carry it out at their next contact.`);
  if (missing.length > 0) print(`Not yet: ${missing.join(', ')}`);
  print('Afterwards: npm run hub -- purge certificate --out DIR');
}

/** Output of `purge status` and at the end of `retention`. */
async function printPrivacy(client: AdminClient, print: Print): Promise<void> {
  const found = await client.privacy.overview();
  const { state } = found;
  printColumns(
    [
      ['rule', ruleWords(found.rule, 'en')],
      [
        'set by',
        found.setBy === null ? 'nobody: the usual one' : `${found.setBy}, ${timeText(found.setAt)}`,
      ],
      ['phase', state.phase],
      ['warning from', state.warnOn ?? '—'],
      ['purge on', state.purgeOn ?? '—'],
    ],
    print,
  );
  for (const { id, requestedBy, requestedAt } of found.requests) {
    print(`asked for: ${id} by ${requestedBy.name}, ${timeText(requestedAt)}`);
  }
  for (const { id, ordered, done, confirmed, missing } of found.purges) {
    const hub = done === null ? 'under way at the hub' : 'done at the hub';
    print(
      `purge ${id} of ${timeText(ordered)}: ${hub}, stations ${confirmed} done, ${missing} not`,
    );
  }
}

/** @returns 1 while a station's confirmation is missing */
async function writeCertificate(
  client: AdminClient,
  commandLine: CommandLine,
  id: string | null,
  print: Print,
): Promise<0 | 1> {
  const signed = await client.privacy.certificate(id);
  const folder = outFolder(commandLine);
  const name = `purge-${signed.certificate.order.id}`;
  write(folder, `${name}.json`, certificateFile(signed), print);
  write(folder, `${name}.txt`, certificateWords(signed, languageOf(commandLine)), print);
  const missing = missingStations(signed.certificate);
  const copies = copiesLeft(signed.certificate);
  print(
    signed.certificate.complete
      ? 'Complete: every station has carried it out.'
      : `Not complete. Unreachable: ${missing.join(', ') || 'nobody'}. Copies: ${copies.join('; ') || 'none'}. See the certificate.`,
  );
  return signed.certificate.complete ? 0 : 1;
}

/** `retention [--rules gdpr|own --days N|never --by NAME --name RULES]`: shows or sets the rule. */
export async function retentionCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const { rules, days } = commandLine.options;
  if (rules !== undefined || days !== undefined) {
    await client.privacy.setRetention(
      ruleOf(commandLine),
      personOf(commandLine.options.by, '--by'),
    );
  }
  await printPrivacy(client, print);
}

function ruleOf({ options }: CommandLine): RetentionRule {
  const { rules = 'gdpr', days, name = '' } = options;
  if (rules !== 'gdpr' && rules !== 'own') throw new UsageError('--rules is gdpr or own');
  if (rules === 'own' && name === '') throw new UsageError('--rules own: --name says whose');
  const usual = rules === 'gdpr' ? gdprDays : null;
  const rule = retentionRuleSchema.safeParse({
    set: rules === 'gdpr' ? 'gdpr' : 'organisation',
    name: rules === 'gdpr' ? '' : name,
    days: days === undefined ? usual : days === 'never' ? null : Number(days),
  });
  if (!rule.success) throw new UsageError('--days: 1 to 3650, or never');
  return rule.data;
}

/** `lost STATION --out FILE`: revokes it, and writes the people and data that it held. */
export async function lostCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const id = onlyArgument(commandLine, 'id of a station');
  const { out } = commandLine.options;
  if (out === undefined) throw new UsageError('lost: --out FILE');
  const report = await client.privacy.reportLost(id);
  const file = commandLine.path(out);
  await savePersonalFile(client, file, `${JSON.stringify(report, null, 2)}\n`);
  const held = report.persons.filter(({ certainty }) => certainty === 'held').length;
  print(`Revoked: ${report.station.name}. It receives nothing more.`);
  print(
    `It held ${held} persons, and perhaps ${report.persons.length - held} more, last read ${timeText(report.lastRead)}.`,
  );
  print(`Fields: ${report.fields.join(', ')}`);
  print(`Besides: ${report.alsoHeld.join(', ')}; personal payloads: ${report.payloads}`);
  print(`Written: ${file}`);
}

/** `access-request CODE --out DIR`: everything that the hub holds of one person. */
export async function accessRequestCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const { id } = await findDelegate(client, onlyArgument(commandLine, 'registration code'));
  const { report, picture } = await client.privacy.accessRequest(id);
  const folder = outFolder(commandLine);
  const write = async (name: string, content: string | Uint8Array): Promise<void> => {
    await savePersonalFile(client, join(folder, name), content);
    print(`Written: ${join(folder, name)}`);
  };
  await write(`person-${id}.json`, `${JSON.stringify(report, null, 2)}\n`);
  await write(`person-${id}.txt`, personWords(report, languageOf(commandLine)));
  if (report.photo !== null && picture !== null) {
    await write(report.photo, Buffer.from(picture, 'base64'));
  }
  print(
    'Activity logs lie at the stations, as do photos that did not reach the hub: ask there too',
  );
  print('(Settings, Privacy).');
}

function outFolder(commandLine: CommandLine): string {
  const { out } = commandLine.options;
  if (out === undefined) throw new UsageError(`${commandLine.command}: --out DIR`);
  const folder = commandLine.path(out);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function write(folder: string, name: string, content: string | Uint8Array, print: Print): void {
  const path = join(folder, name);
  writeFileSync(path, content, { mode: 0o600 });
  print(`Written: ${path}`);
}

function languageOf({ options }: CommandLine): ScreenLanguage {
  const parsed = screenLanguageSchema.safeParse(options.language ?? 'en');
  if (!parsed.success) throw new UsageError('--language: en or fr');
  return parsed.data;
}

/** The administrator types the name; the certificate states that it was not proved. */
export function personOf(name: string | undefined, option: string): PurgePerson {
  const text = name?.trim() ?? '';
  if (text === '' || text.length > 80) throw new UsageError(`${option} NAME`);
  return { kind: 'administrator', id: text, name: text };
}
