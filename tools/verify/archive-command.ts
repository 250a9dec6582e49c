import { parseArgs } from 'node:util';
import { archiveExtension } from '../../domain/base/file-name.ts';
import { englishName } from '../../domain/base/language.ts';
import type { OpenedArchive } from '../../domain/day-close/event-archive.ts';
import { type ArchiveVerification, verifyArchive } from '../../domain/day-close/verify-archive.ts';
import { CallFailure } from '../../main/base/call-failure.ts';
import { openArchive, readArchive } from '../../main/day-close/open-archive.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import en from '../../ui/words/en.json' with { type: 'json' };

/** What the verifier needs from its environment. */
export interface VerifyArchiveCommand {
  words: readonly string[];
  /** Resolves a path on the command line. */
  place: (path: string) => string;
  askPassphrase: () => Promise<string>;
  print: (line: string) => void;
}

/** Whether the arguments ask for an archive, and not for a report. */
export function namesArchive(words: readonly string[]): boolean {
  return words.some((word) => word.endsWith(`.${archiveExtension}`));
}

/** Checks an archive. @returns the exit code: 0 genuine, 1 not, 2 not understood */
export async function verifyArchiveCommand(command: VerifyArchiveCommand): Promise<number> {
  const { words, place, askPassphrase, print } = command;
  const parsed = readWords(words);
  if (parsed === null) {
    print(`npm run verify -- EVENT.${archiveExtension} [--key BASE64]; asks for its passphrase`);
    return 2;
  }
  let archive: OpenedArchive;
  try {
    archive = await openArchive(await readArchive(place(parsed.path)), await askPassphrase());
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    const { title, remedy } = en.error[error.code];
    const isChanged = error.code === 'archive-damaged' || error.code === 'archive-cut';
    print(`${isChanged ? 'NOT GENUINE: ' : ''}${title}. ${remedy}`);
    return isChanged ? 1 : 2;
  }
  const { maker } = archive.content;
  const found = verifyArchive(archive, nodeCrypto);
  const isOther = parsed.key !== undefined && parsed.key !== maker.publicKey;
  if (found.faults.length > 0 || isOther) {
    print(`NOT GENUINE: ${parsed.path}`);
    for (const { check, place: at, detail } of found.faults)
      print(`  ${check} at ${at}: ${detail}`);
    if (isOther) print(`  issuer: the archive names the key ${maker.publicKey}`);
    return 1;
  }
  printGenuine(archive, found, print);
  if (parsed.key === undefined) {
    print('Not checked: whose key it is. Compare it with the one that you know (--key):');
    print(`  ${maker.publicKey}`);
  }
  return 0;
}

function readWords(words: readonly string[]): { path: string; key: string | undefined } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { key: { type: 'string' } },
    });
    const [path, ...more] = positionals;
    return path === undefined || more.length > 0 ? null : { path, key: values.key };
  } catch {
    // An unknown option, or one without its value: the caller prints the usage.
    return null;
  }
}

function printGenuine(
  { content, facts }: OpenedArchive,
  { chains, reports }: ArchiveVerification,
  print: (line: string) => void,
): void {
  const { event, made, maker, purged, stations, templates } = content;
  const iso = (wall: number): string => new Date(wall).toISOString();
  const names = new Map(stations.map(({ id, name }) => [id, name]));
  print(`GENUINE: ${englishName(event.file)}, version ${event.version}, ${event.file.id}`);
  print(`  archived ${iso(made)} by station ${maker.station}`);
  print(
    `  personal data ${purged === null ? 'not purged by then' : `purged ${iso(purged)}`}; none here`,
  );
  print(`  ${facts.length} facts in ${chains.length} chains, ${templates.length} templates`);
  for (const { station, incarnation, count, signed } of chains) {
    const name = names.get(station) ?? station;
    const rest = signed === count ? 'signed to the end' : `signed up to ${signed}`;
    print(`    ${name}, life ${incarnation}: ${count} facts, ${rest}`);
  }
  for (const { report, missing } of reports) {
    const { proven, open, broken } = report.proof;
    const stood = `${proven} PROVEN, ${open} OPEN, ${broken} BROKEN`;
    print(`    report of ${report.day}, revision ${report.revision}: ${stood}`);
    if (missing > 0) print(`      not checked: ${missing} of its facts are not in this archive`);
  }
}
