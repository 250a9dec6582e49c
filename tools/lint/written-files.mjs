// A purge knows every file that we wrote: files for people are written by main/base/saved-file.ts and hub/cli/saved-file.ts
// alone, which record them before the first byte. As a program: names whoever writes around it and exits 1.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../setup/paths.mjs';
import { sourcesIn } from './sources.mjs';

/** What makes, fills or moves a file; `open` may. */
const WRITING =
  /^(appendFile|copyFile|cp|createWriteStream|link|open|rename|symlink|write|writeFile|writev)(Sync)?$/;
/** platform/files/durable.ts, which writes and moves for others. */
const DURABLE = /^(replaceFile|moveFile|moveFileSoon)$/;

/** Who else writes, and why a purge need not learn of it from the recorder. @type {Record<string, string>} */
export const WRITERS = {
  'main/base/saved-file.ts': 'the recorder itself',
  'hub/cli/saved-file.ts': 'the recorder of the hub’s commands',
  'main/tickets/ticket-calls.ts': 'fills the ZIP that the recorder opened its name for',
  'main/app/services/create-operations.ts': 'an empty mark beside the store',
  'main/app/start/start-hint.ts': 'mode and language for the next start',
  'main/app/start/store-damage.ts': 'an empty mark beside the store',
  'main/base/key-file.ts': 'the sealed key of the store',
  'main/base/log.ts': 'the log, which names nobody',
  'main/hub-hosting/host-service.ts': 'puts a hub’s folder aside: deleteStores knows its name',
  'main/printing/transport/device-link.ts': 'a printer’s device, no file',
  'main/station/backup/copies.ts': 'the mark of a folder of copies, which copy_place records',
  'main/station/backup/head-mark.ts': 'the head of the chain: counts and hashes',
  'main/station/backup/journal.ts': 'the sealed journal, which deleteCopies ends',
  'main/station/backup/make-copy.ts': 'copies of the store, in a folder that copy_place records',
  'main/station/backup/recover-store.ts': 'stores put aside: deleteStores knows their names',
  'main/station/backup/salvage/pages.ts': 'reads a damaged store',
  'main/station/crash-guard.ts': 'times of crashes',
  'main/station/doctor/doctor.ts': 'tries whether a disk can be written',
  'main/station/health/disk-watch.ts': 'tries whether a disk can be written',
  'main/station/open-package.ts': 'marks an opened part in a package that another station made',
  'main/station/training.ts': 'a mark in the folder of the training, which deleteStores knows',
  'main/station/unlock.ts': 'how often a passphrase was wrong',
  'main/station/update/fetch-archive.ts': 'an update of the app',
  'main/station/update/installation.ts': 'versions of the app',
  'main/station/update/store-copy.ts': 'a copy of the store: deleteStores knows its name',
  'main/station/update/test-mark.ts': 'reads an update of the app',
  'main/station/update/update-service.ts': 'an update of the app',
  'hub/cli/care-commands.ts': 'the stop list that stations take: ids, no names',
  'hub/cli/connector-commands.ts': 'a connector’s token',
  'hub/cli/day-commands.ts': 'report and facts of a day: counts and ids, no names',
  'hub/cli/places.ts': 'the hub’s key and address',
  'hub/cli/privacy-commands.ts': 'certificates of a purge, which name nobody',
  'hub/cli/renew-tickets.ts': 'makes the empty file before the codes are renewed',
  'hub/http/log.ts': 'the log, which names nobody',
  'hub/station/updates.ts': 'updates of the app',
  'hub/store/backup.ts':
    'backups, which noteWritten records, and stores put aside: deleteStores knows them',
  'hub/store/purge-files.ts': 'the recorder’s own lists',
  'hub/tls/hub-tls.ts': 'certificates and keys of the hub',
  'intake/zip-file.ts': 'reads a ZIP',
  'db/station/backup.ts': 'copies of the store, in a folder that copy_place records',
};

/**
 * Imports that write files outside of the recorder, as `path: name`; and entries of the list above
 * that write no more.
 * @param {string} [folder]
 * @param {Record<string, string>} [writers]
 * @returns {string[]}
 */
export function unrecordedWriters(folder = root, writers = WRITERS) {
  const left = new Set(Object.keys(writers));
  const found = sourcesIn(folder, '')
    .filter((path) => /^(main|hub|db|intake|reports)\/.*\.ts$/.test(path))
    .flatMap((path) => {
      const names = writingImports(path, readFileSync(join(folder, path), 'utf8'));
      if (names.length > 0 && left.delete(path)) return [];
      return names.map(
        (name) =>
          `${path}: ${name} (use ${path.startsWith('hub/') ? 'hub/cli' : 'main/base'}/saved-file.ts)`,
      );
    });
  return [...found, ...[...left].map((path) => `${path}: writes no more, yet is listed`)];
}

/** @param {string} path @param {string} text @returns {string[]} */
function writingImports(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) {
      return [];
    }
    const from = statement.moduleSpecifier.text;
    const isSystem = /^(node:)?fs(\/promises)?$/.test(from);
    if (!isSystem && !from.endsWith('files/durable.ts')) return [];
    const bindings = statement.importClause?.namedBindings;
    // The whole module: nobody sees what is done with it.
    if (bindings === undefined || ts.isNamespaceImport(bindings)) return [`all of ${from}`];
    return bindings.elements
      .filter(({ isTypeOnly }) => !isTypeOnly)
      .map(({ propertyName, name }) => (propertyName ?? name).text)
      .filter((name) => (isSystem ? WRITING : DURABLE).test(name));
  });
}

if (process.argv[1] === import.meta.filename) {
  const found = unrecordedWriters();
  for (const line of found) console.log(line);
  process.exitCode = found.length > 0 ? 1 : 0;
}
