import fc from 'fast-check';
import { issuesOf } from '../../../domain/base/issues.ts';
import { calls } from '../../../preload/contract.ts';
import { hold, holdPlain } from '../engine/guards.ts';
import { fuzzed, type Target } from '../engine/target.ts';
import { fromSchema } from '../generators/from-schema.ts';
import { jsonSize, mutatedJson, oddJson } from '../generators/json.ts';

interface Call {
  name: string;
  input: unknown;
}

/** A value that the structured clone supports and JSON does not. */
function cyclic(): unknown {
  const value: Record<string, unknown> = { list: [] };
  value.self = value;
  return value;
}

const cloned = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    10n ** 30n,
    new Date(8.64e15),
  ),
  fc.constantFrom<unknown>(new Date(Number.NaN), new Map([['a', 1]]), new Set([1]), /a/g),
  fc.constantFrom<unknown>(
    new Error('no'),
    new ArrayBuffer(8),
    new Float64Array(2),
    new Array<number>(3),
    cyclic(),
  ),
  fc.uint8Array({ maxLength: 30 }),
);

/**
 * Every call of the contract: its input reaches the handler, or is refused as `bad-input` before.
 */
const contract: Target = {
  name: 'ipc/inputs',
  share: 60,
  reaches: ['taken', 'refused'],
  open: () => {
    const definitions = new Map(Object.entries(calls));
    const cases = [...definitions].map(([name, { input }]) => {
      const odd = fc.oneof(oddJson, cloned);
      const values = fc.oneof(
        { weight: 6, arbitrary: mutatedJson(fromSchema(input)) },
        { weight: 1, arbitrary: odd },
        {
          weight: 1,
          arbitrary: fc.dictionary(fc.constantFrom(...namesIn(input)), odd, {
            maxKeys: 4,
            noNullPrototype: true,
          }),
        },
      );
      return values.map((value) => ({ name, input: value }));
    });
    return fuzzed<Call>({
      cases: fc.oneof(...cases),
      sizeOf: ({ input }) => (isCyclic(input) ? 100 : jsonSize(input)),
      run: ({ name, input }) => {
        const parsed = definitions.get(name)?.input.safeParse(input);
        if (parsed === undefined) return 'refused';
        if (!parsed.success) {
          // The text that main/app/gateway/register.ts answers with and logs.
          hold(typeof issuesOf(parsed.error) === 'string', 'a refusal without words');
          return `refused ${name}`;
        }
        holdPlain(parsed.data);
        return `taken ${name}`;
      },
    });
  },
};

/** Names of an input's members, so that single ones get foreign values. */
function namesIn(input: unknown): string[] {
  const shape: unknown = Reflect.get(Object(input), 'shape');
  const names = typeof shape === 'object' && shape !== null ? Object.keys(shape) : [];
  return ['__proto__', 'x', ...names];
}

function isCyclic(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return false;
  } catch {
    return true;
  }
}

export const ipcTargets: readonly Target[] = [contract];
