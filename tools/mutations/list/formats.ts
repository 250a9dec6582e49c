import type { Mutation } from '../mutation.ts';

const stores = 'test/formats/stores.test.ts';
const files = 'test/formats/files.test.ts';
const wire = 'test/formats/wire.test.ts';
const frozen = 'test/formats/frozen.test.ts';

/** Faults that make files of an earlier version unreadable, or change what is written. */
export const formats: readonly Mutation[] = [
  {
    name: 'a column of the roster is renamed in a migration that stores have applied',
    caughtBy: stores,
    edits: [{ file: 'db/schema/roster.ts', find: 'printed_name ', put: 'name_on_badge ' }],
  },
  {
    name: 'a column is added to a migration that hubs have applied',
    caughtBy: stores,
    edits: [
      {
        file: 'hub/store/schema/purge.ts',
        find: 'CREATE TABLE retention (\n',
        put: 'CREATE TABLE retention (\n  set_from TEXT,\n',
      },
    ],
  },
  {
    name: 'heads are signed with another first line',
    caughtBy: wire,
    edits: [
      { file: 'domain/ledger/signed-head.ts', find: 'lanyard head 1', put: 'lanyard head 2' },
    ],
  },
  {
    name: 'a package no longer has the rule of retention',
    caughtBy: files,
    edits: [
      {
        file: 'domain/station/event-package.ts',
        find: '  retention: retentionRuleSchema,\n',
        put: '',
      },
    ],
  },
  {
    name: 'a settings file must have a field that older ones lack',
    caughtBy: files,
    edits: [
      {
        file: 'domain/station/settings-file.ts',
        find: '  name: stationNameSchema,\n',
        put: '  name: stationNameSchema,\n  volume: z.number(),\n',
      },
    ],
  },
  {
    name: 'a day’s report is sealed with another first line',
    caughtBy: files,
    edits: [
      {
        file: 'domain/day-close/report.ts',
        find: 'lanyard day report 1',
        put: 'lanyard day report 2',
      },
    ],
  },
  {
    name: 'the proof of a badge’s token is computed at another cost',
    caughtBy: wire,
    edits: [{ file: 'platform/crypto/badge-tokens.ts', find: 'N: 2 ** 11', put: 'N: 2 ** 10' }],
  },
  {
    name: 'a stick leaves personal payloads out',
    caughtBy: frozen,
    edits: [
      {
        file: 'domain/sync/stick.ts',
        find: 'personal: personal === null ? null : { salt: personal.salt, payload: personal.payload },',
        put: 'personal: null,',
      },
    ],
  },
];
