import { z } from 'zod';
import { screenLanguageSchema } from '../base/language.ts';
import { addDelegationsSchema, delegationsAddedSchema } from '../roster/import-delegations.ts';
import {
  columnMappingSchema,
  importDecisionSchema,
  importProgressSchema,
  importWrittenSchema,
  readOptionsSchema,
  rosterDiffSchema,
  rosterPreviewSchema,
} from '../roster/roster-import.ts';
import { get, large, nothing, post } from './route.ts';

/** Max bytes of a roster file on the page. The hub's memory may hold several open imports. */
export const maxPageImport = 32 * 2 ** 20;

/** Max bytes of the delegations that an import adds: their names, and the terms of the file. */
const maxAddedBytes = 2 ** 20;

/**
 * The routes of a roster import; `:id` is its plan. A problem with a file is `bad-request`, with a
 * code of the intake and its details. `not-found` (`import`): the plan no longer exists.
 */
export const importRoutes = {
  /**
   * The body is the file itself. It ends an earlier import of the same account. `busy`: too many
   * are open. `not-allowed`: `purged`.
   */
  openImport: large(
    post('imports', 'import-roster', null, nothing, rosterPreviewSchema),
    maxPageImport,
  ),
  rereadImport: post(
    'imports/:id/read',
    'import-roster',
    null,
    readOptionsSchema,
    rosterPreviewSchema,
  ),
  /** Shows the present roster entries of the people who would change. */
  compareImport: post(
    'imports/:id/compare',
    'import-roster',
    'list-seen',
    z.object({ mapping: columnMappingSchema, markVips: z.boolean().default(false) }),
    rosterDiffSchema,
  ),
  /**
   * Adds delegations to the event, as a new version. `busy`: someone else is changing the event.
   */
  addImportDelegations: large(
    post(
      'imports/:id/delegations',
      'import-roster',
      'event-changed',
      z.object({ delegations: addDelegationsSchema }),
      delegationsAddedSchema,
    ),
    maxAddedBytes,
  ),
  importProgress: get('imports/:id', 'import-roster', null, nothing, importProgressSchema),
  /** Writes what `compareImport` showed, as somebody decided. */
  applyImport: post(
    'imports/:id/apply',
    'import-roster',
    'roster-imported',
    importDecisionSchema,
    importWrittenSchema,
  ),
  /** The caller's own rows, as CSV. */
  rejectedRows: get(
    'imports/:id/rejected',
    'import-roster',
    null,
    z.object({ language: screenLanguageSchema }),
    z.object({ file: z.string() }),
  ),
  cancelImport: post('imports/:id/cancel', 'import-roster', null, nothing, nothing),
};
