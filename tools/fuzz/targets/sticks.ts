import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { genesisHash } from '../../../domain/ledger/chain.ts';
import { openedLine, packageFile, readPackageFile } from '../../../domain/station/event-package.ts';
import {
  readStickFile,
  readStickInside,
  stickContentText,
  stickFile,
  stickInside,
  stickSignedText,
} from '../../../domain/sync/stick.ts';
import { makeSigningKeys, readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { openSealed, sealFor } from '../../../platform/crypto/sealed.ts';
import { entry } from '../../../test/hub/http/people.ts';
import {
  addFacts,
  cleanUp,
  enrolStation,
  startTestHub,
  type TestStation,
} from '../../../test/hub/http/support.ts';
import { hold, holdPlain } from '../engine/guards.ts';
import { fuzzed, type Target } from '../engine/target.ts';
import { bytesLike, mutatedBytes } from '../generators/bytes.ts';
import { jsonText, mutatedJson } from '../generators/json.ts';

function signedContent(station: TestStation, contentText: string): Uint8Array {
  const hash = createHash('sha256').update(contentText, 'utf8').digest('hex');
  return stickInside(
    signText(readPrivateKey(station.keys.privateKey), stickSignedText(hash)),
    contentText,
  );
}

/**
 * The file of a stick at the hub: its outside, its inside, and a content that its own station
 * signed.
 */
const stick: Target = {
  name: 'stick/import',
  share: 1,
  reaches: ['imported', 'not-a-stick', 'damaged', 'truncated', 'bad-signature'],
  open: async () => {
    const hub = await startTestHub();
    await hub.admin.importRoster([entry(1)], 'fuzz');
    const desk = await enrolStation(hub, 'desk');
    addFacts(desk, [entry(1).id, entry(1).id]);
    const { event, hubKey } = hub.running.hub.identity();
    const header = { event: event.id, hubKey, station: desk.id, written: 1_538_463_600_000 };
    const content = {
      ...header,
      chains: [{ incarnation: 1, previous: genesisHash, events: desk.chain }],
    };
    const text = stickContentText(content);
    const inside = signedContent(desk, text);
    const file = stickFile(header, await sealFor(hubKey, inside));
    type Case = { file: Uint8Array } | { inside: Uint8Array };
    return fuzzed<Case>({
      cases: fc.oneof(
        { weight: 6, arbitrary: bytesLike([file]).map((each): Case => ({ file: each })) },
        { weight: 2, arbitrary: mutatedBytes([inside]).map((each): Case => ({ inside: each })) },
        {
          weight: 2,
          arbitrary: mutatedJson(fc.constant(JSON.parse(text))).map(
            (each): Case => ({ inside: signedContent(desk, jsonText(each)) }),
          ),
        },
        { weight: 1, arbitrary: fc.constant<Case>({ file }) },
      ),
      // Decrypting and the store take time at any size.
      sizeOf: (one) => 200_000 + ('file' in one ? one.file.length : one.inside.length),
      run: async (one) => {
        const bytes =
          'file' in one ? one.file : stickFile(header, await sealFor(hubKey, one.inside));
        const answer = await hub.running.hub.importStick(bytes, null);
        return answer.outcome === 'imported' ? 'imported' : answer.reason;
      },
      close: async () => {
        try {
          hold((await hub.admin.checkAll()).length === 0, 'the hub’s own check finds something');
        } finally {
          await cleanUp();
        }
      },
    });
  },
};

/** The part of a stick that can be read without the hub, which is quick. */
const stickOutside: Target = {
  name: 'stick/read',
  share: 100,
  reaches: [
    'read',
    'not-a-stick',
    'newer-version',
    'truncated',
    'damaged',
    'other-event',
    'other-hub',
  ],
  open: () => {
    const here = {
      event: '00000000-0000-4000-8000-000000000001',
      hubKey: Buffer.alloc(32, 1).toString('base64'),
    };
    const header = { ...here, station: '00000000-0000-4000-8000-000000000002', written: 1 };
    const sealed = Buffer.from('not decrypted here');
    const content = stickContentText({ ...header, chains: [] });
    const inside = stickInside(Buffer.alloc(64).toString('base64'), content);
    const samples = [
      stickFile(header, sealed),
      stickFile({ ...header, event: header.station }, sealed),
      stickFile({ ...header, hubKey: Buffer.alloc(32, 2).toString('base64') }, sealed),
      Buffer.from('lanyard stick 2\n{}\n'),
      Buffer.from('lanyard stick 1\n'),
    ];
    return fuzzed<{ file: Uint8Array; inside: Uint8Array }>({
      cases: fc.record({
        file: fc.oneof(bytesLike(samples, 200), fc.constantFrom(...samples)),
        inside: mutatedBytes([inside]),
      }),
      sizeOf: (one) => one.file.length + one.inside.length,
      run: (one) => {
        const read = readStickInside(one.inside);
        if (read !== null) holdPlain(read.content);
        const outside = readStickFile(one.file, here);
        if ('refused' in outside) return outside.refused;
        hold(outside.sealed.length === outside.header.bytes, 'another length than it says');
        return 'read';
      },
    });
  },
};

/** The part of an event package that can be read without its passphrase. */
const packageOutside: Target = {
  name: 'stick/package',
  share: 100,
  reaches: ['read', 'other-file', 'newer-version', 'cut', 'damaged'],
  open: () => {
    const sealed = Buffer.from('not decrypted here');
    const sha256 = createHash('sha256').update(sealed).digest('hex');
    const whole = packageFile({ parts: 2, made: 1, bytes: sealed.length, sha256 }, sealed);
    const signature = Buffer.alloc(64).toString('base64');
    const samples = [
      whole,
      Buffer.concat([whole, openedLine({ part: 1, opened: 2, signature })]),
      Buffer.from('lanyard package 2\n{}\n'),
    ];
    return fuzzed<Uint8Array>({
      cases: fc.oneof(bytesLike(samples, 200), fc.constantFrom(...samples)),
      sizeOf: (bytes) => bytes.length,
      run: (bytes) => {
        const read = readPackageFile(bytes, nodeCrypto);
        if (typeof read === 'string') return read;
        hold(Buffer.from(read.sealed).equals(sealed), 'other bytes than their hash');
        holdPlain(read.opened);
        return 'read';
      },
    });
  },
};

/** Age files for the hub's key. */
const sealedBytes: Target = {
  name: 'stick/sealed',
  share: 1,
  reaches: ['opened', 'none'],
  open: async () => {
    const keys = makeSigningKeys();
    const sealed = await sealFor(keys.publicKey, Buffer.from('inside'));
    return fuzzed<Uint8Array>({
      cases: fc.oneof(bytesLike([sealed], 200), fc.constant(sealed)),
      sizeOf: (bytes) => 100_000 + bytes.length,
      run: async (bytes) => {
        const opened = await openSealed(keys.privateKey, bytes);
        if (opened === null) return 'none';
        hold(Buffer.from(opened).toString() === 'inside', 'another content');
        return 'opened';
      },
    });
  },
};

export const stickTargets: readonly Target[] = [stick, stickOutside, packageOutside, sealedBytes];
