import type { Mutation } from '../mutation.ts';

const forgery = 'test/main/badges/badge-forgery.test.ts';
const tokens = 'test/platform/crypto/badge-tokens.test.ts';

/** Faults by which somebody who holds every fact and the event secret makes a badge that counts. */
export const badgeTokens: readonly Mutation[] = [
  {
    name: 'the bytes of a badge are not compared with its issue',
    caughtBy: forgery,
    edits: [
      {
        file: 'domain/badges/badge-token.ts',
        find: 'return proof !== null && tokens.matches(token, proof);',
        put: 'return proof !== null && token.length > 0 && tokens !== null;',
      },
    ],
  },
  {
    name: 'a badge whose serial is not known is green',
    caughtBy: 'test/domain/badge-fates.test.ts',
    edits: [
      {
        file: 'domain/badges/badge-verdict.ts',
        find: "if (badge.folded === null) return { outcome: policy.unheard, doubt: 'unheard' };",
        put: "if (badge.folded === null) return { outcome: 'good' };",
      },
    ],
  },
  {
    name: 'an issue without a hash takes any bytes',
    caughtBy: 'test/domain/badge-token.test.ts',
    edits: [
      {
        file: 'domain/badges/badge-token.ts',
        find: 'return isProofText(salt) && isProofText(hash) ? { salt, hash } : null;',
        put: 'return { salt, hash };',
      },
    ],
  },
  {
    name: 'the issue of a badge says nothing of its bytes',
    caughtBy: forgery,
    edits: [
      {
        file: 'main/badges/issue-badge.ts',
        find: '      salt: proof.salt,\n      hash: proof.hash,\n',
        put: '      salt: proof.salt,\n',
      },
    ],
  },
  {
    name: 'the fact of an issue holds the bytes themselves',
    caughtBy: forgery,
    edits: [
      {
        file: 'main/badges/issue-badge.ts',
        find: '      hash: proof.hash,\n',
        put: "      hash: proof.hash,\n      token: Buffer.from(token).toString('hex'),\n",
      },
    ],
  },
  {
    name: 'any station issues any serial',
    caughtBy: forgery,
    edits: [
      {
        file: 'domain/badges/badge-token.ts',
        find: 'return serial.station === fact.station.slice(0, 8).toUpperCase();',
        put: 'return serial.station.length === 8;',
      },
    ],
  },
  {
    name: 'a station enrols under the number of another',
    caughtBy: 'test/hub/stations/enrolment.test.ts',
    edits: [
      {
        file: 'hub/stations/enrolment.ts',
        find: '    await checkNumber(tx, request.station);\n',
        put: '',
      },
    ],
  },
  {
    name: 'a flood of issues of one serial is hashed whole',
    caughtBy: 'test/domain/badge-token.test.ts',
    edits: [
      {
        file: 'domain/badges/badge-token.ts',
        find: 'issues.slice(0, maxIssuesOfSerial).find(',
        put: 'issues.slice().find(',
      },
    ],
  },
  {
    name: 'a clone’s badge is taken for the first one of its serial',
    caughtBy: forgery,
    edits: [
      {
        file: 'main/badges/shown-badge.ts',
        find: 'isFirst: id === row.issuedBy }',
        put: 'isFirst: id !== null }',
      },
    ],
  },
  {
    name: 'the hash of a badge’s bytes is a fast one',
    caughtBy: tokens,
    edits: [{ file: 'platform/crypto/badge-tokens.ts', find: 'N: 2 ** 11', put: 'N: 2 ** 4' }],
  },
  {
    name: 'a token that was made ahead is given twice',
    caughtBy: tokens,
    edits: [{ file: 'platform/crypto/badge-tokens.ts', find: 'pool.pop()', put: 'pool.at(-1)' }],
  },
  {
    name: 'the code of a badge stays in the store after the print',
    caughtBy: forgery,
    edits: [
      {
        file: 'main/badges/badges.ts',
        find: '      forgetBadgeCode(context.db, job.badgeSerial);\n',
        put: '',
      },
    ],
  },
  {
    name: 'an unknown badge takes somebody out of the count unasked',
    caughtBy: 'test/domain/door.test.ts',
    edits: [
      {
        file: 'domain/doors/door.ts',
        find: "return isUnheard(question) ? { ...out, outcome: 'ask', doubts: ['badge-unheard'] } : out;",
        put: 'return out;',
      },
    ],
  },
  {
    name: 'one unknown badge shown five times is many',
    caughtBy: 'test/main/station/alerts.test.ts',
    edits: [
      {
        file: 'domain/station/alerts.ts',
        find: '    if (known.has(serial)) return false;\n    known.add(serial);\n    return known.size === manyUnknownBadges;\n',
        put: '    known.add(String(known.size));\n    return known.size === manyUnknownBadges;\n',
      },
    ],
  },
];
