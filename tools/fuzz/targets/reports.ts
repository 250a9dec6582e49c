import { isDeepStrictEqual } from 'node:util';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson, type JsonValue } from '../../../domain/base/json.ts';
import { placeInJson } from '../../../domain/day-close/json-place.ts';
import { reportText } from '../../../domain/day-close/report.ts';
import { verifyReport } from '../../../domain/day-close/verify-report.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { issuerKey, sampleReport, sealed } from '../../../test/domain/day-close/report-sample.ts';
import { verifyCommand } from '../../verify/verify-command.ts';
import { hold } from '../engine/guards.ts';
import { fuzzed, type Target } from '../engine/target.ts';
import { bytesLike } from '../generators/bytes.ts';
import { jsonSize, jsonText, mutatedJson, oddJson } from '../generators/json.ts';
import { mutatedText, textLike } from '../generators/text.ts';

const genuine = sealedFile();

function sealedFile(): { text: string; file: Uint8Array } {
  const text = reportText(sealed(sampleReport()));
  return { text, file: Buffer.from(text, 'utf8') };
}

const verifier: Target = {
  name: 'report/verify',
  share: 10,
  reaches: ['genuine', 'form', 'digest', 'signature'],
  open: () =>
    fuzzed<Uint8Array>({
      cases: fc.oneof(
        { weight: 6, arbitrary: bytesLike([genuine.file]) },
        {
          weight: 3,
          arbitrary: mutatedText([genuine.text]).map((text) => Buffer.from(text, 'utf8')),
        },
        {
          weight: 3,
          arbitrary: mutatedJson(fc.constant(JSON.parse(genuine.text))).map((value) =>
            Buffer.from(canonical(value) ?? jsonText(value)),
          ),
        },
        { weight: 1, arbitrary: fc.constantFrom(genuine.file, otherSignature()) },
        { weight: 1, arbitrary: fc.nat(100_000).map(sameValueOtherBytes) },
        {
          weight: 1,
          arbitrary: fc.constantFrom('[', '{"a":').map((open) => Buffer.from(open.repeat(40_000))),
        },
      ),
      sizeOf: (file) => file.length,
      run: (file) => {
        const found = verifyReport(file, { publicKey: issuerKey }, nodeCrypto);
        const same = Buffer.from(genuine.file).equals(file);
        hold(
          found.genuine === same,
          same ? 'the genuine report is refused' : 'a changed report is genuine',
        );
        if (found.genuine) return 'genuine';
        hold(found.faults.length > 0, 'refused without a fault');
        return found.faults[0]?.check ?? 'none';
      },
    }),
};

/** The report with the signature of another one. */
function otherSignature(): Uint8Array {
  const { seal } = sealed(sampleReport({ revision: 2 }));
  const { report, seal: own } = sealed(sampleReport());
  const mixed = { report, seal: { digests: own.digests, signature: seal.signature } };
  return Buffer.from(reportText(mixed), 'utf8');
}

/** The same JSON value in other bytes: white space, an escape, or a repeated name. */
function sameValueOtherBytes(number: number): Uint8Array {
  const commas = [...genuine.text.matchAll(/,/g)].map(({ index }) => index + 1);
  const at = commas[number % commas.length] ?? 0;
  const put = [' ', '\n', '\t', '"seal":null,'][number % 4] ?? '';
  return Buffer.from(genuine.text.slice(0, at) + put + genuine.text.slice(at), 'utf8');
}

function canonical(value: unknown): string | null {
  try {
    return canonicalJson(value as JsonValue);
  } catch {
    return null;
  }
}

/**
 * The holder of the issuer's key can sign anything: the command must still report what it is,
 * without breaking down.
 */
const signedAnew: Target = {
  name: 'report/signed-anew',
  share: 2,
  reaches: ['0', '1'],
  open: () =>
    fuzzed<unknown>({
      cases: mutatedJson(fc.constant(JSON.parse(genuine.text).report)),
      // Signing takes time as well, which is not the verifier's.
      sizeOf: (report) => 200_000 + 50 * jsonSize(report),
      run: (report) => {
        let text: string;
        try {
          text = reportText(sealed(report as ReturnType<typeof sampleReport>));
        } catch {
          // Not a report that could be signed.
          return 'unsigned';
        }
        const lines: string[] = [];
        const words = ['r.json', '--key', issuerKey];
        const code = verifyCommand({
          words,
          read: () => Buffer.from(text, 'utf8'),
          print: (line) => lines.push(line),
        });
        hold(lines.length > 0, 'the command says nothing');
        return String(code);
      },
    }),
};

const canonicalText: Target = {
  name: 'report/canonical-json',
  share: 80,
  reaches: ['written', 'refused'],
  open: () =>
    fuzzed<unknown>({
      cases: fc.oneof(fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }), mutatedJson(oddJson)),
      sizeOf: jsonSize,
      run: (value) => {
        let text: string;
        try {
          text = canonicalJson(value as JsonValue);
        } catch (error) {
          if (error instanceof TypeError) return 'refused';
          throw error;
        }
        const back: unknown = JSON.parse(text);
        hold(canonicalJson(back as JsonValue) === text, 'written anew it differs');
        if (jsonSize(value) < 2_000) {
          hold(isDeepStrictEqual(back, JSON.parse(JSON.stringify(value))), 'another value');
          // By the author of RFC 8785.
          hold(canonicalize(value) === text, 'other than the reference');
        }
        return 'written';
      },
    }),
};

const place: Target = {
  name: 'report/place-in-json',
  share: 60,
  reaches: ['path', 'byte'],
  open: () =>
    fuzzed<{ text: string; offset: number | null }>({
      cases: fc.record({
        text: fc.oneof(
          {
            weight: 20,
            arbitrary: textLike([genuine.text.slice(0, 900), '{"a":[1,{"b":"c"}]}', '[[[[1]]]]']),
          },
          {
            weight: 1,
            arbitrary: fc.constantFrom('[', '{"a":', '[{"b":').map((open) => open.repeat(30_000)),
          },
        ),
        offset: fc.option(fc.nat(1_000)),
      }),
      sizeOf: ({ text }) => text.length,
      run: ({ text, offset }) => (placeInJson(text, offset).startsWith('byte ') ? 'byte' : 'path'),
    }),
};

export const reportTargets: readonly Target[] = [verifier, signedAnew, canonicalText, place];
