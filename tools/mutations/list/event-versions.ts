import type { Mutation } from '../mutation.ts';

const atStations = 'test/main/sync/event-versions.test.ts';
const rules = 'test/domain/event-changes.test.ts';

/** Faults of the event's versions: at the hub, on the way to stations, and between two editors. */
export const eventVersions: readonly Mutation[] = [
  {
    name: 'the later editor of an event overwrites the earlier one',
    caughtBy: atStations,
    edits: [
      {
        file: 'hub/sync/event-versions.ts',
        find: 'const isBase = base === present.version &&',
        put: 'const isBase = base <= present.version &&',
      },
    ],
  },
  {
    name: 'an extra field changes its receivers although people have values',
    caughtBy: atStations,
    only: 'an extra field keeps',
    edits: [
      {
        file: 'domain/event/event-changes.ts',
        find: ' || receivers(later) !== receivers(field)',
        put: '',
      },
    ],
  },
  {
    name: 'a choice that people have is taken away',
    caughtBy: atStations,
    only: 'an extra field keeps',
    edits: [
      {
        file: 'hub/sync/event-versions.ts',
        find: 'if (await isHeld(tx, one)) held.push(one);',
        put: 'if (one.choice === null && (await isHeld(tx, one))) held.push(one);',
      },
    ],
  },
  {
    name: 'a delegation is added under the name of another one',
    caughtBy: 'test/domain/added-delegations.test.ts',
    edits: [
      {
        file: 'domain/event/added-delegations.ts',
        find: 'const known = same ?? sameCode[0] ?? named;',
        put: 'const known = same ?? sameCode[0];',
      },
    ],
  },
  {
    name: 'a session that is left out of the event is gone',
    caughtBy: atStations,
    edits: [
      {
        file: 'hub/sync/event-versions.ts',
        find: 'const file = keepRetired(present.file, given);',
        put: 'const file = given;',
      },
    ],
  },
  {
    name: 'a station takes over an event that no hub signed',
    caughtBy: atStations,
    edits: [
      {
        file: 'main/sync/event-versions.ts',
        find: 'if (!crypto.verify(key, text, fromBase64(signature))) return false;',
        put: '',
      },
    ],
  },
  {
    name: 'a hub takes any version that a desk offers',
    caughtBy: 'test/main/sync/returned-versions.test.ts',
    edits: [
      {
        file: 'hub/sync/returned-versions.ts',
        find: 'if (!keys.some((key) => crypto.verify(fromBase64(key), text, fromBase64(signature)))) {',
        put: 'if (keys.length === 0) {',
      },
    ],
  },
  {
    name: 'a restored hub takes its stations back to its old event',
    caughtBy: atStations,
    edits: [
      {
        file: 'main/sync/event-versions.ts',
        find: 'if (!answer.knowsEventVersion) await offerEvent(parts, held);',
        put: '',
      },
    ],
  },
  {
    name: 'what both editors changed is not named',
    caughtBy: rules,
    edits: [
      {
        file: 'domain/event/event-changes.ts',
        find: 'if (isMine && !isSame(before, others) && !isSame(ours, others)) {',
        put: 'if (isMine && isSame(before, others) && !isSame(ours, others)) {',
      },
    ],
  },
  {
    name: 'a day with records can be taken out of the event',
    caughtBy: rules,
    edits: [
      {
        file: 'domain/event/event-changes.ts',
        find: 'refuseIf(records.days.has(day) && !after.days.includes(day)',
        put: 'refuseIf(!records.any && !after.days.includes(day)',
      },
    ],
  },
  {
    name: 'the place of a mistake in a file is told by the names in the file',
    caughtBy: 'test/domain/file-problems.test.ts',
    edits: [
      {
        file: 'domain/base/file-problems.ts',
        find: 'top ?? words.fields[list] ?? both(',
        put: 'top ?? both(',
      },
    ],
  },
];
